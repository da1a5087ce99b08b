import type { Nullifiers } from '../identity/index.ts';
import { DomainError, NotFound, type Transactions } from '../shared/index.ts';
import type { DatasetStream, SealStream, StartDatasetImport, VaultRecord } from '../vaults/index.ts';
import { ArchiveReading } from './archive-reading.ts';
import { NoRecords } from './errors.ts';
import type { HeldImport } from './held-import.ts';
import { NO_PROGRESS, type Import } from './import.ts';
import { isOvertaken } from './overtaken.ts';
import type { Archive, Archives, ImportOutcome, Tables, Uploads } from './ports.ts';
import { recognise } from './sources.ts';
import { survey } from './survey.ts';
import { reportOfUnknown, unknownSource } from './unknown-source.ts';

/** What an archive came to: sealed streams that make a dataset, or the rule that it broke. */
export type ArchiveResult =
  | {
      readonly is: 'sealed';
      readonly outcome: ImportOutcome & { readonly source: string };
      readonly streams: readonly DatasetStream[];
    }
  | { readonly is: 'refused'; readonly outcome: ImportOutcome };

/** Reads one archive and seals what it holds, stream by stream; an earlier attempt's streams are replaced. */
export class SealArchive {
  constructor(
    private readonly transactions: Transactions,
    private readonly uploads: Uploads,
    private readonly archives: Archives,
    private readonly tables: Tables,
    private readonly vault: { readonly startDatasetImport: StartDatasetImport; readonly sealStream: SealStream },
    private readonly nullifiers: Nullifiers,
  ) {}

  /** Throws LeaseLost and SealingOvertaken, the reason of a stop, and faults of the machine. */
  async execute(held: HeldImport): Promise<ArchiveResult> {
    try {
      const archive = await this.open(held.item);
      try {
        return await this.read(held, archive);
      } finally {
        await archive.close();
      }
    } catch (error) {
      return refusalBy(error);
    }
  }

  private async open({ uploadId, datasetId }: Import): Promise<Archive> {
    const upload = await this.uploads.byId(uploadId);
    if (!upload) throw new NotFound('The upload');
    await this.transactions.run((tx) => this.vault.startDatasetImport.execute(tx, { datasetId }));
    return this.archives.open(upload);
  }

  private async read(held: HeldImport, archive: Archive): Promise<ArchiveResult> {
    const files = await survey(archive, this.tables);
    const source = recognise(files.filter((file) => !file.ofSystem && !file.repeated));
    if (!source) return refused(unknownSource(files), { source: null, report: reportOfUnknown(files) });
    const reading = new ArchiveReading(source, archive, this.tables, files, held.beat);
    try {
      const account = await reading.account();
      const streams: DatasetStream[] = [];
      for (const { name } of source.streams) streams.push(...(await this.seal(held.item, name, reading.records(name))));
      if (streams.length === 0) throw new NoRecords(source.name);
      const platformAccount = account === null ? null : await this.nullifiers.of(`account:${source.name}`, account);
      const known = { source: source.name, progress: reading.progress(), report: reading.report() };
      return { is: 'sealed', outcome: { ...known, platformAccount, error: null }, streams };
    } catch (error) {
      return refusalBy(error, { source: source.name, progress: reading.progress(), report: reading.report() });
    }
  }

  /** A stream without records is not made: a file with a header only is normal. */
  private async seal(item: Import, stream: string, records: AsyncIterable<VaultRecord>): Promise<DatasetStream[]> {
    const iterator = records[Symbol.asyncIterator]();
    const first = await iterator.next();
    if (first.done) return [];
    const { userId, datasetId } = item;
    return [await this.vault.sealStream.execute({ userId, datasetId, stream }, startingWith(first.value, iterator))];
  }
}

type Known = Partial<Pick<ImportOutcome, 'source' | 'progress' | 'report'>>;

/** Anything but a refusal by a rule is thrown on: it says nothing about the archive. */
function refusalBy(error: unknown, known?: Known): ArchiveResult {
  if (!(error instanceof DomainError) || isOvertaken(error)) throw error;
  return refused(error, known);
}

export function refused({ code, message }: DomainError, known: Known = {}): ArchiveResult {
  const nothing = { source: null, platformAccount: null, progress: NO_PROGRESS, report: null };
  return { is: 'refused', outcome: { ...nothing, ...known, error: { code, message } } };
}

async function* startingWith(first: VaultRecord, rest: AsyncIterator<VaultRecord>): AsyncIterable<VaultRecord> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
