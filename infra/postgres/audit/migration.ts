import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Runs of all checks with what each found, faults, and how far each watch has looked. */
export class Audit1765000007100 implements MigrationInterface {
  name = 'Audit1765000007100';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [RUNS, RESULTS, FAULTS, MARKS, ...INDEXES, ...FROZEN]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_marks, audit_faults, audit_results, audit_runs');
    await runner.query(
      'DROP FUNCTION refuse_audit_run_change(), refuse_audit_fault_change(), refuse_audit_result_change()',
    );
  }
}

const RUNS = `
  CREATE TABLE audit_runs (
    id uuid PRIMARY KEY,
    trigger text NOT NULL CHECK (trigger IN ('operator', 'nightly')),
    operator_id uuid,
    night date UNIQUE,
    requested_at timestamptz NOT NULL,
    started_at timestamptz,
    finished_at timestamptz CHECK (finished_at >= started_at),
    sound boolean,
    checks integer CHECK (checks > 0),
    entries_sum_micros numeric,
    balances_sum_micros numeric,
    journals bigint CHECK (journals >= 0),
    CHECK ((trigger = 'operator') = (operator_id IS NOT NULL)),
    CHECK ((trigger = 'nightly') = (night IS NOT NULL)),
    CHECK ((started_at IS NULL) = (checks IS NULL)),
    CHECK (num_nulls(finished_at, sound, entries_sum_micros, balances_sum_micros, journals) IN (0, 5))
  )`;

const RESULTS = `
  CREATE TABLE audit_results (
    run_id uuid NOT NULL REFERENCES audit_runs,
    place integer NOT NULL CHECK (place >= 0),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    invariant integer NOT NULL CHECK (invariant BETWEEN 1 AND 12),
    row text,
    fault text,
    took_ms integer NOT NULL CHECK (took_ms >= 0),
    checked_at timestamptz NOT NULL,
    PRIMARY KEY (run_id, name),
    CHECK ((row IS NULL) = (fault IS NULL))
  )`;

const FAULTS = `
  CREATE TABLE audit_faults (
    id uuid PRIMARY KEY,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    invariant integer NOT NULL CHECK (invariant BETWEEN 1 AND 12),
    row text NOT NULL,
    message text NOT NULL,
    found_at timestamptz NOT NULL,
    cleared_at timestamptz CHECK (cleared_at >= found_at)
  )`;

const MARKS = `
  CREATE TABLE audit_marks (
    watch text PRIMARY KEY CHECK (length(watch) BETWEEN 1 AND 100),
    mark jsonb,
    looked bigint NOT NULL DEFAULT 0 CHECK (looked >= 0),
    stepped_at timestamptz NOT NULL
  ) WITH (fillfactor = 50)`;

/** A row is open once under a check, however often it is found: that is what makes the alarm sound once. */
const INDEXES = [
  'CREATE UNIQUE INDEX audit_faults_open ON audit_faults (name, md5(row)) WHERE cleared_at IS NULL',
  'CREATE INDEX audit_faults_by_time ON audit_faults (found_at, id)',
  'CREATE INDEX audit_runs_by_time ON audit_runs (requested_at, id)',
  'CREATE INDEX audit_runs_unfinished ON audit_runs (requested_at) WHERE finished_at IS NULL',
];

/** What an audit said stays said: not even who runs the instance takes it back. */
const FROZEN = [
  `CREATE FUNCTION refuse_audit_run_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF OLD.finished_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.trigger <> OLD.trigger OR NEW.requested_at <> OLD.requested_at
        OR NEW.operator_id IS DISTINCT FROM OLD.operator_id OR NEW.night IS DISTINCT FROM OLD.night THEN
       RAISE EXCEPTION 'a finished audit never changes' USING ERRCODE = 'integrity_constraint_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER audit_runs_frozen BEFORE UPDATE ON audit_runs FOR EACH ROW EXECUTE FUNCTION refuse_audit_run_change()`,
  `CREATE TRIGGER audit_runs_kept BEFORE DELETE OR TRUNCATE ON audit_runs
   FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  `CREATE FUNCTION refuse_audit_result_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF EXISTS (SELECT FROM audit_runs WHERE id = OLD.run_id AND finished_at IS NOT NULL) THEN
       RAISE EXCEPTION 'a finished audit never changes' USING ERRCODE = 'integrity_constraint_violation';
     END IF;
     RETURN OLD;
   END $$`,
  `CREATE TRIGGER audit_results_kept BEFORE DELETE ON audit_results
   FOR EACH ROW EXECUTE FUNCTION refuse_audit_result_change()`,
  `CREATE TRIGGER audit_results_frozen BEFORE UPDATE OR TRUNCATE ON audit_results
   FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  `CREATE FUNCTION refuse_audit_fault_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF OLD.cleared_at IS NOT NULL OR to_jsonb(OLD) - 'cleared_at' <> to_jsonb(NEW) - 'cleared_at' THEN
       RAISE EXCEPTION 'a fault stays as it was found' USING ERRCODE = 'integrity_constraint_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER audit_faults_frozen BEFORE UPDATE ON audit_faults
   FOR EACH ROW EXECUTE FUNCTION refuse_audit_fault_change()`,
  `CREATE TRIGGER audit_faults_kept BEFORE DELETE OR TRUNCATE ON audit_faults
   FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];
