import type { Nullifiers } from '../identity/index.ts';
import { DomainError, NotFound, type Transactions, type Tx } from '../shared/index.ts';
import {
  SealingOvertaken,
  type CompleteDataset,
  type DatasetStream,
  type FailDataset,
  type SealStream,
  type StartDatasetImport,
  type VaultRecord,
} from '../vaults/index.ts';
import { ArchiveReading } from './archive-reading.ts';
import { ImportAbandoned, LeaseLost, NoRecords, SourceUnknown } from './errors.ts';
import { importProgressed } from './events.ts';
import { LEASE_MS, MAX_ATTEMPTS, NO_PROGRESS, type Import } from './import.ts';
import type { Archive, Archives, Held, ImportOutcome, Imports, Tables, Uploads } from './ports.ts';
import { Pulse } from './pulse.ts';
import type { ImportReport } from './report.ts';
import type { Source } from './source.ts';
import { SOURCES, recognise } from './sources.ts';
import { survey, type SurveyedFile } from './survey.ts';

/** How many file names an unrecognised archive's message lists. */
const MAX_LISTED = 20;

interface Job {
  readonly item: Import;
  readonly held: Held;
  /** Aborts when this process stops. */
  readonly signal: AbortSignal;
}

/** The vault's side of an import. */
export interface VaultDoor {
  readonly startDatasetImport: StartDatasetImport;
  readonly sealStream: SealStream;
  readonly completeDataset: CompleteDataset;
  readonly failDataset: FailDataset;
}

/**
 * Takes the oldest waiting import and turns its archive into sealed streams. Any number of workers may call it. A worker
 * that dies is silent; when its lease ends another starts the import from the beginning, and whatever the dead one
 * sealed is replaced stream by stream. A worker that is stopped gives its import back at once. A refusal by a rule fails the dataset for good; any other fault is thrown, and
 * the import is tried again when the lease ends.
 */
export class RunNextImport {
  constructor(
    private readonly transactions: Transactions,
    private readonly imports: Imports,
    private readonly uploads: Uploads,
    private readonly archives: Archives,
    private readonly tables: Tables,
    private readonly vault: VaultDoor,
    private readonly nullifiers: Nullifiers,
  ) {}

  /** False when nothing waits. `signal` stops the reading at its next row; the import then starts again elsewhere. */
  async execute(signal: AbortSignal = new AbortController().signal): Promise<boolean> {
    const job = await this.take(signal);
    if (!job) return false;
    try {
      await this.attempt(job);
    } catch (error) {
      if (isOvertaken(error)) return true;
      if (!signal.aborted) throw error;
      await this.giveBack(job);
    }
    return true;
  }

  private async attempt(job: Job): Promise<void> {
    const result: { reading: ArchiveReading | null; seen: ImportReport | null } = { reading: null, seen: null };
    try {
      if (job.held.attempt > MAX_ATTEMPTS) throw new ImportAbandoned(MAX_ATTEMPTS);
      await this.run(job, result);
    } catch (error) {
      if (!(error instanceof DomainError) || isOvertaken(error)) throw error;
      await this.fail(job, error, result.reading, result.seen);
    }
  }

  private take(signal: AbortSignal): Promise<Job | null> {
    return this.transactions.run(async (tx) => {
      const item = await this.imports.lockNext(tx);
      if (!item) return null;
      const attempt = item.attempt + 1;
      await this.imports.start(tx, item.id, attempt, new Date(tx.now.getTime() + LEASE_MS));
      tx.emit(importProgressed(item.datasetId, item.id, 'running'));
      return { item, held: { importId: item.id, attempt }, signal };
    });
  }

