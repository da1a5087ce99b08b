import type { FileHandle } from 'node:fs/promises';
import { ArchiveCorrupt } from '../../domain/imports/index.ts';
import { CHUNK_BYTES, RECORD_BYTES, openChunk } from './chunk-format.ts';

/** Plaintext of a sealed upload from any place; one opened chunk is in memory, since neighbours are read one after another. */
export class SealedUploadReader {
  readonly sizeBytes: number;
  private cachedIndex = -1;
  private cached: Buffer = Buffer.alloc(0);

  constructor(
    private readonly file: FileHandle,
    private readonly key: Buffer,
    private readonly uploadId: string,
    private readonly wholeChunks: number,
    private readonly last: Buffer,
  ) {
    this.sizeBytes = wholeChunks * CHUNK_BYTES + last.byteLength;
  }

  async *read(start: number, end: number): AsyncIterable<Buffer> {
    if (start < 0 || end > this.sizeBytes) throw new ArchiveCorrupt(null);
    for (let at = start; at < end;) {
      const index = Math.floor(at / CHUNK_BYTES);
      const chunk = await this.chunk(index);
      const offset = at - index * CHUNK_BYTES;
      const part = chunk.subarray(offset, Math.min(chunk.byteLength, offset + end - at));
      // A copy, since the consumer may hold it while the next chunk takes the cache's place.
      yield Buffer.from(part);
      at += part.byteLength;
    }
  }

  async close(): Promise<void> {
    this.key.fill(0);
    this.cached.fill(0);
    await this.file.close();
  }

  private async chunk(index: number): Promise<Buffer> {
    if (index === this.wholeChunks) return this.last;
    if (index === this.cachedIndex) return this.cached;
    const record = Buffer.alloc(RECORD_BYTES);
    const { bytesRead } = await this.file.read(record, 0, RECORD_BYTES, index * RECORD_BYTES);
    const place = { uploadId: this.uploadId, index, mark: 'chunk' } as const;
    try {
      this.cached = openChunk(this.key, place, record.subarray(0, bytesRead));
    } catch {
      throw new ArchiveCorrupt(null);
    }
    this.cachedIndex = index;
    return this.cached;
  }
}
