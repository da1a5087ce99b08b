import { TopUp, type TopUps } from '../../../domain/revenue/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresTopUps implements TopUps {
  async insert(tx: Tx, topUp: TopUp): Promise<boolean> {
    const rows = await managerOf(tx).query<unknown[]>(
      `INSERT INTO top_ups (id, customer_id, operator_id, currency, amount_micros, idempotency_key, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (operator_id, idempotency_key) DO NOTHING RETURNING id`,
      [
        topUp.id,
        topUp.customerId,
        topUp.operatorId,
        topUp.currency,
        topUp.amountMicros.toString(),
        topUp.idempotencyKey,
        topUp.createdAt,
      ],
    );
    return rows.length === 1;
  }

  byKey(tx: Tx, operatorId: Id, idempotencyKey: string): Promise<TopUp | null> {
    return managerOf(tx).findOneBy(TopUp, { operatorId, idempotencyKey });
  }
}
