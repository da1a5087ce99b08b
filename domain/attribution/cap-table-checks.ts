import type { Check, Fault } from '../audit/index.ts';
import type { Id, Snapshot } from '../shared/index.ts';
import { capTableDigest, type CapRow, type CapTable } from './cap-table.ts';

export interface FrozenCapTables {
  all(snapshot: Snapshot): Promise<readonly CapTable[]>;
  /** In the order of `idx`. */
  rows(snapshot: Snapshot, capTableId: Id): Promise<readonly CapRow[]>;
  /** The same rows as text, `idx user weight before`, a thousand of them at once. */
  ownerLines(snapshot: Snapshot, capTableId: Id): Promise<readonly { readonly first: number; readonly text: string }[]>;
}

/** Every frozen table is what its digest says, by which the members voted to publish it. One table at a time in memory. */
export function capTableChecks(tables: FrozenCapTables): readonly Check[] {
  return [{ name: 'cap-table-digest', invariant: 6, run: (snapshot) => firstChanged(tables, snapshot) }];
}

async function firstChanged(tables: FrozenCapTables, snapshot: Snapshot): Promise<Fault | null> {
  for (const table of await tables.all(snapshot)) {
    const rows = await tables.rows(snapshot, table.id);
    const row = `cap table ${table.id}`;
    if (rows.length !== table.members) {
      return { row, message: `${row}: it was frozen with ${table.members} owners, but has ${rows.length}` };
    }
    const digest = capTableDigest(table, rows);
    if (digest !== table.digest) {
      return { row, message: `${row}: it was frozen under the digest ${table.digest}, but its rows have ${digest}` };
    }
  }
  return null;
}
