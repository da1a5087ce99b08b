import type { DataSource } from 'typeorm';
import {
  Journal,
  type AccountKey,
  type BookedJournal,
  type Journals,
  type LedgerAudit,
} from '../../../domain/ledger/index.ts';
import type { Micros, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { refuseForgedCursor } from '../page.ts';
import { managerOf } from '../transactions.ts';
import { AUDIT, faultsOf, type AuditRow } from './audit.ts';
import { BOOKED, bookedJournal, type BookedRow } from './booked-journals.ts';

interface JournalRow {
  readonly key: string;
  readonly kind: string;
  readonly account_ids: string[];
  readonly amounts_micros: string[];
}

export class PostgresJournals implements Journals {
  constructor(private readonly dataSource: DataSource) {}

  async posted(tx: Tx, keys: readonly string[]): Promise<Map<string, Journal>> {
    const rows = await managerOf(tx).query<JournalRow[]>(
      'SELECT key, kind, account_ids, amounts_micros FROM ledger_journals WHERE key = ANY ($1)',
      [keys],
    );
    return new Map(rows.map((row) => [row.key, journalOf(row)]));
  }

  /** Legs travel as array literals: `unnest` takes no arrays of arrays of different lengths. */
  async append(tx: Tx, journals: readonly Journal[]): Promise<ReadonlySet<string>> {
    if (journals.length === 0) return new Set();
    const rows = await managerOf(tx).query<{ key: string }[]>(
      `INSERT INTO ledger_journals (key, kind, account_ids, amounts_micros, created_at)
       SELECT key, kind, account_ids::bigint[], amounts_micros::bigint[], $5
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS new (key, kind, account_ids, amounts_micros)
       ON CONFLICT (key) DO NOTHING RETURNING key`,
      [
        journals.map((journal) => journal.key),
        journals.map((journal) => journal.kind),
        journals.map((journal) => `{${journal.accountIds.join(',')}}`),
        journals.map((journal) => `{${journal.amountsMicros.join(',')}}`),
        tx.now,
      ],
    );
    return new Set(rows.map((row) => row.key));
  }

  async amounts(keys: readonly string[], account: AccountKey): Promise<ReadonlyMap<string, Micros>> {
    const rows = await this.dataSource.query<{ key: string; amount_micros: string }[]>(
      `SELECT key, amount_micros FROM ledger_entries
       WHERE key = ANY ($1) AND account_id = (SELECT id FROM ledger_accounts WHERE key = $2)`,
      [keys, account],
    );
    return new Map(rows.map((row) => [row.key, BigInt(row.amount_micros)]));
  }

  async booked(keys: readonly string[]): Promise<ReadonlyMap<string, BookedJournal>> {
    const rows = await this.dataSource.query<BookedRow[]>(`${BOOKED} WHERE j.key = ANY ($1)`, [keys]);
    return new Map(rows.map((row) => [row.key, bookedJournal(row)]));
  }

  /** By hand, for the entries are of another table than the key, and `keysetPage` reads entities. */
  async page(request: PageRequest): Promise<Page<BookedJournal>> {
    const { limit, direction, from } = request;
    const forward = direction === 'forward';
    const rows = await this.dataSource
      .query<BookedRow[]>(
        `${BOOKED} WHERE $1::bigint IS NULL OR j.seq ${forward ? '<' : '>'} $1::bigint
         ORDER BY j.seq ${forward ? 'DESC' : 'ASC'} LIMIT $2`,
        [from?.[0] ?? null, limit + 1],
      )
      .catch((error: unknown) => refuseForgedCursor(error, request));
    const items = rows.slice(0, limit).map(bookedJournal);
    return {
      items: forward ? items : items.toReversed(),
      hasMore: rows.length > limit,
      cursorOf: ({ seq }) => [seq.toString()],
    };
  }

  async audit(): Promise<LedgerAudit> {
    const [row] = (await this.dataSource.query<AuditRow[]>(AUDIT)) as [AuditRow];
    return {
      entriesSumMicros: BigInt(row.entries_sum),
      balancesSumMicros: BigInt(row.balances_sum),
      journals: BigInt(row.journals),
      faults: faultsOf(row),
    };
  }
}

function journalOf({ key, kind, account_ids, amounts_micros }: JournalRow): Journal {
  return new Journal({ key, kind, accountIds: account_ids.map(BigInt), amountsMicros: amounts_micros.map(BigInt) });
}
