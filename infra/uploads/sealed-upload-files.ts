import { mkdir, open, readFile, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { validate as isUuid } from 'uuid';
import { NotFound } from '../../domain/shared/index.ts';
import { uploadKeyContext, type SealedUploads, type Upload } from '../../domain/imports/index.ts';
import type { RootKey } from '../../domain/vaults/index.ts';
import { CHUNK_BYTES, RECORD_BYTES, openChunk, sealChunk } from './chunk-format.ts';
import { SealedUploadReader } from './sealed-upload-reader.ts';

/**
 * Uploads on disk, sealed on the way in. `<id>.chunks` holds whole sealed chunks; `<id>.tail` the unfinished one, named by
 * its index and replaced by rename, so that a tail from before a crash is ignored once its chunk is whole; `<id>.last`
 * the end. How many bytes have arrived follows from these files alone: nothing else has to be kept in step.
 */
export class SealedUploadFiles implements SealedUploads {
  constructor(
    private readonly folder: string,
    private readonly rootKey: RootKey,
  ) {}

  async receivedBytes(upload: Upload): Promise<bigint> {
    const key = await this.keyOf(upload);
    try {
      const { wholeChunks, pending } = await this.state(upload, key);
      return BigInt(wholeChunks * CHUNK_BYTES + pending.byteLength);
    } finally {
      key.fill(0);
    }
  }

  /**
   * Appends at the byte where the upload stands and returns how many bytes it then has. When the bytes stop coming,
   * for whatever reason, those that came are kept.
   */
  async append(upload: Upload, bytes: AsyncIterable<Uint8Array>): Promise<bigint> {
    const key = await this.keyOf(upload);
    try {
      const state = await this.state(upload, key);
      return state.isSealed ? upload.sizeBytes : await this.appendTo(upload.id, key, state, bytes);
    } finally {
      key.fill(0);
    }
  }

  private async appendTo(
    uploadId: string,
    key: Uint8Array,
    state: UploadedState,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<bigint> {
    const file = await this.chunksFile(uploadId);
    const writer = new ChunkWriter(file, key, uploadId, state.wholeChunks, state.pending);
    try {
      // A torn record of a killed process lies behind the whole ones.
      await file.truncate(state.wholeChunks * RECORD_BYTES);
      try {
        for await (const block of bytes) await writer.write(block);
      } finally {
        await file.datasync();
        await this.writeTail(uploadId, key, writer.wholeChunks, writer.pending());
      }
      return BigInt(writer.wholeChunks * CHUNK_BYTES + writer.pending().byteLength);
    } finally {
      await file.close();
    }
  }

  async seal(upload: Upload): Promise<void> {
    const key = await this.keyOf(upload);
    try {
      const { wholeChunks, pending, isSealed } = await this.state(upload, key);
      if (isSealed) return;
      const place = { uploadId: upload.id, index: wholeChunks, mark: 'last' } as const;
      await this.replace(this.path(upload.id, 'last'), sealChunk(key, place, pending));
      await rm(this.path(upload.id, 'tail'), { force: true });
    } finally {
      key.fill(0);
    }
  }

  /** Opens a sealed upload for reading anywhere; the caller closes it, which overwrites the key. */
  async open(upload: Upload): Promise<SealedUploadReader> {
    const key = await this.keyOf(upload);
    try {
      const { wholeChunks, pending, isSealed } = await this.state(upload, key);
      if (!isSealed) throw new NotFound('The upload');
      return new SealedUploadReader(await this.chunksFile(upload.id), key, upload.id, wholeChunks, pending);
    } catch (error) {
      key.fill(0);
      throw error;
    }
  }

  async remove(uploadId: string): Promise<void> {
    for (const part of ['chunks', 'tail', 'last'] as const) await rm(this.path(uploadId, part), { force: true });
  }

  private async state(upload: Upload, key: Uint8Array): Promise<UploadedState> {
    const { id } = upload;
    const wholeChunks = Math.floor((await sizeOf(this.path(id, 'chunks'))) / RECORD_BYTES);
    const last = await readIfThere(this.path(id, 'last'));
    if (last) {
      const pending = openChunk(key, { uploadId: id, index: wholeChunks, mark: 'last' }, last);
      return { wholeChunks, pending, isSealed: true };
    }
    const tail = await readIfThere(this.path(id, 'tail'));
    if (tail === null || tail.readUInt32BE(0) !== wholeChunks) {
      return { wholeChunks, pending: Buffer.alloc(0), isSealed: false };
    }
    const place = { uploadId: id, index: wholeChunks, mark: 'tail' } as const;
    return { wholeChunks, pending: openChunk(key, place, tail.subarray(4)), isSealed: false };
  }

  private async writeTail(uploadId: string, key: Uint8Array, index: number, pending: Uint8Array): Promise<void> {
    const name = Buffer.alloc(4);
    name.writeUInt32BE(index);
    const sealed = sealChunk(key, { uploadId, index, mark: 'tail' }, pending);
    await this.replace(this.path(uploadId, 'tail'), Buffer.concat([name, sealed]));
  }

  private async replace(path: string, bytes: Uint8Array): Promise<void> {
    await writeFile(`${path}.new`, bytes, { mode: 0o600, flush: true });
    await rename(`${path}.new`, path);
  }

  private async chunksFile(uploadId: string): Promise<FileHandle> {
    const path = this.path(uploadId, 'chunks');
    try {
      return await open(path, 'r+');
    } catch (error) {
      if (!isAbsent(error)) throw error;
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      return open(path, 'wx+', 0o600);
    }
  }

  private async keyOf(upload: Upload): Promise<Buffer> {
    if (!upload.wrappedKey) throw new NotFound('The upload');
    return this.rootKey.unwrap(upload.wrappedKey, uploadKeyContext(upload.id));
  }

  /** Ids come from the database, but a path is made of them: nothing but an id may become one. */
  private path(uploadId: string, part: 'chunks' | 'tail' | 'last'): string {
    if (!isUuid(uploadId)) throw new TypeError('An upload id is a UUID.');
    return join(this.folder, `${uploadId}.${part}`);
  }
}

interface UploadedState {
  readonly wholeChunks: number;
  /** The bytes behind the whole chunks. */
  readonly pending: Buffer;
  readonly isSealed: boolean;
}

/** Fills one chunk in memory and seals it into the file when it is full. */
class ChunkWriter {
  private readonly chunk = Buffer.alloc(CHUNK_BYTES);
  private filled: number;

  constructor(
    private readonly file: FileHandle,
    private readonly key: Uint8Array,
    private readonly uploadId: string,
    public wholeChunks: number,
    pending: Uint8Array,
  ) {
    this.chunk.set(pending);
    this.filled = pending.byteLength;
  }

  pending(): Buffer {
    return this.chunk.subarray(0, this.filled);
  }

  async write(block: Uint8Array): Promise<void> {
    for (let at = 0; at < block.byteLength;) {
      const part = block.subarray(at, at + CHUNK_BYTES - this.filled);
      this.chunk.set(part, this.filled);
      this.filled += part.byteLength;
      at += part.byteLength;
      if (this.filled === CHUNK_BYTES) await this.flush();
    }
  }

  private async flush(): Promise<void> {
    const place = { uploadId: this.uploadId, index: this.wholeChunks, mark: 'chunk' } as const;
    const record = sealChunk(this.key, place, this.chunk);
    await this.file.write(record, 0, record.byteLength, this.wholeChunks * RECORD_BYTES);
    this.wholeChunks += 1;
    this.filled = 0;
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isAbsent(error)) return 0;
    throw error;
  }
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

function isAbsent(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'ENOENT';
}
