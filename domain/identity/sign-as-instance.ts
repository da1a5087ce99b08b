import { canonicalJson, type Json, type Transactions } from '../shared/index.ts';
import type { AccessTokens } from './ports.ts';
import type { SigningKeyRing } from './signing-key-ring.ts';
import type { SigningKey } from './signing-key.ts';

/** A key that was retired meanwhile still proves who signed, so that it need not be looked up for each signature. */
const LOOK_AGAIN_MS = 1000;

/** Signs what the instance stands for, such as receipts, with the key it has now: compact JWS over canonical JSON. */
export class SignAsInstance {
  private held: { readonly key: SigningKey; readonly untilMs: number } | null = null;

  constructor(
    private readonly transactions: Transactions,
    private readonly ring: SigningKeyRing,
    private readonly tokens: AccessTokens,
  ) {}

  async execute(type: string, payload: Json): Promise<string> {
    if (this.held === null || this.held.untilMs < Date.now()) {
      const key = await this.transactions.run((tx) => this.ring.current(tx));
      this.held = { key, untilMs: Date.now() + LOOK_AGAIN_MS };
    }
    return this.tokens.sign(this.held.key, type, canonicalJson(payload));
  }
}
