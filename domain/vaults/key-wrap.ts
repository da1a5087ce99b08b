import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { KeyUnreadable } from './errors.ts';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * One key sealed under another: version byte, random nonce, ChaCha20-Poly1305 ciphertext, tag. `context` says whose key
 * it is and is authenticated, so that a row copied to another owner or object does not open there.
 */
export function wrapKey(wrappingKey: Uint8Array, plain: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('chacha20-poly1305', wrappingKey, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context), { plaintextLength: plain.byteLength });
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, sealed, cipher.getAuthTag()]);
}

/** Throws KEY_UNREADABLE when the wrapping key, the context or a single bit differs. */
export function unwrapKey(wrappingKey: Uint8Array, wrapped: Uint8Array, context: string): Buffer {
  const bytes = Buffer.from(wrapped.buffer, wrapped.byteOffset, wrapped.byteLength);
  if (bytes.length < 1 + NONCE_BYTES + TAG_BYTES || bytes[0] !== VERSION) throw unreadable();
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv('chacha20-poly1305', wrappingKey, nonce, { authTagLength: TAG_BYTES });
  const sealed = bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES);
  decipher.setAAD(Buffer.from(context), { plaintextLength: sealed.length });
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const plain = decipher.update(sealed);
  try {
    decipher.final();
  } catch {
    plain.fill(0);
    throw unreadable();
  }
  return plain;
}

function unreadable(): KeyUnreadable {
  return new KeyUnreadable('A stored key does not open: another root key is in force, or its row was altered.');
}
