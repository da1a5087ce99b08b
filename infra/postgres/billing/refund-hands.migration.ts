import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A refund is approved by one operator and closed by another. Those closed before keep the one hand that they had. */
export class RefundHands1765000009500 implements MigrationInterface {
  name = 'RefundHands1765000009500';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const CLOSED = `'{state,approved_by,approved_at,closed_by,closed_at,evidence}'::text[]`;

const UP = [
  'DROP TRIGGER balance_refunds_close ON balance_refunds',
  'DROP FUNCTION balance_refund_closes_once()',
  `ALTER TABLE balance_refunds
     ADD COLUMN approved_by uuid,
     ADD COLUMN approved_at timestamptz CHECK (approved_at >= requested_at),
     ADD COLUMN one_hand boolean NOT NULL DEFAULT false`,
  `UPDATE balance_refunds SET one_hand = true WHERE closed_at IS NOT NULL`,
  `ALTER TABLE balance_refunds
     DROP CONSTRAINT balance_refunds_state_check,
     DROP CONSTRAINT balance_refunds_check1,
     ADD CONSTRAINT balance_refunds_state CHECK (state IN ('requested', 'approved', 'settled', 'returned')),
     ADD CONSTRAINT balance_refunds_closed CHECK (
       num_nulls(closed_by, closed_at, evidence) = CASE WHEN state IN ('requested', 'approved') THEN 3 ELSE 0 END),
     ADD CONSTRAINT balance_refunds_approved CHECK (
       (approved_by IS NULL) = (approved_at IS NULL)
       AND CASE state WHEN 'requested' THEN approved_by IS NULL WHEN 'returned' THEN true
           ELSE one_hand OR approved_by IS NOT NULL END),
     ADD CONSTRAINT balance_refunds_two_hands CHECK (closed_by <> approved_by),
     ADD CONSTRAINT balance_refunds_other_hands CHECK (one_hand OR customer_id NOT IN (approved_by, closed_by))`,
  'DROP INDEX balance_refunds_open',
  `CREATE INDEX balance_refunds_open ON balance_refunds (requested_at, id) WHERE state IN ('requested', 'approved')`,
  `CREATE FUNCTION balance_refund_guard() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'INSERT' THEN
       IF NEW.state <> 'requested' OR NEW.one_hand THEN
         RAISE EXCEPTION 'a refund begins as requested' USING ERRCODE = 'integrity_constraint_violation';
       END IF;
       RETURN NEW;
     END IF;
     IF (OLD.state, NEW.state) NOT IN (('requested', 'approved'), ('requested', 'returned'),
       ('approved', 'settled'), ('approved', 'returned'))
     THEN
       RAISE EXCEPTION 'a refund that is % does not become %', OLD.state, NEW.state
         USING ERRCODE = 'integrity_constraint_violation';
     END IF;
     IF (to_jsonb(NEW) - ${CLOSED}) <> (to_jsonb(OLD) - ${CLOSED})
       OR (OLD.state = 'approved' AND (NEW.approved_by, NEW.approved_at) IS DISTINCT FROM (OLD.approved_by, OLD.approved_at))
       OR (NEW.state = 'returned' AND NEW.approved_by IS DISTINCT FROM OLD.approved_by)
     THEN
       RAISE EXCEPTION 'what was asked and approved of a refund never changes'
         USING ERRCODE = 'integrity_constraint_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER balance_refunds_guarded BEFORE INSERT OR UPDATE ON balance_refunds
   FOR EACH ROW EXECUTE FUNCTION balance_refund_guard()`,
];

/** What was approved is asked for again. */
const DOWN = [
  'DROP TRIGGER balance_refunds_guarded ON balance_refunds',
  'DROP FUNCTION balance_refund_guard()',
  `ALTER TABLE balance_refunds
     DROP CONSTRAINT balance_refunds_state,
     DROP CONSTRAINT balance_refunds_closed,
     DROP CONSTRAINT balance_refunds_approved,
     DROP CONSTRAINT balance_refunds_two_hands,
     DROP CONSTRAINT balance_refunds_other_hands`,
  'DROP INDEX balance_refunds_open',
  `UPDATE balance_refunds SET state = 'requested' WHERE state = 'approved'`,
  `ALTER TABLE balance_refunds
     DROP COLUMN approved_by,
     DROP COLUMN approved_at,
     DROP COLUMN one_hand,
     ADD CONSTRAINT balance_refunds_state_check CHECK (state IN ('requested', 'settled', 'returned')),
     ADD CONSTRAINT balance_refunds_check1 CHECK (
       num_nulls(closed_by, closed_at, evidence) = CASE state WHEN 'requested' THEN 3 ELSE 0 END)`,
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
];
