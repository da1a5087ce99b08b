import type { DataSource } from 'typeorm';
import type {
  AccountKey,
  Batch,
  BookedJournal,
  ChainHead,
  Journals,
  Movement,
  WrittenJournal,
} from '../../../domain/ledger/index.ts';
import type { Micros, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { refuseForgedCursor } from '../page.ts';
import { managerOf, sqlState } from '../transactions.ts';
import { APPEND, journalArrays } from './append.sql.ts';
import { BOOKED, bookedJournal, type BookedRow } from './booked-journals.ts';

interface JournalRow {
  readonly key: string;
  readonly kind: string;
  readonly account_ids: string[];
  readonly amounts_micros: string[];
}

const UNIQUE_VIOLATION = '23505';

export class PostgresJournals implements Journals {
  constructor(private readonly dataSource: DataSource) {}

  async posted(tx: Tx, keys: readonly string[]): Promise<Map<string, Movement>> {
    const rows = await managerOf(tx).query<JournalRow[]>(
      'SELECT key, kind, account_ids, amounts_micros FROM ledger_journals WHERE key = ANY ($1)',
      [keys],
    );
    return new Map(rows.map((row) => [row.key, movementOf(row)]));
  }

  async lockHead(tx: Tx, chain: number): Promise<ChainHead> {
    const [row] = await managerOf(tx).query<{ number: string; hash: string }[]>(
      `SELECT number, encode(hash, 'hex') AS hash FROM ledger_chains WHERE chain = $1 FOR UPDATE`,
      [chain],
    );
    if (!row) throw new Error(`There is no chain ${chain}.`);
    return { chain, number: BigInt(row.number), hash: row.hash };
  }

  async append(tx: Tx, batch: Batch, journals: readonly WrittenJournal[]): Promise<string | null> {
    try {
      const [row] = await managerOf(tx).query<{ sealed: number }[]>(APPEND, [
        batch.chain,
        batch.number.toString(),
        batch.previousHash,
        batch.hash,
        batch.journals,
        batch.creditedMicros.toString(),
        batch.postedAt,
        ...journalArrays(journals),
      ]);
      if (row?.sealed !== 1) throw new Error(`The head of chain ${batch.chain} moved while it was held.`);
      return null;
    } catch (error) {
      const taken = takenKey(error);
      if (taken === null) throw error;
      return taken;
    }
  }

  async amounts(keys: readonly string[], account: AccountKey): Promise<ReadonlyMap<string, Micros>> {
    const rows = await this.dataSource.query<{ key: string; amount_micros: string }[]>(
      `SELECT key, amount_micros FROM ledger_entries
       WHERE key = ANY ($1) AND account_id = (SELECT id FROM ledger_accounts WHERE key = $2)`,
      [keys, account],
    );
    return new Map(rows.map((row) => [row.key, BigInt(row.amount_micros)]));
  }

  async find(tx: Tx, key: string): Promise<BookedJournal | null> {
    const [row] = await managerOf(tx).query<BookedRow[]>(`${BOOKED} WHERE j.key = $1`, [key]);
    return row ? bookedJournal(row) : null;
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
}

function movementOf({ key, kind, account_ids, amounts_micros }: JournalRow): Movement {
  return { key, kind, accountIds: account_ids.map(BigInt), amountsMicros: amounts_micros.map(BigInt) };
}

/** After it PostgreSQL refuses every other statement of the transaction, so the key is read off the error itself. */
function takenKey(error: unknown): string | null {
  if (sqlState(error) !== UNIQUE_VIOLATION) return null;
  const { detail } = error as { detail?: string };
  return /\(key\)=\((.+)\)/.exec(detail ?? '')?.[1] ?? null;
}
