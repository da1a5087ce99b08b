import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

export const KEY_BYTES = 32;
export const FILE_KEY_BYTES = 16;
export const TAG_BYTES = 16;

const NO_SALT = Buffer.alloc(0);

/** HKDF-SHA-256 with 32 bytes of output. */
export function deriveKey(secret: Uint8Array, info: string, salt: Uint8Array = NO_SALT): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, KEY_BYTES));
}

/** ChaCha20-Poly1305 without associated data; the tag follows the ciphertext. */
export function sealChunk(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG_BYTES });
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Null when the tag does not verify; nothing of the plaintext is returned then. */
export function openChunk(key: Uint8Array, nonce: Uint8Array, sealed: Buffer): Buffer | null {
  if (sealed.length < TAG_BYTES) return null;
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const plain = decipher.update(sealed.subarray(0, -TAG_BYTES));
  try {
    decipher.final();
  } catch {
    plain.fill(0);
    return null;
  }
  return plain;
}
