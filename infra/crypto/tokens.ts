import { createPrivateKey, sign, type KeyObject } from 'node:crypto';
import {
  calculateJwkThumbprint,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importJWK,
  importPKCS8,
  jwtVerify,
  SignJWT,
  type CryptoKey,
  type JWTPayload,
} from 'jose';
import {
  signingKeyContext,
  TokenInvalid,
  type AccessClaims,
  type AccessTokens,
  type NewSigningKey,
  type PublicJwk,
  type SecretBox,
  type SigningKey,
  type SigningKeys,
} from '../../domain/identity/index.ts';
import { RecentMap } from '../../domain/shared/index.ts';

const ALGORITHM = 'EdDSA';
const TYPE = 'at+jwt';
/** A flood of made-up key ids costs one look a second; a key made by another process is known within one. */
const RELOAD_MS = 1000;
/** Some ten megabytes at most. */
const CHECKED_TOKENS = 5_000;

interface PrivateKey {
  readonly kid: string;
  readonly key: CryptoKey;
  readonly object: KeyObject;
}

/** EdDSA access tokens (RFC 9068), checked against public keys in memory. */
export class JoseAccessTokens implements AccessTokens {
  private readonly publicKeys = new Map<string, CryptoKey | Uint8Array>();
  private privateKey: PrivateKey | null = null;
  private readonly checked = new RecentMap<string, AccessClaims & { readonly kid: string }>(CHECKED_TOKENS);
  private loadedAtMs = Number.NEGATIVE_INFINITY;
  private loading: Promise<void> | null = null;

  constructor(
    private readonly instance: string,
    private readonly box: SecretBox,
    private readonly keys: Pick<SigningKeys, 'trusted'>,
  ) {}

  async newSigningKey(): Promise<NewSigningKey> {
    const pair = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
    const { kty, crv, x } = await exportJWK(pair.publicKey);
    const jwk = { kty, crv, x } as PublicJwk;
    const kid = await calculateJwkThumbprint(jwk, 'sha256');
    return { kid, jwk, privateKey: Buffer.from(await exportPKCS8(pair.privateKey)) };
  }

  async issue(key: SigningKey, claims: AccessClaims): Promise<string> {
    return new SignJWT({ sid: claims.sessionId })
      .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: TYPE })
      .setIssuer(this.instance)
      .setAudience(this.instance)
      .setSubject(claims.userId)
      .setIssuedAt(claims.issuedAt)
      .setExpirationTime(claims.expiresAt)
      .sign((await this.unwrapped(key)).key);
  }

  /** By Node's own cryptography: a vote with thousands of voters has a receipt for each. */
  async sign(key: SigningKey, type: string, payload: string): Promise<string> {
    const { object } = await this.unwrapped(key);
    const header = JSON.stringify({ alg: ALGORITHM, kid: key.kid, typ: type });
    const signed = `${Buffer.from(header).toString('base64url')}.${Buffer.from(payload).toString('base64url')}`;
    return `${signed}.${sign(null, Buffer.from(signed), object).toString('base64url')}`;
  }

  issuerOf(token: string): string | null {
    try {
      return decodeJwt(token).iss ?? null;
    } catch {
      return null;
    }
  }

  /** What a token says never changes, so one that was checked of late is not checked again; whether it still holds is asked elsewhere. */
  async read(token: string): Promise<AccessClaims & { readonly kid: string }> {
    const known = this.checked.get(token);
    if (known) return known;
    const claims = await this.check(token);
    this.checked.set(token, claims);
    return claims;
  }

  private async check(token: string): Promise<AccessClaims & { readonly kid: string }> {
    const kid = keyIdOf(token);
    const key = await this.publicKey(kid);
    if (!key) throw new TokenInvalid();
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer: this.instance,
        audience: this.instance,
        requiredClaims: ['sub', 'sid', 'iat', 'exp'],
        // Expiry is judged by who asks the database for the time; at this date every expiry lies ahead.
        currentDate: new Date(0),
      });
      return { ...claimsOf(payload), kid };
    } catch (error) {
      if (error instanceof errors.JOSEError) throw new TokenInvalid();
      throw error;
    }
  }

  private async unwrapped({ kid, wrappedPrivateKey }: SigningKey): Promise<PrivateKey> {
    if (this.privateKey?.kid !== kid) {
      const pem = Buffer.from(await this.box.unwrap(wrappedPrivateKey, signingKeyContext(kid)));
      this.privateKey = { kid, key: await importPKCS8(pem.toString(), ALGORITHM), object: createPrivateKey(pem) };
    }
    return this.privateKey;
  }

  private async publicKey(kid: string): Promise<CryptoKey | Uint8Array | undefined> {
    if (!this.publicKeys.has(kid) && (this.loading !== null || Date.now() - this.loadedAtMs >= RELOAD_MS)) {
      this.loading ??= this.load().finally(() => {
        this.loading = null;
      });
      await this.loading;
    }
    return this.publicKeys.get(kid);
  }

  private async load(): Promise<void> {
    this.loadedAtMs = Date.now();
    const trusted = await this.keys.trusted();
    const imported = await Promise.all(
      trusted.map(async ({ kid, jwk }) => [kid, await importJWK(jwk, ALGORITHM)] as const),
    );
    this.publicKeys.clear();
    for (const [kid, key] of imported) this.publicKeys.set(kid, key);
  }
}

function keyIdOf(token: string): string {
  try {
    const { kid } = decodeProtectedHeader(token);
    if (typeof kid === 'string') return kid;
  } catch {
    // Falls to the same refusal: a token without a readable header names no key.
  }
  throw new TokenInvalid();
}

function claimsOf({ sub, sid, iat, exp }: JWTPayload): AccessClaims {
  if (typeof sub !== 'string' || typeof sid !== 'string' || iat === undefined || exp === undefined) {
    throw new TokenInvalid();
  }
  return { userId: sub, sessionId: sid, issuedAt: new Date(iat * 1000), expiresAt: new Date(exp * 1000) };
}
