import { ByteReader } from './byte-reader.ts';
import { AgeError } from './errors.ts';
import { TAG_BYTES, openChunk, sealChunk } from './primitives.ts';

export const CHUNK_BYTES = 65_536;
const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

/** STREAM: numbered chunks of 64 KiB, of which the last one is marked, so that none can be cut off, moved or added. */
export async function* sealPayload(
  key: Uint8Array,
  plaintext: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer, void, undefined> {
  const reader = new ByteReader(plaintext);
  try {
    for (let index = 0; ; index += 1) {
      const chunk = await reader.read(CHUNK_BYTES);
      const last = await reader.atEnd();
      yield sealChunk(key, nonceOf(index, last), chunk);
      if (last) return;
    }
  } finally {
    await reader.close();
  }
}

/** Yields a chunk only after its own tag has verified. Throws AgeError `payload`. */
export async function* openPayload(key: Uint8Array, reader: ByteReader): AsyncGenerator<Buffer, void, undefined> {
  for (let index = 0; ; index += 1) {
    const sealed = await reader.read(SEALED_CHUNK_BYTES);
    const full = sealed.length === SEALED_CHUNK_BYTES;
    const middle = full ? openChunk(key, nonceOf(index, false), sealed) : null;
    const chunk = middle ?? openChunk(key, nonceOf(index, true), sealed);
    if (!chunk) throw new AgeError('payload', `Chunk ${index} does not verify: altered, moved, or the end is missing.`);
    if (index > 0 && chunk.length === 0) throw new AgeError('payload', 'The last chunk is empty.');
    if (chunk.length > 0) yield chunk;
    if (middle) continue;
    if (!(await reader.atEnd())) throw new AgeError('payload', 'Bytes follow the last chunk.');
    return;
  }
}

/** Eleven bytes of counter, big-endian, then 1 for the last chunk and 0 for the others. */
function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}
