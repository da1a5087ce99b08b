import { CapRow, CapTable, type FrozenCapTables } from '../../../domain/attribution/index.ts';
import type { Id, Snapshot } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

/** So many rows come as one text. */
const ROWS_AT_ONCE = 1_000;

const OWNER_LINES = `
  SELECT idx / ${ROWS_AT_ONCE} * ${ROWS_AT_ONCE} AS first,
         string_agg(idx || ' ' || user_id || ' ' || weight || ' ' || weight_before, E'\\n' ORDER BY idx) AS text
  FROM cap_rows WHERE cap_table_id = $1 GROUP BY idx / ${ROWS_AT_ONCE} ORDER BY 1`;

interface Row {
  readonly cap_table_id: Id;
  readonly idx: number;
  readonly user_id: Id;
  readonly person_id: Id | null;
  readonly weight: string;
  readonly weight_before: string;
  readonly measured: string;
}

export class PostgresFrozenCapTables implements FrozenCapTables {
  all(snapshot: Snapshot): Promise<readonly CapTable[]> {
    return managerOf(snapshot).find(CapTable, { order: { id: 'ASC' } });
  }

  /** By hand: a table may have a hundred thousand rows, and an entity costs ten times as much to load. */
  async rows(snapshot: Snapshot, capTableId: Id): Promise<readonly CapRow[]> {
    const rows = await managerOf(snapshot).query<Row[]>('SELECT * FROM cap_rows WHERE cap_table_id = $1 ORDER BY idx', [
      capTableId,
    ]);
    return rows.map(
      (row) =>
        new CapRow({
          capTableId,
          idx: row.idx,
          userId: row.user_id,
          personId: row.person_id,
          weight: BigInt(row.weight),
          weightBefore: BigInt(row.weight_before),
          measured: row.measured,
        }),
    );
  }

  ownerLines(snapshot: Snapshot, capTableId: Id): Promise<readonly { first: number; text: string }[]> {
    return managerOf(snapshot).query<{ first: number; text: string }[]>(OWNER_LINES, [capTableId]);
  }
}
