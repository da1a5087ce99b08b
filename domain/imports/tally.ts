import type { FileReason, FileReport, RejectedRow, StreamReport } from './report.ts';
import type { FilePlan } from './source.ts';

const MAX_SAMPLES = 5;

/** Counts while a file is read; `file` is its base name. */
export class FileTally {
  read = 0;
  kept = 0;
  duplicates = 0;
  rejected = 0;
  reason: FileReason | null;

  constructor(
    readonly file: string,
    readonly plan: FilePlan,
  ) {
    this.reason = plan.use === 'read' ? null : plan.reason;
  }

  report(): FileReport {
    const { file, plan, reason, read, kept, duplicates, rejected } = this;
    const use = plan.use === 'account' ? 'skipped' : plan.use;
    return { file, use, reason, stream: plan.use === 'read' ? plan.stream : null, read, kept, duplicates, rejected };
  }
}

/** What is found out about a stream while its files are read: duplicates within the archive, span of time, samples. */
export class StreamTally {
  private readonly keys = new Set<string>();
  private readonly samples: RejectedRow[] = [];
  private firstAt: string | null = null;
  private lastAt: string | null = null;

  constructor(
    readonly stream: string,
    readonly files: readonly FileTally[],
  ) {}

  /** False when the stream already has a record of this key: the first one is kept. */
  admit(key: string, at: string | null): boolean {
    if (this.keys.has(key)) return false;
    this.keys.add(key);
    if (at !== null) {
      if (this.firstAt === null || at < this.firstAt) this.firstAt = at;
      if (this.lastAt === null || at > this.lastAt) this.lastAt = at;
    }
    return true;
  }

  reject(row: RejectedRow): void {
    if (this.samples.length < MAX_SAMPLES) this.samples.push(row);
  }

  /** Once read to its end, a stream needs its keys no longer, and there may be millions. */
  close(): void {
    this.keys.clear();
  }

  report(): StreamReport {
    const sum = (count: 'read' | 'kept' | 'duplicates' | 'rejected') =>
      this.files.reduce((total, file) => total + file[count], 0);
    const { stream, samples, firstAt, lastAt } = this;
    return {
      stream,
      read: sum('read'),
      kept: sum('kept'),
      duplicates: sum('duplicates'),
      rejected: sum('rejected'),
      samples: [...samples],
      firstAt,
      lastAt,
    };
  }
}
