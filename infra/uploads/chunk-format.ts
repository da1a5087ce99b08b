import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export const CHUNK_BYTES = 64 * 1024;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;
/** A full chunk as it lies in the file. */
export const RECORD_BYTES = CHUNK_BYTES + OVERHEAD_BYTES;

/**
 * `chunk` is a full one; `tail` the unfinished one between two requests; `last` ends the upload. The mark is sealed in,
 * so that a tail cannot be passed off as the end, nor a shortened file as a whole one.
 */
export type ChunkMark = 'chunk' | 'tail' | 'last';

export interface ChunkPlace {
  readonly uploadId: string;
  readonly index: number;
  readonly mark: ChunkMark;
}

/** nonce, ciphertext, tag. Random nonces: a torn chunk is sealed again at its index, maybe with other bytes. */
export function sealChunk(key: Uint8Array, place: ChunkPlace, plain: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(place));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the bytes are not what was sealed for this very place. */
export function openChunk(key: Uint8Array, place: ChunkPlace, sealed: Uint8Array): Buffer {
  if (sealed.byteLength < OVERHEAD_BYTES) throw new Error('A sealed chunk is shorter than its own frame.');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(boundTo(place))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}

function boundTo({ uploadId, index, mark }: ChunkPlace): Buffer {
  return Buffer.from(`${uploadId}:${index}:${mark}`);
}
