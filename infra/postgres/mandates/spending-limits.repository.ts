import type { DataSource } from 'typeorm';
import { accountKeys, type AccountKey } from '../../../domain/ledger/index.ts';
import {
  periodsOf,
  remainingMicros,
  SpendingLimit,
  SpendingLimitChange,
  type Payer,
  type Spend,
  type SpendingLimits,
  type Spent,
} from '../../../domain/mandates/index.ts';
import type { Id, Micros, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';
import { FIRST_LOW_COUNT } from './tickets.sql.ts';

interface CountRow {
  readonly customer_id: Id;
  readonly currency: string;
  readonly period: string;
  readonly spent_micros: string;
}

export class PostgresSpendingLimits implements SpendingLimits {
  constructor(private readonly dataSource: DataSource) {}

  async lock(tx: Tx, payers: readonly Payer[], now: Date): Promise<ReadonlyMap<AccountKey, Micros>> {
    if (payers.length === 0) return new Map();
    const limits = await managerOf(tx)
      .createQueryBuilder(SpendingLimit, 'l')
      .where('(l.customerId, l.currency) IN (SELECT * FROM unnest(:customers::uuid[], :currencies::text[]))', {
        customers: payers.map((payer) => payer.customerId),
        currencies: payers.map((payer) => payer.currency),
      })
      .orderBy('l.customerId')
      .addOrderBy('l.currency')
      .setLock('pessimistic_write')
      .getMany();
    if (limits.length === 0) return new Map();
    const rows = await managerOf(tx).query<CountRow[]>(COUNTS, [
      limits.map((limit) => limit.customerId),
      limits.map((limit) => limit.currency),
      periodsOf(now),
    ]);
    return new Map(
      limits.map((limit) => [
        accountKeys.customer(limit.customerId, limit.currency),
        remainingMicros(limit, spentIn(rows, limit, now)),
      ]),
    );
  }

  async spend(tx: Tx, spends: readonly Spend[]): Promise<void> {
    if (spends.length === 0) return;
    await managerOf(tx).query(
      `INSERT INTO spending_counts AS c (customer_id, currency, period, spent_micros)
       ${SUMMED} JOIN spending_limits USING (customer_id, currency)
       GROUP BY customer_id, currency, period ORDER BY customer_id, currency, period
       ON CONFLICT (customer_id, currency, period) DO UPDATE SET spent_micros = c.spent_micros + excluded.spent_micros`,
      parametersOf(spends),
    );
  }

  async giveBack(tx: Tx, spends: readonly Spend[]): Promise<void> {
    if (spends.length === 0) return;
    const parameters = parametersOf(spends);
    await managerOf(tx).query(
      `SELECT FROM spending_counts
       WHERE (customer_id, currency, period) IN (SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[]))
       ORDER BY customer_id, currency, period FOR UPDATE`,
      parameters.slice(0, 3),
    );
    await managerOf(tx).query(
      `UPDATE spending_counts c SET spent_micros = c.spent_micros - back.amount
       FROM (${SUMMED} GROUP BY customer_id, currency, period) AS back (customer_id, currency, period, amount)
       WHERE (c.customer_id, c.currency, c.period) = (back.customer_id, back.currency, back.period)`,
      parameters,
    );
  }

  async set(tx: Tx, change: SpendingLimitChange): Promise<void> {
    const { customerId, currency, dailyMicros, monthlyMicros, setAt } = change;
    const manager = managerOf(tx);
    await manager.insert(SpendingLimitChange, change);
    if (dailyMicros === null && monthlyMicros === null) {
      await manager.delete(SpendingLimit, { customerId, currency });
      return;
    }
    const limit = new SpendingLimit({ customerId, currency, dailyMicros, monthlyMicros, setAt });
    await manager.upsert(SpendingLimit, limit, ['customerId', 'currency']);
  }

  async of(customerId: Id): Promise<{ limit: SpendingLimit; spent: Spent }[]> {
    const order = { currency: 'ASC' } as const;
    const limits = await this.dataSource.manager.find(SpendingLimit, { where: { customerId }, order });
    if (limits.length === 0) return [];
    const [clock] = await this.dataSource.query<{ now: Date }[]>('SELECT commonpool_now() AS now');
    const { now } = clock as { now: Date };
    const rows = await this.dataSource.query<CountRow[]>(COUNTS, [
      limits.map((limit) => limit.customerId),
      limits.map((limit) => limit.currency),
      periodsOf(now),
    ]);
    return limits.map((limit) => ({ limit, spent: spentIn(rows, limit, now) }));
  }

  history(customerId: Id, page: PageRequest): Promise<Page<SpendingLimitChange>> {
    const query = this.dataSource
      .createQueryBuilder(SpendingLimitChange, 'change')
      .where('change.customerId = :customerId', { customerId });
    return keysetPage(query, ['id'], 'DESC', page);
  }

  async firstFault(): Promise<string | null> {
    const [row] = await this.dataSource.query<Record<string, string>[]>(FIRST_LOW_COUNT);
    if (!row) return null;
    const { customer_id: customer, currency, period, spent, counted } = row;
    return `spending of customer ${customer} in ${currency}, ${period}: it counts ${spent}, but tickets counted ${counted}`;
  }
}

const COUNTS = `
  SELECT customer_id, currency, period, spent_micros FROM spending_counts
  WHERE (customer_id, currency) IN (SELECT * FROM unnest($1::uuid[], $2::text[])) AND period = ANY ($3::text[])`;

/** Each spend counts in its day and in its month. */
const SUMMED = `
  SELECT customer_id, currency, period, sum(amount)::bigint
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[]) AS spent (customer_id, currency, period, amount)`;

function parametersOf(spends: readonly Spend[]): unknown[] {
  const counted = spends.flatMap((spend) => periodsOf(spend.at).map((period) => ({ ...spend, period })));
  return [
    counted.map((spend) => spend.customerId),
    counted.map((spend) => spend.currency),
    counted.map((spend) => spend.period),
    counted.map((spend) => spend.amountMicros.toString()),
  ];
}

function spentIn(rows: readonly CountRow[], { customerId, currency }: SpendingLimit, at: Date): Spent {
  const [day, month] = periodsOf(at);
  const of = (period: string) => {
    const found = rows.find(
      (row) => row.customer_id === customerId && row.currency === currency && row.period === period,
    );
    return BigInt(found?.spent_micros ?? 0);
  };
  return { dayMicros: of(day), monthMicros: of(month) };
}
