import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Valuations, and the cap tables that came of them. */
export class Attribution1764000000900 implements MigrationInterface {
  name = 'Attribution1764000000900';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [VALUATIONS, CAP_TABLES, CAP_ROWS, ...INDEXES, ...FROZEN]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE cap_rows, cap_tables, valuations');
    await runner.query('DROP FUNCTION refuse_finished_valuation_change(), refuse_late_cap_row(), check_cap_table()');
  }
}

/** `worker`, `leased_until` and `attempts` are for workers only. */
const VALUATIONS = `
  CREATE TABLE valuations (
    id uuid PRIMARY KEY,
    run_id uuid NOT NULL UNIQUE,
    pool_id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('queued', 'running', 'frozen', 'held')),
    code text,
    message text,
    queued_at timestamptz NOT NULL,
    finished_at timestamptz,
    worker uuid,
    leased_until timestamptz NOT NULL DEFAULT '-infinity',
    attempts integer NOT NULL DEFAULT 0,
    CHECK ((state = 'held') = (code IS NOT NULL AND message IS NOT NULL)),
    CHECK ((state IN ('frozen', 'held')) = (finished_at IS NOT NULL))
  )`;

const CAP_TABLES = `
  CREATE TABLE cap_tables (
    id uuid PRIMARY KEY,
    run_id uuid NOT NULL UNIQUE REFERENCES valuations (run_id),
    pool_id uuid NOT NULL,
    method text NOT NULL CHECK (method IN ('leave-out')),
    algorithm_digest text NOT NULL CHECK (algorithm_digest ~ '^[0-9a-f]{64}$'),
    corpus_digest text NOT NULL CHECK (corpus_digest ~ '^[0-9a-f]{64}$'),
    total_weight bigint NOT NULL CHECK (total_weight > 0),
    members integer NOT NULL CHECK (members > 0),
    digest text NOT NULL UNIQUE CHECK (digest ~ '^[0-9a-f]{64}$'),
    frozen_at timestamptz NOT NULL
  )`;

/** Who did not help has no weight, and who helped has a value above zero. */
const CAP_ROWS = `
  CREATE TABLE cap_rows (
    cap_table_id uuid NOT NULL REFERENCES cap_tables,
    idx integer NOT NULL CHECK (idx >= 0),
    user_id uuid NOT NULL,
    person_id uuid,
    weight bigint NOT NULL CHECK (weight >= 0),
    weight_before bigint NOT NULL CHECK (weight_before >= 0),
    measured numeric(24, 9) NOT NULL,
    PRIMARY KEY (cap_table_id, idx),
    UNIQUE (cap_table_id, user_id),
    UNIQUE (cap_table_id, person_id),
    CHECK (measured > 0 OR weight = 0)
  )`;

const INDEXES = [
  `CREATE INDEX valuations_waiting ON valuations (queued_at, id) WHERE state IN ('queued', 'running')`,
  `CREATE INDEX cap_rows_of_user ON cap_rows (user_id)`,
];

const FROZEN = [
  `CREATE FUNCTION refuse_finished_valuation_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF OLD.state IN ('frozen', 'held') THEN
       RAISE EXCEPTION 'a finished valuation never changes' USING ERRCODE = 'integrity_constraint_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER valuations_frozen BEFORE UPDATE ON valuations
   FOR EACH ROW EXECUTE FUNCTION refuse_finished_valuation_change()`,
  `CREATE TRIGGER valuations_kept BEFORE DELETE ON valuations FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  `CREATE TRIGGER cap_tables_frozen BEFORE UPDATE OR DELETE ON cap_tables FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  `CREATE TRIGGER cap_rows_frozen BEFORE UPDATE OR DELETE ON cap_rows FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  `CREATE FUNCTION refuse_late_cap_row() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NOT EXISTS (SELECT FROM cap_tables t
                    WHERE t.id = NEW.cap_table_id AND t.xmin::text = (pg_current_xact_id()::xid)::text) THEN
       RAISE EXCEPTION 'the rows of a cap table come with it' USING ERRCODE = 'integrity_constraint_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER cap_rows_with_table BEFORE INSERT ON cap_rows FOR EACH ROW EXECUTE FUNCTION refuse_late_cap_row()`,
  `CREATE FUNCTION check_cap_table() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE faulty boolean;
   BEGIN
     SELECT count(*) <> NEW.members OR coalesce(sum(weight), 0) <> NEW.total_weight
            OR bool_or(weight_before <> before OR idx <> place - 1)
     INTO faulty
     FROM (SELECT weight, weight_before, idx, row_number() OVER (ORDER BY idx) AS place,
                  coalesce(sum(weight) OVER (ORDER BY idx ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
           FROM cap_rows WHERE cap_table_id = NEW.id) AS rows;
     IF faulty THEN
       RAISE EXCEPTION 'the rows of a cap table do not add up to it' USING ERRCODE = 'integrity_constraint_violation';
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE CONSTRAINT TRIGGER cap_tables_add_up AFTER INSERT ON cap_tables DEFERRABLE INITIALLY DEFERRED
   FOR EACH ROW EXECUTE FUNCTION check_cap_table()`,
];
