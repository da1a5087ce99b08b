import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Published model versions with the terms of the day. */
export class Models1764000001000 implements MigrationInterface {
  name = 'Models1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [MODEL_VERSIONS, ...INDEXES, ...FROZEN]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE model_versions');
    await runner.query('DROP FUNCTION refuse_model_version_change()');
  }
}

const MODEL_VERSIONS = `
  CREATE TABLE model_versions (
    id uuid PRIMARY KEY,
    pool_id uuid NOT NULL,
    run_id uuid NOT NULL UNIQUE,
    proposal_id uuid NOT NULL UNIQUE,
    builder_id uuid NOT NULL,
    number integer NOT NULL CHECK (number >= 1),
    artefact_object_id uuid NOT NULL UNIQUE,
    artefact_digest text NOT NULL CHECK (artefact_digest ~ '^[0-9a-f]{64}$'),
    cap_table_id uuid NOT NULL UNIQUE,
    cap_table_digest text NOT NULL CHECK (cap_table_digest ~ '^[0-9a-f]{64}$'),
    charter_digest text NOT NULL,
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    price_per_query_micros bigint NOT NULL CHECK (price_per_query_micros >= 0),
    platform_ppm integer NOT NULL CHECK (platform_ppm >= 0),
    builder_ppm integer NOT NULL CHECK (builder_ppm >= 0),
    owners_ppm integer NOT NULL CHECK (owners_ppm >= 0),
    release_mode text NOT NULL CHECK (release_mode IN ('hosted', 'licensed-gateway', 'open')),
    state text NOT NULL CHECK (state IN ('live', 'suspended')),
    published_at timestamptz NOT NULL,
    UNIQUE (pool_id, number),
    CHECK (platform_ppm + builder_ppm + owners_ppm = 1000000)
  )`;

const INDEXES = [
  `CREATE INDEX model_versions_by_time ON model_versions (published_at, id)`,
  `CREATE INDEX model_versions_of_pool ON model_versions (pool_id, published_at, id)`,
];

/** A version keeps its artefact, its owners and its terms; only its state moves. */
const FROZEN = [
  `CREATE FUNCTION refuse_model_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF to_jsonb(OLD) - 'state' IS DISTINCT FROM to_jsonb(NEW) - 'state' THEN
       RAISE EXCEPTION 'a model version keeps its artefact, its owners and its terms'
         USING ERRCODE = 'integrity_constraint_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER model_versions_frozen BEFORE UPDATE ON model_versions
   FOR EACH ROW EXECUTE FUNCTION refuse_model_version_change()`,
  `CREATE TRIGGER model_versions_kept BEFORE DELETE ON model_versions FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
];
