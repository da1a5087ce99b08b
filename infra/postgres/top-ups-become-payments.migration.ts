import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Hands the top-ups of `revenue` over to `billing`, where they are payments that an operator recorded; each gets the receipt
 * that it would have had, dated on its day. Of neither context, as it names tables of both.
 */
export class TopUpsBecomePayments1765000003190 implements MigrationInterface {
  name = 'TopUpsBecomePayments1765000003190';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [PAYMENTS, RECEIPTS, SERIES, 'DROP TABLE top_ups']) await runner.query(statement);
  }

  /** What providers reported since then has no operator, so it stays behind. */
  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BACK) await runner.query(statement);
  }
}

const PAYMENTS = `
  INSERT INTO payments (id, customer_id, currency, amount_micros, origin, operator_id, idempotency_key, created_at)
  SELECT id, customer_id, currency, amount_micros, 'operator', operator_id, idempotency_key, created_at FROM top_ups
  ON CONFLICT (id) DO NOTHING`;

const RECEIPTS = `
  INSERT INTO receipts (id, number, year, sequence, payment_id, customer_id, currency, amount_micros, issued_at)
  SELECT gen_random_uuid(), document_number('R', year, sequence), year, sequence, id, customer_id, currency,
         amount_micros, created_at
  FROM (
    SELECT p.*, y.year, (coalesce(s.last, 0) + row_number() OVER (PARTITION BY y.year ORDER BY p.created_at, p.id))::integer
      AS sequence
    FROM payments p
    CROSS JOIN LATERAL (SELECT extract(year FROM p.created_at AT TIME ZONE 'UTC')::integer AS year) y
    LEFT JOIN document_series s ON s.series = 'receipt' AND s.year = y.year
    WHERE NOT EXISTS (SELECT FROM receipts r WHERE r.payment_id = p.id)
  ) AS unreceipted
  ORDER BY year, sequence`;

const SERIES = `
  INSERT INTO document_series (series, year, last)
  SELECT 'receipt', year, max(sequence) FROM receipts GROUP BY year
  ON CONFLICT (series, year) DO UPDATE SET last = excluded.last`;

const BACK = [
  `CREATE TABLE top_ups (
     id uuid PRIMARY KEY,
     customer_id uuid NOT NULL,
     operator_id uuid NOT NULL,
     currency text NOT NULL,
     amount_micros bigint NOT NULL CHECK (amount_micros > 0),
     idempotency_key text NOT NULL,
     created_at timestamptz NOT NULL,
     UNIQUE (operator_id, idempotency_key)
   )`,
  `INSERT INTO top_ups (id, customer_id, operator_id, currency, amount_micros, idempotency_key, created_at)
   SELECT id, customer_id, operator_id, currency, amount_micros, idempotency_key, created_at
   FROM payments WHERE origin = 'operator'`,
  `CREATE TRIGGER top_ups_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON top_ups
   FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];
