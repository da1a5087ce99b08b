import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Consents and the access log. A consent changes once at most, to withdrawn; a row of the log never does. */
export class Consents1764000000400 implements MigrationInterface {
  name = 'Consents1764000000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CONSENTS);
    await runner.query(`CREATE INDEX consents_of_user ON consents (user_id, id)`);
    await runner.query(`CREATE INDEX consents_on_dataset ON consents (dataset_id) WHERE state = 'given'`);
    await runner.query(
      `CREATE UNIQUE INDEX consents_refused_once ON consents (dataset_id, charter_digest) WHERE state = 'refused'`,
    );
    await runner.query(KEEP_CONSENT);
    await runner.query(`
      CREATE TRIGGER consents_kept BEFORE UPDATE OR DELETE ON consents
      FOR EACH ROW EXECUTE FUNCTION keep_consent()`);
    await runner.query(ACCESS_ENTRIES);
    await runner.query(`CREATE INDEX access_entries_of_user ON access_entries (user_id, id)`);
    await runner.query(`CREATE INDEX access_entries_of_dataset ON access_entries (user_id, dataset_id, id)`);
    await runner.query(`
      CREATE TRIGGER access_entries_kept BEFORE UPDATE OR DELETE ON access_entries
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE TRIGGER access_entries_not_emptied BEFORE TRUNCATE ON access_entries
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE access_entries');
    await runner.query('DROP TABLE consents');
    await runner.query('DROP FUNCTION keep_consent()');
  }
}

const CONSENTS = `
  CREATE TABLE consents (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    dataset_id uuid NOT NULL,
    pool_id uuid NOT NULL,
    scope_digest text NOT NULL CHECK (scope_digest <> ''),
    charter_digest text NOT NULL CHECK (charter_digest <> ''),
    purpose text NOT NULL CHECK (purpose <> ''),
    streams jsonb NOT NULL CHECK (jsonb_typeof(streams) = 'array' AND jsonb_array_length(streams) > 0),
    state text NOT NULL CHECK (state IN ('given', 'withdrawn', 'refused')),
    given_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > given_at),
    withdrawn_at timestamptz CHECK (withdrawn_at >= given_at),
    statement_jws text,
    withdrawal_jws text,
    CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)),
    CHECK (withdrawal_jws IS NULL OR state = 'withdrawn')
  )`;

const KEEP_CONSENT = `
  CREATE FUNCTION keep_consent() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'given' AND NEW.state = 'withdrawn'
      AND (to_jsonb(NEW) - '{state,withdrawn_at,withdrawal_jws}'::text[])
        = (to_jsonb(OLD) - '{state,withdrawn_at,withdrawal_jws}'::text[])
    THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a consent is never changed, only withdrawn once' USING ERRCODE = 'integrity_constraint_violation';
  END $$`;

const ACCESS_ENTRIES = `
  CREATE TABLE access_entries (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    dataset_id uuid NOT NULL,
    consent_id uuid,
    actor text NOT NULL CHECK (actor <> ''),
    purpose text NOT NULL,
    result text NOT NULL CHECK (result = 'allowed' OR result ~ '^[A-Z][A-Z_]+$'),
    at timestamptz NOT NULL
  )`;
