import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, keys, sessions, recovery, persons, statements. The database repeats what the rules promise. */
export class Identity1764000000100 implements MigrationInterface {
  name = 'Identity1764000000100';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...ACCOUNTS, ...SESSIONS, ...RECOVERY, ...STATEMENTS, ...INSTANCE]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE instance_claim, identity_secrets, signing_keys, member_statements, statement_heads, wrong_codes, recoveries,
        recovery_codes, refresh_tokens, sessions, challenges, member_keys, issuer_accounts, users, persons`);
    await runner.query('DROP FUNCTION identity_append_statement(), identity_rising_version(), identity_key_is_final()');
  }
}

const ACCOUNTS = [
  `CREATE TABLE persons (
    id uuid PRIMARY KEY,
    nullifier text NOT NULL UNIQUE CHECK (nullifier ~ '^[0-9a-f]{64}$'),
    proved_by text NOT NULL,
    proved_at timestamptz NOT NULL
  )`,
  `CREATE TABLE users (
    id uuid PRIMARY KEY,
    handle text NOT NULL UNIQUE CHECK (handle ~ '^[a-z][a-z0-9_-]{2,31}$'),
    is_operator boolean NOT NULL,
    person_id uuid REFERENCES persons (id),
    state text NOT NULL CHECK (state IN ('active', 'erased')),
    created_at timestamptz NOT NULL
  )`,
  'CREATE INDEX users_of_person ON users (person_id) WHERE person_id IS NOT NULL',
  `CREATE TABLE issuer_accounts (
    subject_digest text PRIMARY KEY CHECK (subject_digest ~ '^[0-9a-f]{64}$'),
    issuer text NOT NULL,
    user_id uuid NOT NULL UNIQUE REFERENCES users (id),
    bound_at timestamptz NOT NULL
  )`,
  `CREATE TABLE member_keys (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    thumbprint text NOT NULL UNIQUE CHECK (thumbprint ~ '^[A-Za-z0-9_-]{43}$'),
    algorithm text NOT NULL CHECK (algorithm IN ('EdDSA', 'ES256')),
    jwk jsonb NOT NULL CHECK (NOT jwk ? 'd'),
    added_at timestamptz NOT NULL,
    revoked_at timestamptz CHECK (revoked_at >= added_at)
  )`,
  'CREATE INDEX member_keys_of_user ON member_keys (user_id)',
  // A revoked key stays revoked, and a key never changes: signatures made with it are judged by it for ever.
  `CREATE FUNCTION identity_key_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND OLD.revoked_at IS NULL
       AND (OLD.id, OLD.user_id, OLD.thumbprint, OLD.algorithm, OLD.jwk, OLD.added_at)
         = (NEW.id, NEW.user_id, NEW.thumbprint, NEW.algorithm, NEW.jwk, NEW.added_at) THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a member key is revoked once, and never changed or deleted' USING ERRCODE = 'integrity_constraint_violation';
  END $$`,
  `CREATE TRIGGER member_keys_are_final BEFORE UPDATE OR DELETE ON member_keys
   FOR EACH ROW EXECUTE FUNCTION identity_key_is_final()`,
];

const SESSIONS = [
  `CREATE TABLE challenges (
    hash text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
    expires_at timestamptz NOT NULL
  )`,
  'CREATE INDEX challenges_by_expiry ON challenges (expires_at)',
  `CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    key_id uuid NOT NULL REFERENCES member_keys (id),
    started_at timestamptz NOT NULL,
    refreshed_at timestamptz NOT NULL CHECK (refreshed_at >= started_at),
    expires_at timestamptz NOT NULL CHECK (expires_at > refreshed_at),
    ended_at timestamptz,
    ended_because text CHECK (ended_because IN ('signed-out', 'token-reused', 'key-revoked', 'superseded')),
    CHECK ((ended_at IS NULL) = (ended_because IS NULL))
  )`,
  // Not of live ones alone: each sign-in also looks for those of the user that have run out.
  'CREATE INDEX sessions_of_user ON sessions (user_id, started_at)',
  'CREATE INDEX live_sessions_of_key ON sessions (key_id) WHERE ended_at IS NULL',
  `CREATE TABLE refresh_tokens (
    hash text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
    session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    issued_at timestamptz NOT NULL,
    spent_at timestamptz
  )`,
  'CREATE UNIQUE INDEX one_good_refresh_token ON refresh_tokens (session_id) WHERE spent_at IS NULL',
  'CREATE INDEX refresh_tokens_of_session ON refresh_tokens (session_id)',
  'CREATE INDEX sessions_by_end ON sessions (expires_at)',
  'CREATE INDEX spent_refresh_tokens ON refresh_tokens (spent_at) WHERE spent_at IS NOT NULL',
];

const RECOVERY = [
  `CREATE TABLE recovery_codes (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    salt text NOT NULL CHECK (salt ~ '^[0-9a-f]{32}$'),
    hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
    spent_at timestamptz
  )`,
  'CREATE INDEX recovery_codes_of_user ON recovery_codes (user_id)',
  `CREATE TABLE recoveries (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    thumbprint text NOT NULL CHECK (thumbprint ~ '^[A-Za-z0-9_-]{43}$'),
    algorithm text NOT NULL CHECK (algorithm IN ('EdDSA', 'ES256')),
    jwk jsonb NOT NULL CHECK (NOT jwk ? 'd'),
    state text NOT NULL CHECK (state IN ('running', 'cancelled', 'completed')),
    started_at timestamptz NOT NULL,
    ready_at timestamptz NOT NULL CHECK (ready_at >= started_at),
    ended_at timestamptz,
    CHECK ((state = 'running') = (ended_at IS NULL)),
    CHECK (state <> 'completed' OR ended_at >= ready_at)
  )`,
  `CREATE UNIQUE INDEX one_running_recovery ON recoveries (user_id) WHERE state = 'running'`,
  `CREATE TABLE wrong_codes (
    handle_hash text PRIMARY KEY CHECK (handle_hash ~ '^[0-9a-f]{64}$'),
    failures integer NOT NULL CHECK (failures >= 0),
    blocked_until timestamptz,
    failed_at timestamptz NOT NULL
  )`,
  'CREATE INDEX wrong_codes_by_age ON wrong_codes (failed_at)',
];

const STATEMENTS = [
  `CREATE TABLE statement_heads (
    user_id uuid NOT NULL REFERENCES users (id),
    action text NOT NULL,
    subject text NOT NULL,
    version bigint NOT NULL CHECK (version > 0),
    PRIMARY KEY (user_id, action, subject)
  )`,
  `CREATE FUNCTION identity_rising_version() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND NEW.version > OLD.version THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'the version of a statement only rises' USING ERRCODE = 'integrity_constraint_violation';
  END $$`,
  `CREATE TRIGGER statement_versions_rise BEFORE UPDATE OR DELETE ON statement_heads
   FOR EACH ROW EXECUTE FUNCTION identity_rising_version()`,
  `CREATE TABLE member_statements (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    key_id uuid NOT NULL REFERENCES member_keys (id),
    action text NOT NULL CHECK (action <> ''),
    subject text NOT NULL CHECK (subject <> ''),
    digest text NOT NULL CHECK (digest <> ''),
    version bigint NOT NULL,
    jws text NOT NULL,
    signed_at timestamptz NOT NULL,
    UNIQUE (user_id, action, subject, version)
  )`,
  // Whoever inserts, by whatever path: the head must have risen to exactly this version in the same transaction.
  `CREATE FUNCTION identity_append_statement() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM 1 FROM statement_heads h
      WHERE (h.user_id, h.action, h.subject, h.version) = (NEW.user_id, NEW.action, NEW.subject, NEW.version);
    IF NOT FOUND THEN
      RAISE EXCEPTION 'a statement is appended at the head of its versions' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END $$`,
  `CREATE TRIGGER statements_append_at_head BEFORE INSERT ON member_statements
   FOR EACH ROW EXECUTE FUNCTION identity_append_statement()`,
  `CREATE TRIGGER statements_never_change BEFORE UPDATE OR DELETE ON member_statements
   FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
];

const INSTANCE = [
  `CREATE TABLE signing_keys (
    kid text PRIMARY KEY CHECK (kid ~ '^[A-Za-z0-9_-]{43}$'),
    jwk jsonb NOT NULL CHECK (NOT jwk ? 'd'),
    wrapped_private_key bytea NOT NULL,
    created_at timestamptz NOT NULL,
    trusted_until timestamptz
  )`,
  'CREATE UNIQUE INDEX one_current_signing_key ON signing_keys ((true)) WHERE trusted_until IS NULL',
  `CREATE TABLE identity_secrets (
    name text PRIMARY KEY,
    wrapped bytea NOT NULL
  )`,
  `CREATE TABLE instance_claim (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    user_id uuid NOT NULL REFERENCES users (id),
    claimed_at timestamptz NOT NULL
  )`,
  `CREATE TRIGGER instance_is_claimed_once BEFORE UPDATE OR DELETE ON instance_claim
   FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
];
