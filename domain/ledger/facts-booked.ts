import type { Check, Fault } from '../audit/index.ts';
import type { Snapshot } from '../shared/index.ts';
import type { BookedJournal } from './booked-journal.ts';

/** The book as of a snapshot, for who compares it with tables of their own. */
export interface BookReader {
  /** Those under these keys, in the order of the book. */
  booked(snapshot: Snapshot, keys: readonly string[]): Promise<readonly BookedJournal[]>;
  /** All of a kind, in the order of the book. */
  ofKind(snapshot: Snapshot, kind: string): AsyncIterable<readonly BookedJournal[]>;
}

/** Rows of a table that stand for journals of one kind. */
export interface Facts<Row> {
  readonly kind: string;
  /** In front of the row's id in the journal's key. */
  readonly prefix: string;
  rows(snapshot: Snapshot): AsyncIterable<readonly Row[]>;
  /** All that `faultOf` wants to see. */
  keysOf(row: Row): readonly string[];
  faultOf(row: Row, booked: ReadonlyMap<string, BookedJournal>): Fault | null;
  /** Those of the ids that are there. */
  known(snapshot: Snapshot, ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Each row has its journal, which moved what the row says; and each journal of the kind has its row. */
export class FactsBooked<Row> implements Check {
  constructor(
    readonly name: string,
    readonly invariant: number,
    private readonly book: BookReader,
    private readonly facts: Facts<Row>,
  ) {}

  async run(snapshot: Snapshot): Promise<Fault | null> {
    const { facts, book } = this;
    for await (const rows of facts.rows(snapshot)) {
      const journals = await book.booked(
        snapshot,
        rows.flatMap((row) => [...facts.keysOf(row)]),
      );
      const booked = new Map(journals.map((journal) => [journal.key, journal]));
      for (const row of rows) {
        const fault = facts.faultOf(row, booked);
        if (fault) return fault;
      }
    }
    return this.orphan(snapshot);
  }

  private async orphan(snapshot: Snapshot): Promise<Fault | null> {
    const { kind, prefix } = this.facts;
    for await (const journals of this.book.ofKind(snapshot, kind)) {
      const ids = new Map(journals.map(({ key }) => [key, key.startsWith(prefix) ? key.slice(prefix.length) : null]));
      const known = await this.facts.known(
        snapshot,
        [...ids.values()].filter((id) => id !== null),
      );
      const orphan = journals.find(({ key }) => !known.has(ids.get(key) ?? ''));
      if (!orphan) continue;
      const row = `journal ${orphan.key}`;
      return { row, message: `${row}: it is of kind ${kind}, but nothing was recorded that it stands for` };
    }
    return null;
  }
}
