import type { DataSource } from 'typeorm';
import { ChargeTally, type ChargeTallies, type Due, type Month } from '../../../domain/billing/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { arrayOf } from '../arrays.ts';
import { managerOf } from '../transactions.ts';

const ADD = `
  WITH given AS (
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::bigint[], $7::bigint[],
                         $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[])
      AS t (customer_id, currency, month, kind, model_version_id, calls, queries, input_tokens, output_tokens, seconds,
            amount_micros)
  ), due AS (
    INSERT INTO invoices_due (customer_id, currency, month) SELECT DISTINCT customer_id, currency, month FROM given
    ON CONFLICT DO NOTHING
  )
  INSERT INTO charge_tallies AS tally
    (customer_id, currency, month, kind, model_version_id, calls, queries, input_tokens, output_tokens, seconds, amount_micros)
  SELECT * FROM given
  ON CONFLICT (customer_id, currency, month, kind, model_version_id) DO UPDATE SET
    calls = tally.calls + excluded.calls,
    queries = tally.queries + excluded.queries,
    input_tokens = tally.input_tokens + excluded.input_tokens,
    output_tokens = tally.output_tokens + excluded.output_tokens,
    seconds = tally.seconds + excluded.seconds,
    amount_micros = tally.amount_micros + excluded.amount_micros`;

export class PostgresChargeTallies implements ChargeTallies {
  constructor(private readonly dataSource: DataSource) {}

  async lockCursor(tx: Tx): Promise<{ through: Date | null } | null> {
    const [row] = await managerOf(tx).query<{ through: Date | null }[]>(
      'SELECT through FROM charge_cursor FOR UPDATE SKIP LOCKED',
    );
    return row ?? null;
  }

  async add(tx: Tx, tallies: readonly ChargeTally[]): Promise<void> {
    if (tallies.length === 0) return;
    await managerOf(tx).query(ADD, [
      ...(['customerId', 'currency', 'month', 'kind'] as const).map((name) =>
        arrayOf(tallies.map((tally) => tally[name])),
      ),
      tallies.map((tally) => tally.modelVersionId),
      ...(['calls', 'queries', 'inputTokens', 'outputTokens', 'seconds', 'amountMicros'] as const).map((count) =>
        arrayOf(tallies.map((tally) => tally[count])),
      ),
    ]);
  }

  async moveCursor(tx: Tx, through: Date): Promise<void> {
    await managerOf(tx).query('UPDATE charge_cursor SET through = $1', [through]);
  }

  async through(): Promise<Date | null> {
    const [row] = await this.dataSource.query<{ through: Date | null }[]>('SELECT through FROM charge_cursor');
    return row?.through ?? null;
  }

  of({ customerId, currency, month }: Due): Promise<ChargeTally[]> {
    return this.dataSource.manager.findBy(ChargeTally, { customerId, currency, month });
  }

  async lockDue(tx: Tx, before: Month): Promise<Due | null> {
    const [row] = await managerOf(tx).query<Due[]>(
      `SELECT customer_id AS "customerId", currency, month FROM invoices_due
       WHERE invoice_id IS NULL AND month < $1 COLLATE "C"
       ORDER BY month, customer_id, currency LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [before],
    );
    return row ?? null;
  }

  async settle(tx: Tx, { customerId, currency, month }: Due, invoiceId: Id): Promise<void> {
    await managerOf(tx).query(
      'UPDATE invoices_due SET invoice_id = $4 WHERE customer_id = $1 AND currency = $2 AND month = $3',
      [customerId, currency, month, invoiceId],
    );
  }
}
