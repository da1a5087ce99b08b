import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What statements and operators' acts need: on which day shares became payable, who drained a version and why, what was
 * decided about calls of closed versions, and what was put into the reserve.
 */
export class Owners1765000001250 implements MigrationInterface {
  name = 'Owners1765000001250';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [EARNINGS, ...RIPENINGS, ...ACTS, ...frozen(ACT_TABLES), ...REFUNDS]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BACK) await runner.query(statement);
  }
}

const EARNINGS = `
  CREATE OR REPLACE VIEW pot_earnings AS
  SELECT o.user_id, o.model_version_id, p.currency, p.state, p.revenue_micros, p.mature_micros, o.weight, o.weight_before,
         p.total_weight, o.drawn_micros, p.opened_at, p.drained_at, p.closed_at
  FROM pot_owners o JOIN pots p USING (model_version_id)`;

/**
 * By how much R_m grew, by the day (UTC) on which it did. A day that is over is never touched again, but for a transaction
 * that began on it. What pots from before have matured was payable at once, on the day it was posted.
 */
const RIPENINGS = [
  `CREATE TABLE pot_ripenings (
     model_version_id uuid NOT NULL REFERENCES pots,
     ripened_on date NOT NULL,
     micros bigint NOT NULL CHECK (micros > 0),
     PRIMARY KEY (model_version_id, ripened_on)
   ) WITH (fillfactor = 50)`,
  `INSERT INTO pot_ripenings (model_version_id, ripened_on, micros)
   SELECT model_version_id, day, mature_micros FROM pot_days WHERE mature_micros > 0`,
  `CREATE FUNCTION ripens_today() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NEW.ripened_on < (commonpool_now() AT TIME ZONE 'UTC')::date - 1 THEN
       RAISE EXCEPTION 'what ripened on a day that is over does not change'
         USING ERRCODE = 'integrity_constraint_violation';
     END IF;
     IF TG_OP = 'UPDATE' AND (NEW.micros < OLD.micros OR NEW.ripened_on <> OLD.ripened_on
                              OR NEW.model_version_id <> OLD.model_version_id) THEN
       RAISE EXCEPTION 'what has ripened never falls' USING ERRCODE = 'integrity_constraint_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER pot_ripenings_today BEFORE INSERT OR UPDATE ON pot_ripenings
   FOR EACH ROW EXECUTE FUNCTION ripens_today()`,
  `CREATE TRIGGER pot_ripenings_kept BEFORE DELETE OR TRUNCATE ON pot_ripenings
   FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];

const ACT_TABLES = ['pot_drainings', 'usage_decisions', 'reserve_fundings'];

const ACTS = [
  `CREATE TABLE pot_drainings (
     model_version_id uuid PRIMARY KEY REFERENCES pots,
     operator_id uuid NOT NULL,
     reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
     drained_at timestamptz NOT NULL
   )`,
  `CREATE TABLE usage_decisions (
     inbox_id bigint PRIMARY KEY,
     model_version_id uuid NOT NULL REFERENCES pots,
     decision text NOT NULL CHECK (decision IN ('charge-unallocated', 'waive')),
     operator_id uuid NOT NULL,
     note text NOT NULL CHECK (length(note) BETWEEN 1 AND 500),
     decided_at timestamptz NOT NULL
   )`,
  `CREATE TABLE reserve_fundings (
     id uuid PRIMARY KEY,
     operator_id uuid NOT NULL,
     source text NOT NULL CHECK (source IN ('external', 'platform')),
     currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
     amount_micros bigint NOT NULL CHECK (amount_micros > 0),
     idempotency_key text NOT NULL CHECK (length(idempotency_key) BETWEEN 1 AND 100),
     funded_at timestamptz NOT NULL,
     UNIQUE (operator_id, idempotency_key)
   )`,
];

function frozen(tables: readonly string[]): string[] {
  return tables.map(
    (table) => `
    CREATE TRIGGER ${table}_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  );
}

/** The share of a call that was charged after the close was nobody's, so its refund takes it from there. */
const REFUNDS = [
  'ALTER TABLE usage_refunds DROP CONSTRAINT usage_refunds_share_from_check',
  `ALTER TABLE usage_refunds ADD CONSTRAINT usage_refunds_share_from_check
   CHECK (share_from IN ('pot', 'reserve', 'unallocated'))`,
];

const BACK = [
  'ALTER TABLE usage_refunds DROP CONSTRAINT usage_refunds_share_from_check',
  `ALTER TABLE usage_refunds ADD CONSTRAINT usage_refunds_share_from_check CHECK (share_from IN ('pot', 'reserve'))`,
  ...[...ACT_TABLES, 'pot_ripenings'].map((table) => `DROP TABLE ${table}`),
  'DROP FUNCTION ripens_today()',
  'DROP VIEW pot_earnings',
  `CREATE VIEW pot_earnings AS
   SELECT o.user_id, o.model_version_id, p.currency, p.state, p.revenue_micros, p.mature_micros, o.weight, o.weight_before,
          p.total_weight, o.drawn_micros, p.opened_at
   FROM pot_owners o JOIN pots p USING (model_version_id)`,
];