  private async giveBack({ item, held }: Job): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (await this.imports.requeue(tx, held)) tx.emit(importProgressed(item.datasetId, item.id, 'queued'));
    });
  }

  private async run(job: Job, result: { reading: ArchiveReading | null; seen: ImportReport | null }): Promise<void> {
    const upload = await this.uploads.byId(job.item.uploadId);
    if (!upload) throw new NotFound('The upload');
    const { datasetId } = job.item;
    await this.transactions.run((tx) => this.vault.startDatasetImport.execute(tx, { datasetId }));
    const archive = await this.archives.open(upload);
    try {
      const files = await survey(archive, this.tables);
      const source = recognise(files.filter((file) => !file.ofSystem && !file.repeated));
      if (!source) {
        result.seen = seenOnly(files);
        throw unknownSource(files);
      }
      const reading = this.reading(job, archive, files, source);
      result.reading = reading;
      const account = await reading.account();
      const sealed: DatasetStream[] = [];
      for (const { name } of source.streams) sealed.push(...(await this.seal(job.item, name, reading.records(name))));
      if (sealed.length === 0) throw new NoRecords(source.name);
      const platformAccount = account === null ? null : await this.nullifiers.of(`account:${source.name}`, account);
      await this.complete(job, source, reading, { sealed, platformAccount });
    } finally {
      await archive.close();
    }
  }

  private reading(job: Job, archive: Archive, files: readonly SurveyedFile[], source: Source): ArchiveReading {
    const pulse = new Pulse(this.transactions, this.imports, job);
    return new ArchiveReading(source, archive, this.tables, files, pulse.beat);
  }

  /** A stream without records is not made: a file with a header only is normal. */
  private async seal(item: Import, stream: string, records: AsyncIterable<VaultRecord>): Promise<DatasetStream[]> {
    const iterator = records[Symbol.asyncIterator]();
    const first = await iterator.next();
    if (first.done) return [];
    const { userId, datasetId } = item;
    return [await this.vault.sealStream.execute({ userId, datasetId, stream }, startingWith(first.value, iterator))];
  }

  private async complete(
    job: Job,
    source: Source,
    reading: ArchiveReading,
    made: { sealed: readonly DatasetStream[]; platformAccount: string | null },
  ): Promise<void> {
    const outcome: ImportOutcome = {
      source: source.name,
      platformAccount: made.platformAccount,
      progress: reading.progress(),
      report: reading.report(),
      error: null,
    };
    await this.finish(job, outcome, async (tx) => {
      const { datasetId } = job.item;
      const { streams } = await this.vault.completeDataset.execute(tx, { datasetId, source: source.name });
      // A worker that lost its lease may have begun a stream anew after we sealed it; then nothing is complete.
      const whole = made.sealed.every(({ objectId }) => streams.some((stream) => stream.objectId === objectId));
      if (!whole) throw new SealingOvertaken('Another attempt is sealing a stream of this dataset.');
    });
  }

  private async fail(
    job: Job,
    error: DomainError,
    reading: ArchiveReading | null,
    seen: ImportReport | null,
  ): Promise<void> {
    const report = reading?.report() ?? seen;
    const outcome: ImportOutcome = {
      source: report?.source ?? null,
      platformAccount: null,
      progress: reading?.progress() ?? NO_PROGRESS,
      report,
      error: { code: error.code, message: error.message },
    };
    await this.finish(job, outcome, async (tx) => {
      await this.vault.failDataset.execute(tx, { datasetId: job.item.datasetId });
    });
  }

  /** Dataset, import and the end of the upload's key in one transaction, and only by the attempt that still runs. */
  private async finish(job: Job, outcome: ImportOutcome, ofDataset: (tx: Tx) => Promise<void>): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await this.imports.lockHeld(tx, job.held))) throw new LeaseLost();
      await ofDataset(tx);
      await this.imports.finish(tx, job.held, outcome);
      await this.uploads.markSpent(tx, job.item.uploadId);
      tx.emit(importProgressed(job.item.datasetId, job.item.id, outcome.error ? 'failed' : 'done'));
    });
  }
}

function isOvertaken(error: unknown): boolean {
  return error instanceof DomainError && (error.code === 'IMPORT_LEASE_LOST' || error.code === 'SEALING_OVERTAKEN');
}

async function* startingWith(first: VaultRecord, rest: AsyncIterator<VaultRecord>): AsyncIterable<VaultRecord> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

function unknownSource(files: readonly SurveyedFile[]): SourceUnknown {
  const seen = files.filter((file) => !file.ofSystem).slice(0, MAX_LISTED);
  return new SourceUnknown(
    seen.map((file) => file.name.slice(0, 60)),
    SOURCES.map((source) => source.name),
  );
}

function seenOnly(files: readonly SurveyedFile[]): ImportReport {
  const none = { reason: 'UNKNOWN_FILE', stream: null, read: 0, kept: 0, duplicates: 0, rejected: 0 } as const;
  const listed = files.filter((file) => !file.ofSystem).slice(0, MAX_LISTED);
  return { source: null, streams: [], files: listed.map((file) => ({ file: file.name, use: 'unknown', ...none })) };
}
