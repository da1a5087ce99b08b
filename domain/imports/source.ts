import type { VaultRecord } from '../vaults/index.ts';
import type { FileReason, RowFault } from './report.ts';

/**
 * How far a field identifies a person: named or traceable directly; together with other fields; of a special or
 * sensitive category; about somebody else; written freely, so that names cannot be taken out of it; or none of these.
 */
export type FieldClass = 'direct-identifier' | 'quasi-identifier' | 'sensitive' | 'third-party' | 'free-text' | 'safe';

export interface FieldDefinition {
  readonly name: string;
  readonly class: FieldClass;
  readonly description: string;
}

/** The shape of one stream of records, the same whatever generation of export it came from. */
export interface StreamDefinition {
  /** `<source>.<stream>`, such as `reddit.comments`. */
  readonly name: string;
  readonly description: string;
  readonly fields: readonly FieldDefinition[];
}

/** One file of an archive, as far as it must be seen to recognise it. */
export interface ArchiveFile {
  /** Below the folder that wraps the whole archive, if one does. */
  readonly path: string;
  /** The column names, where the file is CSV and not empty. */
  readonly header: readonly string[] | null;
}

/** A CSV row under its column names. */
export type Row = Readonly<Record<string, string>>;

/** What a row became. `key` is unique in the stream: a second row of the same key is a duplicate. */
export type Reading =
  | { readonly key: string; readonly at: string | null; readonly record: VaultRecord }
  | { readonly fault: RowFault };

/** What is to be done with one file. */
export type FilePlan =
  | { readonly use: 'read'; readonly stream: string; readonly read: (row: Row) => Reading }
  | { readonly use: 'account'; readonly reason: FileReason; readonly account: (row: Row) => string | null }
  | { readonly use: 'skipped'; readonly reason: FileReason }
  | { readonly use: 'unknown'; readonly reason: FileReason };

/** A platform whose archives are understood. A new one is a new folder beside `reddit/` and a line in `sources.ts`. */
export interface Source {
  readonly name: string;
  readonly streams: readonly StreamDefinition[];
  /** Whether these files are this platform's, by path and header, never by a part of a name. */
  recognises(files: readonly ArchiveFile[]): boolean;
  plan(file: ArchiveFile): FilePlan;
}
