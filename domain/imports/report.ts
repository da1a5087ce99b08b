/** Why a row was not kept. `DUPLICATE` is counted apart: the first of its id is kept. */
export type RowFault =
  | 'BROKEN_QUOTES'
  | 'WRONG_COLUMN_COUNT'
  | 'ROW_TOO_LONG'
  | 'MISSING_ID'
  | 'MISSING_SUBREDDIT'
  | 'BAD_DATE';

/** Why a file was not read. */
export type FileReason =
  /** Of the operating system that packed the archive. */
  | 'SYSTEM_FILE'
  /** Not a file that this source makes. */
  | 'UNKNOWN_FILE'
  /** Every row of it is also in the full file; reading both would count rows twice. */
  | 'SUBSET_OF_FULL_FILE'
  /** About people who did not export it. */
  | 'THIRD_PARTIES'
  /** Names or locates the member, and no stream needs it. */
  | 'IDENTIFYING'
  /** Known, and holds nothing that a stream takes. */
  | 'NOT_A_STREAM'
  /** The file's header lacks columns that the source always writes. */
  | 'HEADER_UNKNOWN'
  /** The archive holds two files of this name; the first is read. */
  | 'REPEATED_FILE'
  /** Past the limit of unreadable rows, the rest of the file was given up. */
  | 'TOO_MANY_BROKEN_ROWS';

export interface Counts {
  readonly read: number;
  readonly kept: number;
  readonly duplicates: number;
  readonly rejected: number;
}

/** One file of the archive. `file` is its base name: folders may carry the member's name. */
export interface FileReport extends Counts {
  readonly file: string;
  readonly use: 'read' | 'skipped' | 'unknown';
  readonly reason: FileReason | null;
  readonly stream: string | null;
}

/** One rejected row. `line` is the physical line where the row starts; the header is line 1. */
export interface RejectedRow {
  readonly file: string;
  readonly line: number;
  readonly fault: RowFault;
}

/** `read = kept + duplicates + rejected`. Samples are the first few rejected rows. */
export interface StreamReport extends Counts {
  readonly stream: string;
  readonly samples: readonly RejectedRow[];
  readonly firstAt: string | null;
  readonly lastAt: string | null;
}

export interface ImportReport {
  readonly source: string | null;
  readonly files: readonly FileReport[];
  readonly streams: readonly StreamReport[];
}
