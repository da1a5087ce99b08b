import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A published version can get other terms, later ones after earlier ones; what it was published under stays in its row. */
export class Repricings1765000010730 implements MigrationInterface {
  name = 'Repricings1765000010730';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE model_versions ADD repricings jsonb NOT NULL DEFAULT '[]'
        CHECK (jsonb_typeof(repricings) = 'array')`);
    await runner.query(guard(`- 'state' - 'repricings'`, GROWS));
  }

  /** What was charged by other terms would not be explained any more. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(guard(`- 'state'`, 'false'));
    await runner.query('ALTER TABLE model_versions DROP repricings');
  }
}

/** One more at a time, after all that were there. */
const GROWS = `
  NEW.repricings IS DISTINCT FROM OLD.repricings AND (
    jsonb_array_length(NEW.repricings) <> jsonb_array_length(OLD.repricings) + 1
    OR (NEW.repricings - -1) <> OLD.repricings
    OR (NEW.repricings #>> '{-1,since}')::timestamptz <= coalesce((OLD.repricings #>> '{-1,since}')::timestamptz, OLD.published_at))`;

function guard(kept: string, shrinks: string): string {
  return `
    CREATE OR REPLACE FUNCTION refuse_model_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF to_jsonb(OLD) ${kept} IS DISTINCT FROM to_jsonb(NEW) ${kept} OR (${shrinks}) THEN
        RAISE EXCEPTION 'a model version keeps its artefact, its owners and its terms'
          USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN NEW;
    END $$`;
}
