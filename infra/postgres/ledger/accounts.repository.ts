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

  /** Inserts first: a lock on an absent row locks nothing. */
  async lock(tx: Tx, currencies: ReadonlyMap<AccountKey, Currency>): Promise<Map<AccountKey, Account>> {
    const keys = [...currencies.keys()];
    const terms = keys.map(accountTerms);
    const manager = managerOf(tx);
    await manager.query(
      `INSERT INTO ledger_accounts (key, kind, currency, floor_micros)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) AS wanted (key, kind, currency, floor_micros)
       WHERE NOT EXISTS (SELECT FROM ledger_accounts a WHERE a.key = wanted.key)
       ON CONFLICT (key) DO NOTHING`,
      [keys, terms.map((t) => t.kind), [...currencies.values()], terms.map((t) => t.floorMicros?.toString() ?? null)],
    );
    const rows = await manager.query<AccountRow[]>(
      `SELECT id, key, kind, currency, balance_micros, floor_micros
       FROM ledger_accounts WHERE key = ANY ($1) ORDER BY id FOR UPDATE`,
      [keys],
    );
    return new Map(rows.map((row) => [row.key, accountOf(row)]));
  }

  async move(tx: Tx, net: ReadonlyMap<bigint, Micros>): Promise<void> {
    const moved = [...net].filter(([, amount]) => amount !== 0n);
    await managerOf(tx).query(
      `UPDATE ledger_accounts a SET balance_micros = a.balance_micros + net.amount
       FROM unnest($1::bigint[], $2::bigint[]) AS net (id, amount) WHERE a.id = net.id`,
      [moved.map(([id]) => id.toString()), moved.map(([, amount]) => amount.toString())],
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

function accountOf({ id, key, kind, currency, balance_micros, floor_micros }: AccountRow): Account {
  const floorMicros = floor_micros === null ? null : BigInt(floor_micros);
  return new Account({ id: BigInt(id), key, kind, currency, balanceMicros: BigInt(balance_micros), floorMicros });
}
