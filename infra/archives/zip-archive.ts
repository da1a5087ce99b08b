import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { RandomAccessReader, fromRandomAccessReaderPromise, type Entry, type ZipFile } from 'yauzl';
import {
  ArchiveCorrupt,
  ArchiveEncrypted,
  ArchiveNotAZip,
  ArchiveTooLarge,
  ArchiveTruncated,
  EntryRatio,
  PathTraversal,
  type Archive,
  type ArchiveEntry,
} from '../../domain/imports/index.ts';
import { DomainError } from '../../domain/shared/index.ts';
import type { RandomAccess } from './random-access.ts';

const MIB = 1024 * 1024;

/** What any real export stays under. An entry's inflated size is what it declares: yauzl stops it at that byte. */
export interface ArchiveLimits {
  readonly entries: number;
  readonly entryBytes: number;
  readonly totalBytes: number;
  /** Inflated to packed size; judged only from `ratioFromBytes` on, since small files of one byte repeated are normal. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  entries: 20_000,
  entryBytes: 512 * MIB,
  totalBytes: 2048 * MIB,
  ratio: 200,
  ratioFromBytes: 8 * MIB,
};

class AccessReader extends RandomAccessReader {
  constructor(private readonly access: RandomAccess) {
    super();
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.access.read(start, end), { objectMode: false });
  }
}

/** A ZIP archive of which only the table of contents is in memory. */
export class ZipArchive implements Archive {
  readonly entries: readonly ArchiveEntry[];

  private constructor(
    private readonly access: RandomAccess,
    private readonly zip: ZipFile,
    private readonly files: readonly Entry[],
  ) {
    this.entries = files.map((file) => ({ path: file.fileName, sizeBytes: BigInt(file.uncompressedSize) }));
  }

  /** Takes the bytes over: closes them when it is closed, or at once when it throws a coded error of `imports`. */
  static async open(access: RandomAccess, limits: ArchiveLimits = ARCHIVE_LIMITS): Promise<ZipArchive> {
    try {
      const zip = await openZip(access, await prefixOf(access));
      return new ZipArchive(access, zip, await listFiles(zip, limits));
    } catch (error) {
      await access.close();
      throw error;
    }
  }

  async *read(entry: ArchiveEntry): AsyncIterable<Buffer> {
    const file = this.files[this.entries.indexOf(entry)];
    if (!file) throw new TypeError('This entry is of another archive.');
    const name = baseName(file.fileName);
    let checksum = 0;
    let stream: Readable | undefined;
    try {
      stream = await this.zip.openReadStreamPromise(file);
      for await (const bytes of stream as AsyncIterable<Buffer>) {
        checksum = crc32(bytes, checksum);
        yield bytes;
      }
    } catch (error) {
      throw error instanceof DomainError || isSystemError(error) ? error : new ArchiveCorrupt(name);
    } finally {
      stream?.destroy();
    }
    if (checksum !== file.crc32) throw new ArchiveCorrupt(name);
  }

  async close(): Promise<void> {
    this.zip.close();
    await this.access.close();
  }
}

async function openZip(access: RandomAccess, start: Buffer): Promise<ZipFile> {
  // Only an empty archive starts with the end of its table of contents.
  const looksLikeZip = start.length >= 4 && start[0] === 0x50 && start[1] === 0x4b;
  if (!looksLikeZip) throw new ArchiveNotAZip();
  try {
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
    return await fromRandomAccessReaderPromise(new AccessReader(access), access.sizeBytes, options);
  } catch (error) {
    if (error instanceof DomainError || isSystemError(error)) throw error;
    const endIsMissing = error instanceof Error && error.message.startsWith('End of central directory record');
    throw endIsMissing ? new ArchiveTruncated() : new ArchiveCorrupt(null);
  }
}

async function listFiles(zip: ZipFile, limits: ArchiveLimits): Promise<Entry[]> {
  if (zip.entryCount > limits.entries) throw new ArchiveTooLarge('the number of files in it', limits.entries);
  const files: Entry[] = [];
  let totalBytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw new ArchiveEncrypted();
      if (entry.fileName.endsWith('/')) continue;
      assertSize(entry, limits);
      totalBytes += entry.uncompressedSize;
      if (totalBytes > limits.totalBytes) throw new ArchiveTooLarge('its inflated size in bytes', limits.totalBytes);
      files.push(entry);
    }
  } catch (error) {
    throw codedListingError(error);
  }
  return files;
}

function assertSize(entry: Entry, limits: ArchiveLimits): void {
  const { uncompressedSize, compressedSize, fileName } = entry;
  if (uncompressedSize > limits.entryBytes) throw new ArchiveTooLarge('one file in bytes', limits.entryBytes);
  if (uncompressedSize >= limits.ratioFromBytes && uncompressedSize > compressedSize * limits.ratio) {
    throw new EntryRatio(baseName(fileName));
  }
}

/** yauzl names these two only in its messages. */
function codedListingError(error: unknown): unknown {
  if (error instanceof DomainError || isSystemError(error)) return error;
  const message = error instanceof Error ? error.message : '';
  if (/^(absolute path|invalid relative path|invalid characters in fileName)/.test(message)) return new PathTraversal();
  if (message.startsWith('strong encryption')) return new ArchiveEncrypted();
  return new ArchiveCorrupt(null);
}

async function prefixOf(access: RandomAccess): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of access.read(0, Math.min(4, access.sizeBytes))) parts.push(part);
  return Buffer.concat(parts);
}

/** A fault of disk or memory is not the archive's fault, and the import may be tried again. */
function isSystemError(error: unknown): boolean {
  const code = (error as { code?: unknown; syscall?: unknown }).code;
  return typeof code === 'string' && 'syscall' in (error as object);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
