import type { PublicJwk } from './member-key.ts';

/** The instance's own key for access tokens. The private part is wrapped by the root key, in the name of the `kid`. */
export class SigningKey {
  readonly kid!: string;
  readonly jwk!: PublicJwk;
  readonly wrappedPrivateKey!: Buffer;
  readonly createdAt!: Date;
  /** Null while it signs; after that, the time until which tokens that it signed are good. */
  readonly trustedUntil!: Date | null;

  constructor(fields: SigningKey) {
    Object.assign(this, fields);
  }
}

/** The `context` under which the private part is wrapped: a wrapped key put in another row does not open. */
export function signingKeyContext(kid: string): string {
  return `identity/signing-key/${kid}`;
}

/** A retired key outlives the last token that it signed; a distrusted one ends with all its tokens at once. */
export function trustedUntil(now: Date, accessTokenMs: number, distrust: boolean): Date {
  return distrust ? now : new Date(now.getTime() + accessTokenMs);
}
