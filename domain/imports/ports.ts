import type { Id, Tx } from '../shared/index.ts';
import type { Import, ImportError, ImportProgress } from './import.ts';
import type { ImportReport, RowFault } from './report.ts';
import type { Upload } from './upload.ts';

export interface Uploads {
  insert(tx: Tx, upload: Upload): Promise<void>;
  byId(uploadId: Id): Promise<Upload | null>;
  lock(tx: Tx, uploadId: Id): Promise<Upload | null>;
  /** Locks the user's line first, so that two requests at once cannot both pass a limit. */
  countReceiving(tx: Tx, userId: Id): Promise<number>;
  markComplete(tx: Tx, uploadId: Id): Promise<void>;
  /** Destroys the key and the sealed metadata: from here on the bytes are noise. */
  markSpent(tx: Tx, uploadId: Id): Promise<void>;
  /** Uploads begun before `before` that never became complete. */
  abandoned(tx: Tx, before: Date, limit: number): Promise<Upload[]>;
  spentWithBytes(limit: number): Promise<Id[]>;
  markBytesRemoved(tx: Tx, uploadId: Id): Promise<void>;
}

export interface Imports {
  insert(tx: Tx, item: Import): Promise<void>;
  byId(importId: Id): Promise<Import | null>;
  byUpload(uploadId: Id): Promise<Import | null>;
  byDatasets(datasetIds: readonly Id[]): Promise<Import[]>;
  /** The oldest import that is queued, or whose worker went silent; skips those that another worker is taking. */
  lockNext(tx: Tx): Promise<Import | null>;
  start(tx: Tx, importId: Id, attempt: number, leasedUntil: Date): Promise<void>;
  /** Writes progress and prolongs the lease; false when the attempt is no longer the one that runs. */
  renew(tx: Tx, held: Held, progress: ImportProgress, leasedUntil: Date): Promise<boolean>;
  /** Back into the queue at once, as if this attempt had not been; false when it is no longer the one that runs. */
  requeue(tx: Tx, held: Held): Promise<boolean>;
  /** Locks the import if this attempt still runs it. */
  lockHeld(tx: Tx, held: Held): Promise<boolean>;
  finish(tx: Tx, held: Held, outcome: ImportOutcome): Promise<void>;
  /** Returns the upload that the removed import was of, or null where there was none. */
  remove(tx: Tx, datasetId: Id): Promise<Id | null>;
}

/** An attempt's hold on an import. */
export interface Held {
  readonly importId: Id;
  readonly attempt: number;
}

export interface ImportOutcome {
  readonly source: string | null;
  readonly platformAccount: string | null;
  readonly progress: ImportProgress;
  readonly report: ImportReport | null;
  readonly error: ImportError | null;
}

/** The sealed bytes of uploads. */
export interface SealedUploads {
  /** How many plaintext bytes can be read back, exactly, after any crash. */
  receivedBytes(upload: Upload): Promise<bigint>;
  /** Seals the end under its mark; a sealed upload takes no more bytes. */
  seal(upload: Upload): Promise<void>;
  remove(uploadId: Id): Promise<void>;
}

export interface ArchiveEntry {
  readonly path: string;
  readonly sizeBytes: bigint;
}

/** An opened archive whose names, sizes and limits have been checked; files inflate while they are read. */
export interface Archive {
  readonly entries: readonly ArchiveEntry[];
  /** Rejects with a coded error where the archive is damaged, checksum included. */
  read(entry: ArchiveEntry): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

export interface Archives {
  open(upload: Upload): Promise<Archive>;
}

export interface TableRow {
  /** Physical line on which the row starts; the header is line 1. */
  readonly line: number;
  readonly row: Readonly<Record<string, string>>;
}

export interface TableFault {
  readonly line: number;
  readonly fault: RowFault | 'TOO_MANY_BROKEN_ROWS';
}

/** RFC 4180 tables as a stream; a broken row costs itself only. */
export interface Tables {
  header(bytes: AsyncIterable<Uint8Array>): Promise<readonly string[] | null>;
  rows(bytes: AsyncIterable<Uint8Array>): AsyncIterable<TableRow | TableFault>;
}
