import { randomBytes } from 'node:crypto';
import type { Transactions } from '../shared/index.ts';
import type { InstanceClaims, SecretBox, WrappedSecrets } from './ports.ts';
import type { IdentitySettings } from './settings.ts';

export const SETUP_TOKEN = 'identity/setup-token';

/** At start: the token with which the first operator claims the instance. Every process gets the same one. */
export class EnsureSetupToken {
  constructor(
    private readonly settings: Pick<IdentitySettings, 'setupToken'>,
    private readonly transactions: Transactions,
    private readonly claims: InstanceClaims,
    private readonly secrets: WrappedSecrets,
    private readonly box: SecretBox,
  ) {}

  /** Null when the instance has its operator. */
  async execute(): Promise<string | null> {
    const fresh = Buffer.from(randomBytes(32).toString('base64url'));
    return this.transactions.run(async (tx) => {
      if (await this.claims.exists(tx)) return null;
      if (this.settings.setupToken !== null) return this.settings.setupToken;
      const kept = await this.secrets.insertOrFind(tx, SETUP_TOKEN, await this.box.wrap(fresh, SETUP_TOKEN));
      return Buffer.from(await this.box.unwrap(kept, SETUP_TOKEN)).toString();
    });
  }
}
