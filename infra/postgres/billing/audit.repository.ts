import { MoreThan, type DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import {
  BalanceRefund,
  DebtCollection,
  Payment,
  PaymentReversal,
  type BillingRecords,
  type Due,
  type Month,
} from '../../../domain/billing/index.ts';
import type { Id } from '../../../domain/shared/index.ts';
import { OWN_RULES } from './audit.sql.ts';

type Paid = Awaited<ReturnType<BillingRecords['paidBefore']>>[number];

export class PostgresBillingRecords implements BillingRecords {
  readonly payments;
  readonly reversals;
  readonly collections;
  readonly refunds;

  constructor(private readonly dataSource: DataSource) {
    this.payments = this.pagesOf(Payment);
    this.reversals = this.pagesOf(PaymentReversal);
    this.collections = this.pagesOf(DebtCollection);
    this.refunds = this.pagesOf(BalanceRefund);
  }

  async paidBefore(before: Date): Promise<readonly Paid[]> {
    const rows = await this.dataSource.query<(Omit<Paid, 'amountMicros'> & { sum: string })[]>(
      `SELECT CASE origin WHEN 'operator' THEN 'top-up' ELSE 'payment' END AS kind, currency, sum(amount_micros) AS sum
       FROM payments WHERE created_at < $1 GROUP BY origin, currency`,
      [before],
    );
    return rows.map(({ sum, ...paid }) => ({ ...paid, amountMicros: BigInt(sum) }));
  }

  async invoiced(month: Month) {
    const rows = await this.dataSource.query<(Due & { total: string })[]>(
      `SELECT customer_id AS "customerId", currency, month, total_micros AS total FROM invoices
       WHERE month = $1 ORDER BY year, sequence`,
      [month],
    );
    return rows.map(({ total, ...due }) => ({ ...due, totalMicros: BigInt(total) }));
  }

  async ownFaults(): Promise<readonly string[]> {
    const faults: string[] = [];
    for (const rule of OWN_RULES) {
      const [row] = await this.dataSource.query<{ fault: string }[]>(rule);
      if (row) faults.push(row.fault);
    }
    return faults;
  }

  private pagesOf<T extends ObjectLiteral & { readonly id: Id }>(target: EntityTarget<T>) {
    return async (after: Id | null, limit: number): Promise<readonly T[]> => {
      const past = after === null ? {} : { where: { id: MoreThan(after) } };
      return this.dataSource.manager.find(target, { ...past, order: { id: 'ASC' }, take: limit } as never);
    };
  }
}
