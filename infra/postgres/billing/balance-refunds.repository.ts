import type { DataSource } from 'typeorm';
import {
  BalanceRefund,
  type BalanceRefunds,
  type RefundApproval,
  type RefundClosing,
} from '../../../domain/billing/index.ts';
import type { Currency, Id, Micros, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

const OPEN = `state IN ('requested', 'approved')`;

export class PostgresBalanceRefunds implements BalanceRefunds {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, refund: BalanceRefund): Promise<boolean> {
    const rows = await managerOf(tx).query<unknown[]>(
      `INSERT INTO balance_refunds (id, customer_id, currency, amount_micros, idempotency_key, state, requested_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (customer_id, idempotency_key) DO NOTHING RETURNING id`,
      [
        refund.id,
        refund.customerId,
        refund.currency,
        refund.amountMicros.toString(),
        refund.idempotencyKey,
        refund.state,
        refund.requestedAt,
      ],
    );
    return rows.length === 1;
  }

  byKey(tx: Tx, customerId: Id, idempotencyKey: string): Promise<BalanceRefund | null> {
    return managerOf(tx).findOneBy(BalanceRefund, { customerId, idempotencyKey });
  }

  lock(tx: Tx, id: Id): Promise<BalanceRefund | null> {
    return managerOf(tx).findOne(BalanceRefund, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async approve(tx: Tx, id: Id, approval: RefundApproval): Promise<void> {
    await managerOf(tx).update(BalanceRefund, { id }, approval);
  }

  async close(tx: Tx, id: Id, closing: RefundClosing): Promise<void> {
    await managerOf(tx).update(BalanceRefund, { id }, closing);
  }

  byId(id: Id): Promise<BalanceRefund | null> {
    return this.dataSource.manager.findOneBy(BalanceRefund, { id });
  }

  ofCustomer(customerId: Id, page: PageRequest): Promise<Page<BalanceRefund>> {
    const query = this.dataSource
      .createQueryBuilder(BalanceRefund, 'refund')
      .where('refund.customerId = :customerId', { customerId });
    return keysetPage(query, ['requestedAt', 'id'], 'DESC', page);
  }

  open(page: PageRequest): Promise<Page<BalanceRefund>> {
    const query = this.dataSource.createQueryBuilder(BalanceRefund, 'refund').where(`refund.${OPEN}`);
    return keysetPage(query, ['requestedAt', 'id'], 'ASC', page);
  }

  async openMicros(tx: Tx, currency: Currency): Promise<Micros> {
    const [row] = await managerOf(tx).query<{ sum: string }[]>(
      `SELECT coalesce(sum(amount_micros), 0) AS sum FROM balance_refunds WHERE ${OPEN} AND currency = $1`,
      [currency],
    );
    return BigInt(row?.sum ?? 0);
  }
}
