import type { DataSource } from 'typeorm';
import type { DebtCollection, Debtor, Debts } from '../../../domain/billing/index.ts';
import type { Micros, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresDebts implements Debts {
  constructor(private readonly dataSource: DataSource) {}

  /** Inserts first, and updates to lock: a lock on an absent row locks nothing. */
  async lock(tx: Tx, { customerId, currency }: Debtor): Promise<Micros> {
    const [row] = await managerOf(tx).query<{ owed_micros: string }[]>(
      `INSERT INTO customer_debts AS debt (customer_id, currency) VALUES ($1, $2)
       ON CONFLICT (customer_id, currency) DO UPDATE SET owed_micros = debt.owed_micros RETURNING owed_micros`,
      [customerId, currency],
    );
    return BigInt(row?.owed_micros ?? 0);
  }

  async add(tx: Tx, { customerId, currency }: Debtor, amountMicros: Micros): Promise<void> {
    await managerOf(tx).query(
      'UPDATE customer_debts SET owed_micros = owed_micros + $3 WHERE customer_id = $1 AND currency = $2',
      [customerId, currency, amountMicros.toString()],
    );
  }

  async collect(tx: Tx, { id, customerId, currency, amountMicros, collectedAt }: DebtCollection): Promise<void> {
    await managerOf(tx).query(
      `WITH collected AS (
         INSERT INTO debt_collections (id, customer_id, currency, amount_micros, collected_at) VALUES ($1, $2, $3, $4, $5)
       )
       UPDATE customer_debts SET owed_micros = owed_micros - $4 WHERE customer_id = $2 AND currency = $3`,
      [id, customerId, currency, amountMicros.toString(), collectedAt],
    );
  }

  async owed({ customerId, currency }: Debtor): Promise<Micros> {
    const [row] = await this.dataSource.query<{ owed_micros: string }[]>(
      'SELECT owed_micros FROM customer_debts WHERE customer_id = $1 AND currency = $2',
      [customerId, currency],
    );
    return BigInt(row?.owed_micros ?? 0);
  }

  debtors(after: Debtor | null, limit: number): Promise<Debtor[]> {
    return this.dataSource.query<Debtor[]>(
      `SELECT customer_id AS "customerId", currency FROM customer_debts
       WHERE owed_micros > 0 AND ($1::uuid IS NULL OR (customer_id, currency) > ($1, $2))
       ORDER BY customer_id, currency LIMIT $3`,
      [after?.customerId ?? null, after?.currency ?? null, limit],
    );
  }
}
