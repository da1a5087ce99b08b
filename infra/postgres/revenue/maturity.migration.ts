import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The life of a pot and the maturity of what it earned; refunds; free queries; the lines of a closing.
 *
 * R can fall by a refund now, but never below R_m, the part that is past its refund window; and R_m never falls.
 */
export class Maturity1765000001200 implements MigrationInterface {
  name = 'Maturity1765000001200';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...POTS, ...POT_RULES, ...DAYS, SETTLEMENTS, REFUNDS, FREE, ...FROZEN, EARNINGS]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BACK) await runner.query(statement);
  }
}

/** Everything that pots from before have earned could be drawn already: it is mature. */
const POTS = [
  'DROP VIEW pot_earnings',
  `ALTER TABLE pots
     ADD COLUMN state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'draining', 'closed')),
     ADD COLUMN mature_micros bigint NOT NULL DEFAULT 0,
     ADD COLUMN drained_at timestamptz,
     ADD COLUMN closed_at timestamptz`,
  'UPDATE pots SET mature_micros = revenue_micros',
  `ALTER TABLE pots
     ADD CHECK (mature_micros BETWEEN 0 AND revenue_micros),
     ADD CHECK ((state = 'open') = (drained_at IS NULL)),
     ADD CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
     ADD CHECK (state <> 'closed' OR mature_micros = revenue_micros)`,
];

const POT_RULES = [
  `CREATE OR REPLACE FUNCTION pot_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NEW.mature_micros < OLD.mature_micros THEN
       RAISE EXCEPTION 'what a pot has earned for good never falls' USING ERRCODE = 'integrity_constraint_violation';
     END IF;
     IF OLD.state = 'closed' OR (OLD.state = 'draining' AND NEW.state = 'open') THEN
       RAISE EXCEPTION 'a pot is never opened again' USING ERRCODE = 'integrity_constraint_violation';
     END IF;
     RETURN NEW;
   END $$`,
  'DROP TRIGGER pots_grow ON pots',
  'CREATE TRIGGER pots_grow BEFORE UPDATE ON pots FOR EACH ROW EXECUTE FUNCTION pot_only_grows()',
];

/** R by the day (UTC) on which it was posted. A refund goes to the day of its event, so each day is a checkpoint. */
const DAYS = [
  `CREATE TABLE pot_days (
     model_version_id uuid NOT NULL REFERENCES pots,
     day date NOT NULL,
     calls bigint NOT NULL CHECK (calls >= 0),
     earned_micros bigint NOT NULL CHECK (earned_micros >= 0),
     refunded_micros bigint NOT NULL DEFAULT 0 CHECK (refunded_micros >= 0),
     mature_micros bigint NOT NULL DEFAULT 0 CHECK (mature_micros >= 0),
     PRIMARY KEY (model_version_id, day),
     CHECK (mature_micros <= earned_micros - refunded_micros)
   ) WITH (fillfactor = 50)`,
  `INSERT INTO pot_days (model_version_id, day, calls, earned_micros, mature_micros)
   SELECT model_version_id, (opened_at AT TIME ZONE 'UTC')::date, 0, revenue_micros, revenue_micros
   FROM pots WHERE revenue_micros > 0`,
  `CREATE INDEX pot_days_unripe ON pot_days (day) WHERE mature_micros < earned_micros - refunded_micros`,
];

/** What a closing left each owner to draw. */
const SETTLEMENTS = `
  CREATE TABLE pot_settlements (
    model_version_id uuid NOT NULL REFERENCES pots,
    idx integer NOT NULL,
    final_micros bigint NOT NULL CHECK (final_micros >= 0),
    credit_micros bigint NOT NULL CHECK (credit_micros >= 0 AND credit_micros <= final_micros),
    PRIMARY KEY (model_version_id, idx)
  )`;

const REFUNDS = `
  CREATE TABLE usage_refunds (
    id uuid PRIMARY KEY,
    inbox_id bigint NOT NULL,
    model_version_id uuid NOT NULL REFERENCES pots,
    customer_id uuid NOT NULL,
    currency text NOT NULL,
    amount_micros bigint NOT NULL CHECK (amount_micros > 0),
    fee_micros bigint NOT NULL CHECK (fee_micros >= 0),
    builder_micros bigint NOT NULL CHECK (builder_micros >= 0),
    share_micros bigint NOT NULL CHECK (share_micros >= 0),
    share_from text NOT NULL CHECK (share_from IN ('pot', 'reserve')),
    builder_from_reserve_micros bigint NOT NULL CHECK (builder_from_reserve_micros BETWEEN 0 AND builder_micros),
    refunded_at timestamptz NOT NULL,
    CHECK (fee_micros + builder_micros + share_micros = amount_micros)
  )`;

const FREE = `
  CREATE TABLE free_queries (
    customer_id uuid NOT NULL,
    model_version_id uuid NOT NULL,
    month text NOT NULL CHECK (month ~ '^[0-9]{4}-[0-9]{2}$'),
    used integer NOT NULL CHECK (used > 0),
    PRIMARY KEY (customer_id, model_version_id, month)
  )`;

const FROZEN = [
  'CREATE INDEX usage_refunds_of_event ON usage_refunds (inbox_id)',
  'CREATE INDEX usage_refunds_of_customer ON usage_refunds (customer_id, refunded_at)',
  ...['pot_settlements', 'usage_refunds'].map(
    (table) => `
    CREATE TRIGGER ${table}_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  ),
];

const EARNINGS = `
  CREATE VIEW pot_earnings AS
  SELECT o.user_id, o.model_version_id, p.currency, p.state, p.revenue_micros, p.mature_micros, o.weight, o.weight_before,
         p.total_weight, o.drawn_micros, p.opened_at
  FROM pot_owners o JOIN pots p USING (model_version_id)`;

const BACK = [
  'DROP VIEW pot_earnings',
  ...['free_queries', 'usage_refunds', 'pot_settlements', 'pot_days'].map((table) => `DROP TABLE ${table}`),
  'DROP TRIGGER pots_grow ON pots',
  'ALTER TABLE pots DROP COLUMN state, DROP COLUMN mature_micros, DROP COLUMN drained_at, DROP COLUMN closed_at',
  `CREATE OR REPLACE FUNCTION pot_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NEW.revenue_micros < OLD.revenue_micros THEN
       RAISE EXCEPTION 'what a pot has earned never falls' USING ERRCODE = 'integrity_constraint_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER pots_grow BEFORE UPDATE OF revenue_micros ON pots FOR EACH ROW EXECUTE FUNCTION pot_only_grows()`,
  `CREATE VIEW pot_earnings AS
   SELECT o.user_id, o.model_version_id, p.currency, p.revenue_micros, o.weight, p.total_weight, o.drawn_micros, p.opened_at
   FROM pot_owners o JOIN pots p USING (model_version_id)`,
];
