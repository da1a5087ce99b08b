import { In, type DataSource } from 'typeorm';
import { Payment, PaymentReversal, type Payments } from '../../../domain/billing/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresPayments implements Payments {
  constructor(private readonly dataSource: DataSource) {}

  /** Only an operator's key may be taken: that of an event was claimed before. */
  async insert(tx: Tx, payment: Payment): Promise<boolean> {
    const rows = await managerOf(tx).query<unknown[]>(
      `INSERT INTO payments (id, customer_id, currency, amount_micros, origin, operator_id, idempotency_key, provider_id,
                             event_id, reference, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (operator_id, idempotency_key) DO NOTHING RETURNING id`,
      [
        payment.id,
        payment.customerId,
        payment.currency,
        payment.amountMicros.toString(),
        payment.origin,
        payment.operatorId,
        payment.idempotencyKey,
        payment.providerId,
        payment.eventId,
        payment.reference,
        payment.createdAt,
      ],
    );
    return rows.length === 1;
  }

  byKey(tx: Tx, operatorId: Id, idempotencyKey: string): Promise<Payment | null> {
    return managerOf(tx).findOneBy(Payment, { operatorId, idempotencyKey });
  }

  lockByEvent(tx: Tx, providerId: Id, eventId: string): Promise<Payment | null> {
    return managerOf(tx).findOne(Payment, { where: { providerId, eventId }, lock: { mode: 'pessimistic_write' } });
  }

  async insertReversal(tx: Tx, reversal: PaymentReversal): Promise<void> {
    await managerOf(tx).insert(PaymentReversal, reversal);
  }

  reversalOf(tx: Tx, paymentId: Id): Promise<PaymentReversal | null> {
    return managerOf(tx).findOneBy(PaymentReversal, { paymentId });
  }

  reversalsOf(paymentIds: readonly Id[]): Promise<PaymentReversal[]> {
    return this.dataSource.manager.findBy(PaymentReversal, { paymentId: In(paymentIds) });
  }

  byId(id: Id): Promise<Payment | null> {
    return this.dataSource.manager.findOneBy(Payment, { id });
  }

  ofCustomer(customerId: Id, page: PageRequest): Promise<Page<Payment>> {
    const query = this.dataSource
      .createQueryBuilder(Payment, 'payment')
      .where('payment.customerId = :customerId', { customerId });
    return keysetPage(query, ['createdAt', 'id'], 'DESC', page);
  }
}
