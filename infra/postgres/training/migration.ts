import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Runs, what each read, and the keys of pools' pseudonyms. */
export class Training1764000000800 implements MigrationInterface {
  name = 'Training1764000000800';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [POOL_KEYS, CORPORA, CORPUS_MEMBERS, RUNS, ...INDEXES, ...FROZEN]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE training_runs, corpus_members, corpora, pool_keys');
    await runner.query('DROP FUNCTION refuse_training_run_change()');
  }
}

/** A destroyed key keeps its row, so that no new key is made for the pool. */
const POOL_KEYS = `
  CREATE TABLE pool_keys (
    pool_id uuid PRIMARY KEY,
    wrapped bytea,
    destroyed_at timestamptz,
    CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
  )`;

const CORPORA = `
  CREATE TABLE corpora (
    id uuid PRIMARY KEY,
    run_id uuid NOT NULL,
    pool_id uuid NOT NULL,
    charter_id uuid NOT NULL,
    frozen_at timestamptz NOT NULL,
    members integer NOT NULL CHECK (members > 0),
    records integer NOT NULL CHECK (records > 0),
    digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$')
  )`;

const CORPUS_MEMBERS = `
  CREATE TABLE corpus_members (
    corpus_id uuid NOT NULL REFERENCES corpora,
    idx integer NOT NULL CHECK (idx >= 0),
    contribution_id uuid NOT NULL,
    user_id uuid NOT NULL,
    person_id uuid,
    dataset_id uuid NOT NULL,
    consent_id uuid NOT NULL,
    records integer NOT NULL CHECK (records > 0),
    PRIMARY KEY (corpus_id, idx),
    UNIQUE (corpus_id, contribution_id)
  )`;

/** `worker`, `leased_until` and `attempts` are for workers only. */
const RUNS = `
  CREATE TABLE training_runs (
    id uuid PRIMARY KEY,
    pool_id uuid NOT NULL,
    proposal_id uuid NOT NULL UNIQUE,
    builder_id uuid NOT NULL,
    algorithm text NOT NULL,
    algorithm_digest text NOT NULL CHECK (algorithm_digest ~ '^[0-9a-f]{64}$'),
    valuation text NOT NULL,
    valuation_digest text NOT NULL CHECK (valuation_digest ~ '^[0-9a-f]{64}$'),
    config jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('approved', 'running', 'succeeded', 'failed')),
    approved_at timestamptz NOT NULL,
    started_at timestamptz,
    finished_at timestamptz,
    corpus_id uuid REFERENCES corpora,
    records_total integer,
    records_fed integer NOT NULL CHECK (records_fed >= 0),
    corpus_digest text,
    metrics jsonb,
    artefact_object_id uuid UNIQUE,
    artefact_digest text,
    artefact_bytes integer,
    failure jsonb,
    worker uuid,
    leased_until timestamptz NOT NULL DEFAULT '-infinity',
    attempts integer NOT NULL DEFAULT 0,
    CHECK (state NOT IN ('running', 'succeeded') OR (corpus_id IS NOT NULL AND records_total IS NOT NULL)),
    CHECK ((state IN ('succeeded', 'failed')) = (finished_at IS NOT NULL)),
    CHECK ((state = 'succeeded') = (
      num_nonnulls(corpus_digest, metrics, artefact_object_id, artefact_digest, artefact_bytes) = 5)),
    CHECK ((state = 'failed') = (failure IS NOT NULL))
  )`;

const INDEXES = [
  `CREATE INDEX training_runs_waiting ON training_runs (approved_at, id) WHERE state IN ('approved', 'running')`,
  `CREATE INDEX training_runs_of_pool ON training_runs (pool_id, approved_at, id)`,
];

/** What was voted on never changes, and a finished run not at all. */
const FROZEN = [
  `CREATE FUNCTION refuse_training_run_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF OLD.state IN ('succeeded', 'failed')
       OR (OLD.pool_id, OLD.proposal_id, OLD.builder_id, OLD.algorithm, OLD.algorithm_digest, OLD.valuation,
           OLD.valuation_digest, OLD.config, OLD.approved_at)
       IS DISTINCT FROM
          (NEW.pool_id, NEW.proposal_id, NEW.builder_id, NEW.algorithm, NEW.algorithm_digest, NEW.valuation,
           NEW.valuation_digest, NEW.config, NEW.approved_at)
     THEN
       RAISE EXCEPTION 'what was voted on, and a finished run, never change'
         USING ERRCODE = 'integrity_constraint_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER training_runs_frozen BEFORE UPDATE ON training_runs
   FOR EACH ROW EXECUTE FUNCTION refuse_training_run_change()`,
  `CREATE TRIGGER training_runs_kept BEFORE DELETE ON training_runs FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  `CREATE TRIGGER corpora_frozen BEFORE UPDATE OR DELETE ON corpora FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  `CREATE TRIGGER corpus_members_frozen BEFORE UPDATE OR DELETE ON corpus_members
   FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
];
