import type { SigningKeys } from './ports.ts';

/** What `/.well-known/jwks.json` says: every key whose access tokens may still be good. */
export class PublishedKeys {
  constructor(private readonly keys: Pick<SigningKeys, 'trusted'>) {}

  async execute(): Promise<{ readonly keys: readonly Readonly<Record<string, string>>[] }> {
    const trusted = await this.keys.trusted();
    return { keys: trusted.map(({ kid, jwk }) => ({ ...jwk, kid, alg: 'EdDSA', use: 'sig' })) };
  }
}
