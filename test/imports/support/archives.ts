import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ZipFile } from 'yazl';
import { ArchiveReading } from '../../../domain/imports/archive-reading.ts';
import { recognise } from '../../../domain/imports/sources.ts';
import { survey } from '../../../domain/imports/survey.ts';
import type { ImportReport } from '../../../domain/imports/index.ts';
import type { VaultRecord } from '../../../domain/vaults/index.ts';
import { CsvTables, ZipArchive, type ArchiveLimits, type RandomAccess } from '../../../infra/archives/index.ts';

export type Files = Readonly<Record<string, string | Buffer>>;

const PACKED_AT = new Date(2026, 0, 2, 3, 4, 6);
const FIXTURES = fileURLToPath(new URL('../../fixtures/reddit/', import.meta.url));

export async function zipOf(files: Files, options: { compress?: boolean } = {}): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(content), path, { mtime: PACKED_AT, compress: options.compress ?? true });
  }
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** The published sample, as its author laid it out: `modern` or `old-generation`. */
export function publishedSample(generation: 'modern' | 'old-generation'): Files {
  const folder = join(FIXTURES, generation);
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

export function bytesOf(buffer: Buffer): RandomAccess & { isClosed: boolean } {
  return {
    sizeBytes: buffer.length,
    isClosed: false,
    async *read(start, end) {
      for (let at = start; at < end; at += 4096) yield buffer.subarray(at, Math.min(end, at + 4096));
    },
    close() {
      this.isClosed = true;
      return Promise.resolve();
    },
  };
}

export interface Read {
  readonly streams: Readonly<Record<string, VaultRecord[]>>;
  readonly report: ImportReport;
  readonly account: string | null;
}

/** Everything an import would seal, without a vault; null where no source recognises the archive. */
export async function readArchive(zip: Buffer, limits?: ArchiveLimits): Promise<Read | null> {
  const archive = await ZipArchive.open(bytesOf(zip), limits);
  try {
    const tables = new CsvTables();
    const files = await survey(archive, tables);
    const source = recognise(files.filter((file) => !file.ofSystem && !file.repeated));
    if (!source) return null;
    const reading = new ArchiveReading(source, archive, tables, files, () => undefined);
    const account = await reading.account();
    const streams: Record<string, VaultRecord[]> = {};
    for (const { name } of source.streams) {
      streams[name] = [];
      for await (const record of reading.records(name)) streams[name].push(record);
    }
    return { streams, report: reading.report(), account };
  } finally {
    await archive.close();
  }
}

export async function readFiles(files: Files): Promise<Read> {
  const read = await readArchive(await zipOf(files));
  if (!read) throw new Error('The archive was not recognised.');
  return read;
}

export function streamReport(read: Read, stream: string) {
  const report = read.report.streams.find((candidate) => candidate.stream === stream);
  if (!report) throw new Error(`No report on ${stream}.`);
  return report;
}
