import type { Id } from '../shared/index.ts';
import type { ImportReport } from './report.ts';

/** `queued` until a worker leases it, `running` while it does, then for ever `done` or `failed`. */
export type ImportState = 'queued' | 'running' | 'done' | 'failed';

/** How far a running import has come. Counts are of this attempt: a resumed import starts again from nothing. */
export interface ImportProgress {
  /** Bytes of the archive's files read so far, after inflation. */
  readonly bytesRead: bigint;
  /** The same for all files that will be read; zero until the source is recognised. */
  readonly bytesTotal: bigint;
  readonly rowsRead: number;
  readonly rowsKept: number;
  readonly rowsRejected: number;
}

export interface ImportError {
  readonly code: string;
  readonly message: string;
}

/** The work of turning one uploaded archive into one dataset. */
export class Import implements ImportProgress {
  readonly id!: Id;
  readonly datasetId!: Id;
  readonly userId!: Id;
  readonly uploadId!: Id;
  readonly state!: ImportState;
  readonly source!: string | null;
  /** The exporting account as a keyed hash, where the archive names it: tells two archives of one account apart from two accounts. */
  readonly platformAccount!: string | null;
  readonly bytesTotal!: bigint;
  readonly bytesRead!: bigint;
  readonly rowsRead!: number;
  readonly rowsKept!: number;
  readonly rowsRejected!: number;
  readonly report!: ImportReport | null;
  readonly error!: ImportError | null;
  /**
   * Rises each time a worker takes the import; a worker whose attempt is past writes nothing. An attempt that was given
   * back does not count.
   */
  readonly attempt!: number;
  readonly leasedUntil!: Date | null;
  readonly queuedAt!: Date;
  readonly finishedAt!: Date | null;

  constructor(fields: Import) {
    Object.assign(this, fields);
  }
}

/** A worker that has not said a word for this long is taken for dead. */
export const LEASE_MS = 60_000;

/** An archive that ends its worker this often is given up, lest it stop the imports behind it for ever. */
export const MAX_ATTEMPTS = 4;

/** Progress is told at most this often: it is for eyes. */
export const PROGRESS_INTERVAL_MS = 250;

export const NO_PROGRESS: ImportProgress = { bytesRead: 0n, bytesTotal: 0n, rowsRead: 0, rowsKept: 0, rowsRejected: 0 };
