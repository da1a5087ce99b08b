import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Datasets, sealed objects, their keys (in tables of their own), and what is left of an object after its key is gone. */
export class Vaults1764000000500 implements MigrationInterface {
  name = 'Vaults1764000000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DATASETS);
    await runner.query(`CREATE INDEX datasets_of_user ON datasets (user_id, id)`);
    await runner.query(KEEP_DATASET);
    await runner.query(`
      CREATE TRIGGER datasets_kept BEFORE UPDATE OR DELETE ON datasets
      FOR EACH ROW EXECUTE FUNCTION keep_dataset()`);
    await runner.query(OBJECTS);
    await runner.query(`CREATE UNIQUE INDEX vault_objects_of_stream ON vault_objects (dataset_id, stream)`);
    await runner.query(`CREATE INDEX vault_objects_unsealed ON vault_objects (created_at, id) WHERE seal IS NULL`);
    await runner.query(KEEP_OBJECT);
    await runner.query(`
      CREATE TRIGGER vault_objects_kept BEFORE UPDATE ON vault_objects
      FOR EACH ROW EXECUTE FUNCTION keep_vault_object()`);
    await runner.query(KEYS);
    await runner.query(`CREATE INDEX vault_object_key_of_owner ON vault_object_key (owner_id)`);
    await runner.query(TOMBSTONES);
    await runner.query(`
      CREATE INDEX vault_tombstones_unswept ON vault_tombstones (destroyed_at, object_id) WHERE swept_at IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE vault_tombstones');
    await runner.query('DROP TABLE vault_object_key');
    await runner.query('DROP TABLE vault_user_key');
    await runner.query('DROP TABLE vault_objects');
    await runner.query('DROP TABLE datasets');
    await runner.query('DROP FUNCTION keep_vault_object()');
    await runner.query('DROP FUNCTION keep_dataset()');
  }
}

const DATASETS = `
  CREATE TABLE datasets (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    source text,
    state text NOT NULL CHECK (state IN ('receiving', 'importing', 'ready', 'failed', 'erased')),
    streams jsonb NOT NULL CHECK (jsonb_typeof(streams) = 'array'),
    records integer NOT NULL CHECK (records >= 0),
    created_at timestamptz NOT NULL,
    ready_at timestamptz,
    erased_at timestamptz,
    CHECK (state <> 'ready' OR (ready_at IS NOT NULL AND source IS NOT NULL)),
    CHECK ((state = 'erased') = (erased_at IS NOT NULL)),
    CHECK (state NOT IN ('failed', 'erased') OR (records = 0 AND jsonb_array_length(streams) = 0))
  )`;

const KEEP_DATASET = `
  CREATE FUNCTION keep_dataset() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'erased' OR NEW.id <> OLD.id OR NEW.user_id <> OLD.user_id
      OR (OLD.state IN ('ready', 'failed') AND NEW.state <> 'erased')
    THEN
      RAISE EXCEPTION 'a dataset keeps its owner, and its last states are final'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END $$`;

const OBJECTS = `
  CREATE TABLE vault_objects (
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL,
    dataset_id uuid REFERENCES datasets,
    stream text,
    seal jsonb,
    created_at timestamptz NOT NULL,
    CHECK ((dataset_id IS NULL) = (stream IS NULL)),
    CHECK (seal IS NULL OR (seal ->> 'digest' ~ '^[0-9a-f]{64}$' AND seal ->> 'headerDigest' ~ '^[0-9a-f]{64}$'
      AND (seal ->> 'bytes')::bigint >= 0))
  )`;

const KEEP_OBJECT = `
  CREATE FUNCTION keep_vault_object() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.seal IS NOT NULL OR (to_jsonb(NEW) - 'seal') <> (to_jsonb(OLD) - 'seal') THEN
      RAISE EXCEPTION 'an object is sealed once' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END $$`;

/** Deleting an owner's row takes every key below it along. */
const KEYS = `
  CREATE TABLE vault_user_key (
    owner_id uuid PRIMARY KEY,
    wrapped_key bytea NOT NULL,
    created_at timestamptz NOT NULL
  );
  CREATE TABLE vault_object_key (
    object_id uuid PRIMARY KEY REFERENCES vault_objects,
    owner_id uuid NOT NULL REFERENCES vault_user_key ON DELETE CASCADE,
    wrapped_identity bytea NOT NULL,
    created_at timestamptz NOT NULL
  )`;

const TOMBSTONES = `
  CREATE TABLE vault_tombstones (
    object_id uuid PRIMARY KEY,
    destroyed_at timestamptz NOT NULL,
    swept_at timestamptz
  )`;
