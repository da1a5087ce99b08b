import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { calculateJwkThumbprint, decodeProtectedHeader, importJWK } from 'jose';
import type { KeyAlgorithm, PublicJwk, PublicKey, Signatures, SignedMessage } from '../../domain/identity/index.ts';
import type { Json } from '../../domain/shared/index.ts';

/** Far above any statement; keeps what strangers send out of the parser. */
const MAX_JWS_LENGTH = 8192;

/** Members' keys and what they sign: JWK, RFC 7638 thumbprints and compact JWS. */
export class JoseSignatures implements Signatures {
  async readKey(jwk: Json): Promise<PublicKey | null> {
    const publicJwk = publicMembers(jwk);
    if (publicJwk === null) return null;
    const algorithm: KeyAlgorithm = publicJwk.kty === 'OKP' ? 'EdDSA' : 'ES256';
    try {
      await importJWK(publicJwk, algorithm);
    } catch {
      return null;
    }
    return { thumbprint: await calculateJwkThumbprint(publicJwk, 'sha256'), algorithm, jwk: publicJwk };
  }

  peek(jws: string): SignedMessage | null {
    const [, encoded, , ...rest] = jws.split('.');
    if (jws.length > MAX_JWS_LENGTH || encoded === undefined || rest.length > 0) return null;
    try {
      const header = decodeProtectedHeader(jws);
      if (Object.keys(header).toSorted().join() !== 'alg,kid,typ') return null;
      const { alg, kid, typ } = header;
      if (typeof alg !== 'string' || typeof kid !== 'string' || typeof typ !== 'string') return null;
      const payload = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(encoded, 'base64url'));
      return { algorithm: alg, kid, type: typ, payload };
    } catch {
      return null;
    }
  }

  /** By Node's own cryptography, beside the event loop: many votes come at once. What `peek` let through has one form. */
  async verify(jws: string, { jwk, algorithm }: PublicKey): Promise<boolean> {
    const end = jws.lastIndexOf('.');
    const signature = Buffer.from(jws.slice(end + 1), 'base64url');
    const isCanonical = signature.toString('base64url') === jws.slice(end + 1);
    if (!isCanonical || this.peek(jws)?.algorithm !== algorithm) return false;
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    const digest = algorithm === 'EdDSA' ? null : 'sha256';
    return verifyAside(digest, Buffer.from(jws.slice(0, end)), { key, dsaEncoding: 'ieee-p1363' }, signature);
  }
}

const verifyAside = promisify(verify) as (
  digest: string | null,
  data: Buffer,
  key: { key: KeyObject; dsaEncoding: 'ieee-p1363' },
  signature: Buffer,
) => Promise<boolean>;

/** The members of RFC 7638 alone. A private part sent by mistake is refused, so that the client learns of it. */
function publicMembers(jwk: Json): PublicJwk | null {
  if (jwk === null || typeof jwk !== 'object' || Array.isArray(jwk)) return null;
  const { kty, crv, x, y, d } = jwk as { readonly [member: string]: Json | undefined };
  if (d !== undefined || !isCoordinate(x)) return null;
  if (kty === 'OKP' && crv === 'Ed25519') return hasSmallOrder(x) ? null : { kty, crv, x };
  return kty === 'EC' && crv === 'P-256' && isCoordinate(y) ? { kty, crv, x, y } : null;
}

/** 32 bytes, written in base64url in the one canonical way: else one key would have several thumbprints. */
function isCoordinate(value: Json | undefined): value is string {
  if (typeof value !== 'string') return false;
  const bytes = Buffer.from(value, 'base64url');
  return bytes.length === 32 && bytes.toString('base64url') === value;
}

/** Points whose order divides 8 (sign bit cleared): under such a "key" anyone can sign, so nobody could be held to it. */
const SMALL_ORDER = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);

function hasSmallOrder(x: string): boolean {
  const point = Buffer.from(x, 'base64url');
  point.writeUInt8(point.readUInt8(31) & 0x7f, 31);
  return SMALL_ORDER.has(point.toString('hex'));
}
