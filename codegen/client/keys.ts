import {
  calculateJwkThumbprint,
  CompactSign,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
} from 'jose';

export type KeyAlgorithm = 'EdDSA' | 'ES256';

/** A member's own key. The private half never leaves the client. */
export interface SigningKey {
  readonly algorithm: KeyAlgorithm;
  /** RFC 7638 with SHA-256: what the server calls `keyId`. */
  readonly thumbprint: string;
  readonly publicJwk: JWK;
  /** For the client's own safe keeping. */
  readonly privateJwk: JWK;
  sign(payload: string, type: string): Promise<string>;
}

/** Ed25519 unless asked otherwise; P-256 is for platforms whose key stores know no Ed25519. */
export async function generateKey(algorithm: KeyAlgorithm = 'EdDSA'): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return keyFromJwk(await exportJWK(privateKey));
}

export async function keyFromJwk(privateJwk: JWK): Promise<SigningKey> {
  const algorithm: KeyAlgorithm = privateJwk.kty === 'OKP' ? 'EdDSA' : 'ES256';
  const { d: _secret, ...publicJwk } = privateJwk;
  const key = (await importJWK(privateJwk, algorithm)) as CryptoKey;
  const thumbprint = await calculateJwkThumbprint(publicJwk);
  return {
    algorithm,
    thumbprint,
    publicJwk,
    privateJwk,
    sign: (payload, type) =>
      new CompactSign(new TextEncoder().encode(payload))
        .setProtectedHeader({ alg: algorithm, kid: thumbprint, typ: type })
        .sign(key),
  };
}
