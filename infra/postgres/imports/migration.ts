import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Imports1764000000600 implements MigrationInterface {
  name = 'Imports1764000000600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE upload (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL,
        size_bytes bigint NOT NULL CHECK (size_bytes > 0),
        state text NOT NULL CHECK (state IN ('receiving', 'complete', 'spent')),
        wrapped_key bytea,
        sealed_metadata bytea,
        created_at timestamptz NOT NULL,
        bytes_removed boolean NOT NULL,
        CHECK ((state = 'spent') = (wrapped_key IS NULL)),
        CHECK (state <> 'spent' OR sealed_metadata IS NULL),
        CHECK (NOT bytes_removed OR state = 'spent')
      )`);
    await runner.query(`CREATE INDEX upload_receiving ON upload (user_id, created_at) WHERE state = 'receiving'`);
    await runner.query(`CREATE INDEX upload_to_sweep ON upload (id) WHERE state = 'spent' AND NOT bytes_removed`);
    await runner.query(`
      CREATE TABLE import (
        id uuid PRIMARY KEY,
        dataset_id uuid NOT NULL UNIQUE,
        user_id uuid NOT NULL,
        upload_id uuid NOT NULL UNIQUE REFERENCES upload (id),
        state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
        source text,
        platform_account text CHECK (platform_account ~ '^[0-9a-f]{64}$'),
        bytes_total bigint NOT NULL CHECK (bytes_total >= 0),
        bytes_read bigint NOT NULL CHECK (bytes_read >= 0),
        rows_read integer NOT NULL CHECK (rows_read >= 0),
        rows_kept integer NOT NULL CHECK (rows_kept >= 0),
        rows_rejected integer NOT NULL CHECK (rows_rejected >= 0),
        report jsonb,
        error jsonb,
        attempt integer NOT NULL CHECK (attempt >= 0),
        leased_until timestamptz,
        queued_at timestamptz NOT NULL,
        finished_at timestamptz,
        CHECK (rows_kept + rows_rejected <= rows_read),
        CHECK ((state = 'running') = (leased_until IS NOT NULL)),
        CHECK ((state IN ('done', 'failed')) = (finished_at IS NOT NULL)),
        CHECK ((state = 'failed') = (error IS NOT NULL)),
        CHECK (state <> 'done' OR (source IS NOT NULL AND report IS NOT NULL))
      )`);
    await runner.query(`CREATE INDEX import_to_run ON import (id) WHERE state IN ('queued', 'running')`);
    await runner.query(`
      CREATE FUNCTION import_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a finished import never changes' USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER import_is_final BEFORE UPDATE ON import
      FOR EACH ROW WHEN (OLD.state IN ('done', 'failed')) EXECUTE FUNCTION import_is_final()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE import');
    await runner.query('DROP FUNCTION import_is_final()');
    await runner.query('DROP TABLE upload');
  }
}
