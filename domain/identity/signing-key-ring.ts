import type { Tx } from '../shared/index.ts';
import type { AccessTokens, SecretBox, SigningKeys } from './ports.ts';
import type { IdentitySettings } from './settings.ts';
import { SigningKey, signingKeyContext, trustedUntil } from './signing-key.ts';

/** The instance's own keys: one signs, those before it are trusted until what they signed has expired. */
export class SigningKeyRing {
  constructor(
    private readonly settings: Pick<IdentitySettings, 'accessTokenMs'>,
    private readonly keys: SigningKeys,
    private readonly tokens: AccessTokens,
    private readonly box: SecretBox,
  ) {}

  /** Read in each transaction that issues a token, so that a rotation by another process holds at once. */
  async current(tx: Tx): Promise<SigningKey> {
    const known = await this.keys.current(tx);
    if (known) return known;
    await this.keys.lock(tx);
    return (await this.keys.current(tx)) ?? (await this.create(tx));
  }

  async rotate(tx: Tx, distrustOld: boolean): Promise<SigningKey> {
    await this.keys.lock(tx);
    const old = await this.keys.current(tx);
    if (old) await this.keys.retire(tx, old.kid, trustedUntil(tx.now, this.settings.accessTokenMs, distrustOld));
    if (distrustOld) await this.keys.distrustRetired(tx);
    return this.create(tx);
  }

  private async create(tx: Tx): Promise<SigningKey> {
    const { kid, jwk, privateKey } = await this.tokens.newSigningKey();
    const wrapped = await this.box.wrap(privateKey, signingKeyContext(kid));
    const key = new SigningKey({
      kid,
      jwk,
      wrappedPrivateKey: Buffer.from(wrapped),
      createdAt: tx.now,
      trustedUntil: null,
    });
    await this.keys.insert(tx, key);
    return key;
  }
}
