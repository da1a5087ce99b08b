import type { DataSource } from 'typeorm';
import {
  Account,
  accountTerms,
  type AccountKey,
  type AccountKind,
  type Accounts,
} from '../../../domain/ledger/index.ts';
import type { Currency, Micros, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

interface AccountRow {
  readonly id: string;
  readonly key: string;
  readonly kind: AccountKind;
  readonly currency: string;
  readonly balance_micros: string;
  readonly floor_micros: string | null;
}

export class PostgresAccounts implements Accounts {
  constructor(private readonly dataSource: DataSource) {}

  /** Absent ones are inserted before they are locked: a lock on an absent row locks nothing. */
  async lock(tx: Tx, currencies: ReadonlyMap<AccountKey, Currency>): Promise<Map<AccountKey, Account>> {
    const locked = await this.lockPresent(tx, currencies);
    if (locked.size === currencies.size) return locked;
    const absent = [...currencies.keys()].filter((key) => !locked.has(key));
    const terms = absent.map(accountTerms);
    await managerOf(tx).query(
      `INSERT INTO ledger_accounts (key, kind, currency, floor_micros)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[])
       ON CONFLICT (key) DO NOTHING`,
      [
        absent,
        terms.map((t) => t.kind),
        absent.map((key) => currencies.get(key)),
        terms.map((t) => t.floorMicros?.toString() ?? null),
      ],
    );
    return this.lockPresent(tx, currencies);
  }

  private async lockPresent(tx: Tx, currencies: ReadonlyMap<AccountKey, Currency>): Promise<Map<AccountKey, Account>> {
    const rows = await managerOf(tx).query<AccountRow[]>(
      `SELECT id, key, kind, currency, balance_micros, floor_micros
       FROM ledger_accounts WHERE key = ANY ($1) ORDER BY id FOR UPDATE`,
      [[...currencies.keys()]],
    );
    return new Map(rows.map((row) => [row.key, accountOf(row)]));
  }

  async settle(tx: Tx, balances: ReadonlyMap<bigint, Micros>): Promise<void> {
    await managerOf(tx).query(
      `UPDATE ledger_accounts a SET balance_micros = settled.balance
       FROM unnest($1::bigint[], $2::bigint[]) AS settled (id, balance)
       WHERE a.id = settled.id AND a.balance_micros <> settled.balance`,
      [[...balances.keys()].map(String), [...balances.values()].map(String)],
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
}

function accountOf({ id, key, kind, currency, balance_micros, floor_micros }: AccountRow): Account {
  const floorMicros = floor_micros === null ? null : BigInt(floor_micros);
  return new Account({ id: BigInt(id), key, kind, currency, balanceMicros: BigInt(balance_micros), floorMicros });
}
