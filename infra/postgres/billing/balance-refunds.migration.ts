import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Unused prepaid money that customers ask back. It is closed once, with evidence, and nothing else of it changes. */
export class BalanceRefunds1765000003130 implements MigrationInterface {
  name = 'BalanceRefunds1765000003130';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE balance_refunds');
    await runner.query('DROP FUNCTION balance_refund_closes_once()');
  }
}

const STATEMENTS = [
  `CREATE TABLE balance_refunds (
     id uuid PRIMARY KEY,
     customer_id uuid NOT NULL,
     currency text NOT NULL,
     amount_micros bigint NOT NULL CHECK (amount_micros > 0),
     idempotency_key text NOT NULL,
     state text NOT NULL CHECK (state IN ('requested', 'settled', 'returned')),
     requested_at timestamptz NOT NULL,
     closed_by uuid,
     closed_at timestamptz CHECK (closed_at >= requested_at),
     evidence text CHECK (length(evidence) BETWEEN 1 AND 200),
     UNIQUE (customer_id, idempotency_key),
     CHECK (num_nulls(closed_by, closed_at, evidence) = CASE state WHEN 'requested' THEN 3 ELSE 0 END)
   )`,
  'CREATE INDEX balance_refunds_of_customer ON balance_refunds (customer_id, requested_at, id)',
  `CREATE INDEX balance_refunds_open ON balance_refunds (requested_at, id) WHERE state = 'requested'`,
  `CREATE FUNCTION balance_refund_closes_once() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF OLD.state <> 'requested' OR NEW.state = 'requested' THEN
       RAISE EXCEPTION 'a refund is closed once' USING ERRCODE = 'integrity_constraint_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER balance_refunds_close BEFORE UPDATE ON balance_refunds
   FOR EACH ROW EXECUTE FUNCTION balance_refund_closes_once()`,
  `CREATE TRIGGER balance_refunds_frozen
   BEFORE UPDATE OF id, customer_id, currency, amount_micros, idempotency_key, requested_at ON balance_refunds
   FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  `CREATE TRIGGER balance_refunds_kept BEFORE DELETE OR TRUNCATE ON balance_refunds
   FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];
