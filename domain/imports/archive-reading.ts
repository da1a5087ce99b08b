import type { VaultRecord } from '../vaults/index.ts';
import type { ImportProgress } from './import.ts';
import type { Archive, TableFault, TableRow, Tables } from './ports.ts';
import type { ImportReport } from './report.ts';
import type { FilePlan, Reading, Source } from './source.ts';
import type { SurveyedFile } from './survey.ts';
import { FileTally, StreamTally } from './tally.ts';

type ReadPlan = Extract<FilePlan, { use: 'read' }>;

interface PlannedFile {
  readonly file: SurveyedFile;
  readonly tally: FileTally;
}

/** One pass over one recognised archive, stream by stream, counting as it goes. */
export class ArchiveReading {
  private readonly planned: readonly PlannedFile[];
  private readonly streams: ReadonlyMap<string, StreamTally>;
  private bytesRead = 0n;

  constructor(
    private readonly source: Source,
    private readonly archive: Archive,
    private readonly tables: Tables,
    files: readonly SurveyedFile[],
    /** Called at every row and every block of bytes; what it throws ends the reading. */
    private readonly heartbeat: (progress: () => ImportProgress) => Promise<void> | undefined,
  ) {
    this.planned = files.map((file) => ({ file, tally: new FileTally(file.name, planOf(source, file)) }));
    this.streams = new Map(
      source.streams.map(({ name }) => [
        name,
        new StreamTally(
          name,
          this.planned.flatMap(({ tally }) => (tally.plan.use === 'read' && tally.plan.stream === name ? [tally] : [])),
        ),
      ]),
    );
  }

  /** The stream's records in the order of the archive, each once. Consume a stream only once. */
  async *records(stream: string): AsyncIterable<VaultRecord> {
    const tally = this.streams.get(stream) as StreamTally;
    for (const { file, tally: fileTally } of this.planned) {
      const { plan } = fileTally;
      if (plan.use !== 'read' || plan.stream !== stream) continue;
      for await (const item of this.rows(file)) {
        const record = this.keep(item, plan, fileTally, tally);
        if (record) yield record;
      }
    }
    tally.close();
  }

  /** The account that the archive says it is of, in clear: hash it before it is kept anywhere. */
  async account(): Promise<string | null> {
    for (const { file, tally } of this.planned) {
      if (tally.plan.use !== 'account') continue;
      for await (const item of this.rows(file)) {
        const account = 'row' in item ? tally.plan.account(item.row) : null;
        if (account !== null) return account;
      }
    }
    return null;
  }

  readonly progress = (): ImportProgress => {
    const reports = [...this.streams.values()].map((stream) => stream.report());
    const sum = (count: 'read' | 'kept' | 'rejected') => reports.reduce((total, report) => total + report[count], 0);
    const toRead = this.planned.filter(({ tally }) => tally.plan.use === 'read' || tally.plan.use === 'account');
    return {
      bytesRead: this.bytesRead,
      bytesTotal: toRead.reduce((total, { file }) => total + file.entry.sizeBytes, 0n),
      rowsRead: sum('read'),
      rowsKept: sum('kept'),
      rowsRejected: sum('rejected'),
    };
  };

  report(): ImportReport {
    return {
      source: this.source.name,
      files: this.planned.map(({ tally }) => tally.report()),
      streams: [...this.streams.values()].map((stream) => stream.report()),
    };
  }

  private keep(item: TableRow | TableFault, plan: ReadPlan, file: FileTally, stream: StreamTally): VaultRecord | null {
    const reading = readingOf(item, plan);
    if (reading === 'given up') {
      file.reason = 'TOO_MANY_BROKEN_ROWS';
      return null;
    }
    file.read += 1;
    if ('fault' in reading) {
      file.rejected += 1;
      stream.reject({ file: file.file, line: item.line, fault: reading.fault });
      return null;
    }
    if (!stream.admit(reading.key, reading.at)) {
      file.duplicates += 1;
      return null;
    }
    file.kept += 1;
    return reading.record;
  }

  private async *rows(file: SurveyedFile): AsyncIterable<TableRow | TableFault> {
    for await (const item of this.tables.rows(this.counted(file))) {
      await this.heartbeat(this.progress);
      yield item;
    }
  }

  private async *counted(file: SurveyedFile): AsyncIterable<Uint8Array> {
    for await (const bytes of this.archive.read(file.entry)) {
      this.bytesRead += BigInt(bytes.byteLength);
      await this.heartbeat(this.progress);
      yield bytes;
    }
  }
}

function readingOf(item: TableRow | TableFault, plan: ReadPlan): Reading | 'given up' {
  if ('row' in item) return plan.read(item.row);
  return item.fault === 'TOO_MANY_BROKEN_ROWS' ? 'given up' : { fault: item.fault };
}

function planOf(source: Source, file: SurveyedFile): FilePlan {
  if (file.ofSystem) return { use: 'skipped', reason: 'SYSTEM_FILE' };
  if (file.repeated) return { use: 'skipped', reason: 'REPEATED_FILE' };
  return source.plan(file);
}
