import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Id } from '../../domain/shared/index.ts';
import { ObjectUnreadable, type Blobs, type ByteRange } from '../../domain/vaults/index.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DAY_MS = 86_400_000;

/**
 * Sealed bytes in a folder that every process of the instance shares. A write goes to a temporary name, is flushed, and
 * then renamed: a blob is whole or absent. A path is made of a checked uuid and nothing else.
 */
export class FileBlobs implements Blobs {
  private readonly folder: string;
  private readonly drafts: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.drafts = join(folder, 'drafts');
  }

  /** Makes the folder, and clears drafts that a killed process left more than a day ago. */
  static async open(folder: string): Promise<FileBlobs> {
    const blobs = new FileBlobs(folder);
    await mkdir(blobs.drafts, { recursive: true, mode: 0o700 });
    await blobs.clearDrafts();
    return blobs;
  }

  async write(id: Id, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const folder = this.folderOf(id);
    const draft = join(this.drafts, `${id}.${randomBytes(6).toString('hex')}`);
    const file = await open(draft, 'wx', 0o600);
    try {
      for await (const piece of bytes) await file.writeFile(piece);
      await file.sync();
      await file.close();
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await rename(draft, join(folder, id));
      await flushFolder(folder);
    } catch (error) {
      await file.close().catch(() => {});
      await rm(draft, { force: true });
      throw error;
    }
  }

  async *read(id: Id, range?: ByteRange): AsyncGenerator<Buffer, void, undefined> {
    if (range && range.end <= range.start) return;
    const part = range ? { start: range.start, end: range.end - 1 } : {};
    const stream = createReadStream(join(this.folderOf(id), id), { highWaterMark: 65_536, ...part });
    try {
      for await (const piece of stream) yield piece as Buffer;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      throw new ObjectUnreadable('The bytes of this object are not in the store.');
    }
  }

  async remove(id: Id): Promise<void> {
    await rm(join(this.folderOf(id), id), { force: true });
  }

  /** The last two digits of a UUIDv7 are random, so the folders fill evenly. */
  private folderOf(id: Id): string {
    if (!UUID.test(id)) throw new TypeError('A blob is named by a uuid.');
    return join(this.folder, id.slice(-2));
  }

  private async clearDrafts(): Promise<void> {
    for (const name of await readdir(this.drafts)) {
      const path = join(this.drafts, name);
      const found = await stat(path).catch(() => null);
      if (found && Date.now() - found.mtimeMs > DAY_MS) await rm(path, { force: true });
    }
  }
}

/** Without it a rename can be lost with the power, though its caller was told that it happened. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
