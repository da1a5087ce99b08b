import { createPrivateKey, createPublicKey, diffieHellman, randomBytes } from 'node:crypto';
import { decodeBech32, encodeBech32 } from './bech32.ts';
import { KEY_BYTES } from './primitives.ts';

const IDENTITY_PREFIX = 'age-secret-key-';
const RECIPIENT_PREFIX = 'age';
/** The DER wrapping that Node wants around 32 raw bytes: PKCS #8 and SPKI with the X25519 object identifier. */
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex');
const SPKI = Buffer.from('302a300506032b656e032100', 'hex');

export function newIdentity(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** The public key of a private one. */
export function recipientOf(identity: Uint8Array): Buffer {
  return createPublicKey(privateKey(identity)).export({ format: 'der', type: 'spki' }).subarray(-KEY_BYTES);
}

/** X25519; null where the result is all zero, as it is for the identity and for points of low order. */
export function sharedSecret(identity: Uint8Array, recipient: Uint8Array): Buffer | null {
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI, recipient]), format: 'der', type: 'spki' });
  try {
    const secret = diffieHellman({ privateKey: privateKey(identity), publicKey });
    return secret.every((byte) => byte === 0) ? null : secret;
  } catch {
    return null;
  }
}

/** `AGE-SECRET-KEY-1...` */
export function encodeIdentity(identity: Uint8Array): string {
  return encodeBech32(IDENTITY_PREFIX, identity).toUpperCase();
}

/** `age1...` */
export function encodeRecipient(recipient: Uint8Array): string {
  return encodeBech32(RECIPIENT_PREFIX, recipient);
}

export function decodeIdentity(text: string): Buffer {
  return decodeKey(text, IDENTITY_PREFIX, text === text.toUpperCase());
}

export function decodeRecipient(text: string): Buffer {
  return decodeKey(text, RECIPIENT_PREFIX, text === text.toLowerCase());
}

function decodeKey(text: string, prefix: string, rightCase: boolean): Buffer {
  const decoded = decodeBech32(text);
  if (!rightCase || decoded?.prefix !== prefix || decoded.bytes.length !== KEY_BYTES) {
    throw new TypeError(`Not an age X25519 key with the prefix ${prefix}.`);
  }
  return decoded.bytes;
}

function privateKey(identity: Uint8Array) {
  return createPrivateKey({ key: Buffer.concat([PKCS8, identity]), format: 'der', type: 'pkcs8' });
}
