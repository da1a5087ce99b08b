import type {
  AccountBooks,
  AccountKey,
  AccountKind,
  AccountMoves,
  BookedJournal,
  BookReader,
} from '../../../../domain/ledger/index.ts';
import type { Micros, Snapshot } from '../../../../domain/shared/index.ts';
import { rowsOf } from '../../snapshots.ts';
import { managerOf } from '../../transactions.ts';
import { BOOKED, bookedJournal, type BookedRow } from '../booked-journals.ts';

const AT_ONCE = 1_000;

const MOVES = `
  SELECT a.key AS account, leg.kind, sum(amount) AS sum
  FROM (SELECT kind, unnest(account_ids) AS account, unnest(amounts_micros) AS amount FROM ledger_journals) AS leg
  JOIN ledger_accounts a ON a.id = leg.account AND a.kind = $1
  GROUP BY a.key, leg.kind ORDER BY a.key, leg.kind`;

export class PostgresBookReader implements BookReader, AccountBooks {
  async booked(snapshot: Snapshot, keys: readonly string[]): Promise<readonly BookedJournal[]> {
    const rows = await managerOf(snapshot).query<BookedRow[]>(`${BOOKED} WHERE j.key = ANY ($1) ORDER BY j.seq`, [
      keys,
    ]);
    return rows.map(bookedJournal);
  }

  async *ofKind(snapshot: Snapshot, kind: string): AsyncGenerator<readonly BookedJournal[], void, undefined> {
    const pages = rowsOf<BookedRow>(snapshot, `${BOOKED} WHERE j.kind = $1 ORDER BY j.seq`, [kind], AT_ONCE);
    for await (const rows of pages) yield rows.map(bookedJournal);
  }

  async balances(snapshot: Snapshot, keys: readonly AccountKey[]): Promise<ReadonlyMap<AccountKey, Micros>> {
    const rows = await managerOf(snapshot).query<{ key: string; balance_micros: string }[]>(
      'SELECT key, balance_micros FROM ledger_accounts WHERE key = ANY ($1)',
      [keys],
    );
    return new Map(rows.map((row) => [row.key, BigInt(row.balance_micros)]));
  }

  async moves(snapshot: Snapshot, kind: AccountKind): Promise<readonly AccountMoves[]> {
    const rows = await managerOf(snapshot).query<{ account: string; kind: string; sum: string }[]>(MOVES, [kind]);
    const moves = new Map<AccountKey, Map<string, Micros>>();
    for (const { account, kind: journals, sum } of rows) {
      const byKind = moves.get(account) ?? new Map<string, Micros>();
      moves.set(account, byKind.set(journals, BigInt(sum)));
    }
    return [...moves].map(([account, byKind]) => ({ account, byKind }));
  }
}
