import { createHmac, randomBytes } from 'node:crypto';
import { canonicalJson, type Transactions } from '../shared/index.ts';
import type { Nullifiers, SecretBox, WrappedSecrets } from './ports.ts';

const NULLIFIER_KEY = 'identity/nullifier-key';

/** HMAC-SHA-256 under a key of this instance: evidence is short and guessable, so a plain digest would give it away. */
export class KeyedNullifiers implements Nullifiers {
  private loaded: Promise<Buffer> | null = null;

  constructor(
    private readonly transactions: Transactions,
    private readonly secrets: WrappedSecrets,
    private readonly box: SecretBox,
  ) {}

  async of(scheme: string, value: string): Promise<string> {
    const message = canonicalJson({ scheme, value });
    return createHmac('sha256', await this.key())
      .update(message)
      .digest('hex');
  }

  private async key(): Promise<Buffer> {
    this.loaded ??= this.load();
    try {
      return await this.loaded;
    } catch (error) {
      this.loaded = null;
      throw error;
    }
  }

  /** Made at the first use; of several processes at their first use, one wins and all take its key. */
  private async load(): Promise<Buffer> {
    const kept =
      (await this.secrets.find(NULLIFIER_KEY)) ??
      (await this.transactions.run(async (tx) =>
        this.secrets.insertOrFind(tx, NULLIFIER_KEY, await this.box.wrap(randomBytes(32), NULLIFIER_KEY)),
      ));
    return Buffer.from(await this.box.unwrap(kept, NULLIFIER_KEY));
  }
}
