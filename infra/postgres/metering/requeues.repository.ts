import type { Requeue, Requeues } from '../../../domain/metering/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresRequeues implements Requeues {
  async remember(tx: Tx, { customerId, after }: Requeue): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO usage_requeues (customer_id, after_inbox_id) VALUES ($1, $2)
       ON CONFLICT (customer_id) DO UPDATE SET after_inbox_id = excluded.after_inbox_id`,
      [customerId, after.toString()],
    );
  }

  async forget(tx: Tx, customerId: Id): Promise<void> {
    await managerOf(tx).query('DELETE FROM usage_requeues WHERE customer_id = $1', [customerId]);
  }

  async lockNext(tx: Tx): Promise<Requeue | null> {
    const [row] = await managerOf(tx).query<{ customer_id: Id; after_inbox_id: string }[]>(
      `SELECT customer_id, after_inbox_id FROM usage_requeues
       ORDER BY after_inbox_id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    return row ? { customerId: row.customer_id, after: BigInt(row.after_inbox_id) } : null;
  }
}
