import { CHANNELS, NOTICE_KINDS } from '../../../domain/notices/index.ts';

const oneOf = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');

const NOTICES = [
  `CREATE TABLE notices (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN (${oneOf(NOTICE_KINDS)})),
    subject_id uuid NOT NULL,
    subject_type text NOT NULL CHECK (subject_type ~ '^[A-Z][A-Za-z]*$'),
    group_id uuid,
    key text,
    title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
    lines text[] NOT NULL,
    until timestamptz,
    audience text NOT NULL,
    audience_ref uuid NOT NULL,
    user_ids uuid[],
    created_at timestamptz NOT NULL,
    spread_to uuid,
    spread_at timestamptz,
    dispatched_at timestamptz,
    due_at timestamptz NOT NULL,
    UNIQUE (kind, subject_id, key),
    CHECK ((user_ids IS NOT NULL) = (audience = 'users')),
    CHECK (dispatched_at IS NULL OR spread_at IS NOT NULL)
  )`,
  'CREATE INDEX notices_to_spread ON notices (due_at, id) WHERE spread_at IS NULL',
  'CREATE INDEX notices_to_dispatch ON notices (due_at, id) WHERE spread_at IS NOT NULL AND dispatched_at IS NULL',
];

const RECEIVED = [
  `CREATE TABLE received_notices (
    notice_id uuid NOT NULL REFERENCES notices,
    user_id uuid NOT NULL,
    sequence bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    created_at timestamptz NOT NULL,
    read_at timestamptz,
    PRIMARY KEY (notice_id, user_id)
  )`,
  'CREATE INDEX received_notices_of_user ON received_notices (user_id, sequence)',
  'CREATE INDEX received_notices_unread ON received_notices (user_id) WHERE read_at IS NULL',
];

const DELIVERIES = [
  `CREATE TABLE notice_deliveries (
    id uuid PRIMARY KEY,
    notice_id uuid REFERENCES notices,
    user_id uuid NOT NULL,
    channel text NOT NULL CHECK (channel IN (${oneOf(CHANNELS)})),
    sealed bytea,
    created_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    tries integer NOT NULL,
    outcome text CHECK (outcome IN ('accepted', 'refused', 'dropped')),
    refusal text,
    ended_at timestamptz,
    UNIQUE (notice_id, channel, user_id),
    CHECK ((outcome IS NULL) = (ended_at IS NULL)),
    CHECK ((refusal IS NULL) OR outcome = 'refused'),
    CHECK (sealed IS NULL OR notice_id IS NULL AND ended_at IS NULL)
  )`,
  'CREATE INDEX notice_deliveries_due ON notice_deliveries (channel, due_at, id) WHERE ended_at IS NULL',
  'CREATE INDEX notice_deliveries_outstanding ON notice_deliveries (notice_id) WHERE ended_at IS NULL',
  'CREATE INDEX notice_deliveries_ended ON notice_deliveries (ended_at) WHERE ended_at IS NOT NULL',
];

const ADDRESSES = `CREATE TABLE notice_addresses (
    user_id uuid PRIMARY KEY,
    sealed bytea,
    confirmed_at timestamptz,
    pending_sealed bytea,
    code_hash text,
    code_expires_at timestamptz,
    tries integer NOT NULL CHECK (tries >= 0),
    codes_sent_at timestamptz[] NOT NULL,
    CHECK ((sealed IS NULL) = (confirmed_at IS NULL)),
    CHECK ((pending_sealed IS NULL) = (code_hash IS NULL) AND (code_hash IS NULL) = (code_expires_at IS NULL))
  )`;

export const TABLES = [...NOTICES, ...RECEIVED, ...DELIVERIES, ADDRESSES];

/** What was said stays said, and how far it has come only grows. */
export const GUARDS = [
  `CREATE FUNCTION notice_guard() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    changing text[] := '{spread_to,spread_at,dispatched_at,due_at}';
  BEGIN
    IF (to_jsonb(NEW) - changing) <> (to_jsonb(OLD) - changing) THEN
      RAISE EXCEPTION 'what a notice says never changes' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.spread_to IS NOT NULL AND (NEW.spread_to IS NULL OR NEW.spread_to < OLD.spread_to)
      OR OLD.spread_at IS NOT NULL AND (NEW.spread_at, NEW.spread_to) IS DISTINCT FROM (OLD.spread_at, OLD.spread_to)
      OR OLD.dispatched_at IS NOT NULL AND NEW.dispatched_at IS DISTINCT FROM OLD.dispatched_at
    THEN
      RAISE EXCEPTION 'a notice only goes on' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END $$`,
  'CREATE TRIGGER notices_guarded BEFORE UPDATE ON notices FOR EACH ROW EXECUTE FUNCTION notice_guard()',
  `CREATE TRIGGER notices_kept BEFORE DELETE OR TRUNCATE ON notices
   FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];
