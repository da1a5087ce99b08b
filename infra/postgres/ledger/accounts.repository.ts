import type { DataSource } from 'typeorm';
import {
  Account,
  accountTerms,
  type AccountKey,
  type AccountKind,
  type Accounts,
} from '../../../domain/ledger/index.ts';
import { RecentMap, type Currency, type Micros, type Tx } from '../../../domain/shared/index.ts';
import { arrayOf } from '../arrays.ts';
import { managerOf } from '../transactions.ts';

interface AccountRow {
  readonly id: string;
  readonly key: string;
  readonly kind: AccountKind;
  readonly currency: string;
  readonly balance_micros: string;
  readonly floor_micros: string | null;
}

/** What never changes of an account. One that a rolled-back transaction opened is found missing when it is locked. */
type Fixed = Omit<Account, 'balanceMicros'>;

const REMEMBERED = 100_000;

export class PostgresAccounts implements Accounts {
  private readonly known = new RecentMap<AccountKey, Fixed>(REMEMBERED);

  constructor(private readonly dataSource: DataSource) {}

  /** Absent ones are inserted before they are locked: a lock on an absent row locks nothing. */
  async lock(tx: Tx, currencies: ReadonlyMap<AccountKey, Currency>): Promise<Map<AccountKey, Account>> {
    const keys = [...currencies.keys()];
    const known = keys.map((key) => this.known.get(key)).filter((fixed) => fixed !== undefined);
    if (known.length === keys.length) {
      const locked = await this.lockKnown(tx, known);
      if (locked.size === keys.length) return locked;
    }
    await this.open(tx, currencies);
    const rows = await managerOf(tx).query<AccountRow[]>(
      `SELECT id, key, kind, currency, balance_micros, floor_micros
       FROM ledger_accounts WHERE key = ANY ($1) ORDER BY id FOR UPDATE`,
      [keys],
    );
    return new Map(rows.map((row) => [row.key, this.remember(row)]));
  }

  async opened(tx: Tx, keys: readonly AccountKey[]): Promise<ReadonlySet<AccountKey>> {
    const rows = await managerOf(tx).query<{ key: AccountKey }[]>(
      'SELECT key FROM ledger_accounts WHERE key = ANY ($1)',
      [keys],
    );
    return new Set(rows.map(({ key }) => key));
  }

  /** By id, and only what changes: the accounts of a large batch are read at half the cost. */
  private async lockKnown(tx: Tx, accounts: readonly Fixed[]): Promise<Map<AccountKey, Account>> {
    const known = new Map(accounts.map((fixed) => [fixed.id.toString(), fixed]));
    const rows = await managerOf(tx).query<Pick<AccountRow, 'id' | 'balance_micros'>[]>(
      'SELECT id, balance_micros FROM ledger_accounts WHERE id = ANY ($1::bigint[]) ORDER BY id FOR UPDATE',
      [arrayOf([...known.keys()])],
    );
    return new Map(
      rows.map((row) => {
        const fixed = known.get(row.id) as Fixed;
        return [fixed.key, new Account({ ...fixed, balanceMicros: BigInt(row.balance_micros) })];
      }),
    );
  }

  private async open(tx: Tx, currencies: ReadonlyMap<AccountKey, Currency>): Promise<void> {
    const keys = [...currencies.keys()];
    const terms = keys.map(accountTerms);
    await managerOf(tx).query(
      `INSERT INTO ledger_accounts (key, kind, currency, floor_micros)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) AS wanted (key, kind, currency, floor_micros)
       WHERE NOT EXISTS (SELECT FROM ledger_accounts a WHERE a.key = wanted.key)
       ON CONFLICT (key) DO NOTHING`,
      [keys, terms.map((t) => t.kind), [...currencies.values()], terms.map((t) => t.floorMicros?.toString() ?? null)],
    );
  }

  private remember(row: AccountRow): Account {
    const { key, kind, currency } = row;
    const fixed = {
      id: BigInt(row.id),
      key,
      kind,
      currency,
      floorMicros: row.floor_micros === null ? null : BigInt(row.floor_micros),
    };
    this.known.set(key, fixed);
    return new Account({ ...fixed, balanceMicros: BigInt(row.balance_micros) });
  }

  async settle(tx: Tx, balances: ReadonlyMap<bigint, Micros>): Promise<void> {
    await managerOf(tx).query(
      `UPDATE ledger_accounts a SET balance_micros = settled.balance
       FROM unnest($1::bigint[], $2::bigint[]) AS settled (id, balance)
       WHERE a.id = settled.id AND a.balance_micros <> settled.balance`,
      [arrayOf([...balances.keys()]), arrayOf([...balances.values()])],
    );
  }

  async balance(key: AccountKey): Promise<Micros> {
    return (await this.balances([key])).get(key) ?? 0n;
  }

  async balances(keys: readonly AccountKey[]): Promise<ReadonlyMap<AccountKey, Micros>> {
    const rows = await this.dataSource.query<{ key: string; balance_micros: string }[]>(
      'SELECT key, balance_micros FROM ledger_accounts WHERE key = ANY ($1)',
      [keys],
    );
    return new Map(rows.map((row) => [row.key, BigInt(row.balance_micros)]));
  }

  /** A range of the unique index: the colon that ends a kind comes right before the semicolon. */
  async keysOfKind(kind: AccountKind): Promise<AccountKey[]> {
    const rows = await this.dataSource.query<{ key: string }[]>(
      'SELECT key FROM ledger_accounts WHERE key >= $1 AND key < $2 ORDER BY key',
      [`${kind}:`, `${kind};`],
    );
    return rows.map((row) => row.key);
  }
}
