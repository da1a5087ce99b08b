import type { FundedPayers, Payer } from '../../../domain/metering/index.ts';
import type { Currency, Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresFundedPayers implements FundedPayers {
  async remember(tx: Tx, { customerId, currency }: Payer): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO usage_funded (customer_id, currency, funded_at) VALUES ($1, $2, $3)
       ON CONFLICT (customer_id, currency) DO UPDATE SET funded_at = excluded.funded_at`,
      [customerId, currency, tx.now],
    );
  }

  async rememberParked(tx: Tx, olderThanMs: number, limit: number): Promise<number> {
    const [row] = await managerOf(tx).query<{ payers: number }[]>(
      `WITH waiting AS (
         SELECT customer_id, currency, min(parked_at) AS parked_at FROM usage_parked WHERE state = 'unfunded'
         GROUP BY customer_id, currency HAVING min(parked_at) <= $1::timestamptz - $2 * interval '1 millisecond'
         ORDER BY parked_at LIMIT $3
       ), remembered AS (
         INSERT INTO usage_funded (customer_id, currency, funded_at) SELECT customer_id, currency, $1 FROM waiting
         ON CONFLICT (customer_id, currency) DO NOTHING RETURNING customer_id
       )
       SELECT count(*)::integer AS payers FROM remembered`,
      [tx.now, olderThanMs, limit],
    );
    return row?.payers ?? 0;
  }

  async lockNext(tx: Tx): Promise<Payer | null> {
    const [row] = await managerOf(tx).query<{ customer_id: Id; currency: Currency }[]>(
      'SELECT customer_id, currency FROM usage_funded ORDER BY funded_at LIMIT 1 FOR UPDATE SKIP LOCKED',
    );
    return row ? { customerId: row.customer_id, currency: row.currency } : null;
  }

  async forget(tx: Tx, { customerId, currency }: Payer): Promise<void> {
    await managerOf(tx).query('DELETE FROM usage_funded WHERE customer_id = $1 AND currency = $2', [
      customerId,
      currency,
    ]);
  }
}
