import { createRemoteJWKSet, decodeJwt, errors, jwtVerify, type JWTPayload, type RemoteJWKSet } from 'jose';
import {
  IssuerUnreachable,
  TokenExpired,
  TokenInvalid,
  type IssuerClaims,
  type Issuers,
  type TrustedIssuer,
} from '../../domain/identity/index.ts';

const TIMEOUT_MS = 5000;
/** Signatures only: never a shared secret (HS256), never `none`. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** Tokens of configured OIDC issuers, checked against the keys that each issuer publishes. */
export class JoseIssuers implements Issuers {
  private readonly issuers: ReadonlyMap<string, TrustedIssuer>;
  private readonly keySets = new Map<string, Promise<RemoteJWKSet>>();

  constructor(issuers: readonly TrustedIssuer[]) {
    this.issuers = new Map(issuers.map((each) => [each.issuer, each]));
  }

  trusts(issuer: string): boolean {
    return this.issuers.has(issuer);
  }

  async verify(token: string): Promise<IssuerClaims> {
    const trusted = this.issuers.get(claimedIssuer(token));
    if (!trusted) throw new TokenInvalid();
    const keySet = await this.keySetOf(trusted);
    try {
      const { payload } = await jwtVerify(token, keySet, {
        algorithms: ALGORITHMS,
        issuer: trusted.issuer,
        audience: trusted.audience,
        requiredClaims: ['sub', 'iat', 'exp'],
        clockTolerance: 5,
      });
      return claimsOf(payload, trusted);
    } catch (error) {
      throw refusal(error, trusted.issuer);
    }
  }

  /** Found once per issuer; a failure is not remembered. */
  private async keySetOf(trusted: TrustedIssuer): Promise<RemoteJWKSet> {
    let keySet = this.keySets.get(trusted.issuer);
    if (!keySet) {
      keySet = discover(trusted);
      this.keySets.set(trusted.issuer, keySet);
    }
    try {
      return await keySet;
    } catch {
      this.keySets.delete(trusted.issuer);
      throw new IssuerUnreachable(trusted.issuer);
    }
  }
}

async function discover(trusted: TrustedIssuer): Promise<RemoteJWKSet> {
  const jwksUri = trusted.jwksUri ?? (await discoveredJwksUri(trusted.issuer));
  return createRemoteJWKSet(new URL(jwksUri), { timeoutDuration: TIMEOUT_MS });
}

/** OpenID Connect Discovery 1.0, section 4: the document must name the very issuer it was fetched for. */
async function discoveredJwksUri(issuer: string): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { accept: 'application/json' },
  });
  if (!response.ok) throw new TypeError(`Discovery answered ${response.status}.`);
  const document = (await response.json()) as { readonly issuer?: unknown; readonly jwks_uri?: unknown };
  if (document.issuer !== issuer || typeof document.jwks_uri !== 'string') {
    throw new TypeError('The discovery document is of another issuer, or names no keys.');
  }
  return document.jwks_uri;
}

function claimedIssuer(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    throw new TokenInvalid();
  }
}

function claimsOf(payload: JWTPayload, trusted: TrustedIssuer): IssuerClaims {
  if (typeof payload.sub !== 'string' || payload.sub === '' || payload.iat === undefined) throw new TokenInvalid();
  const { issuer, personClaim, personScheme } = trusted;
  const value = personClaim === null ? undefined : payload[personClaim];
  const known = (typeof value === 'string' && value !== '') || typeof value === 'number';
  const person = known ? { scheme: personScheme ?? `issuer ${issuer}`, value: String(value), provedBy: issuer } : null;
  return { issuer, subject: payload.sub, issuedAt: new Date(payload.iat * 1000), person };
}

/** A token that fails a check is the caller's fault; keys that could not be fetched are not. */
function refusal(error: unknown, issuer: string): unknown {
  if (error instanceof errors.JWTExpired) return new TokenExpired();
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return new IssuerUnreachable(issuer);
  if (error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC') return new TokenInvalid();
  if (error instanceof errors.JOSEError || error instanceof TypeError) return new IssuerUnreachable(issuer);
  return error;
}
