import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mandates, the tickets bought under them, and what counts per day. */
export class Mandates1765000001050 implements MigrationInterface {
  name = 'Mandates1765000001050';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [MANDATES, TICKETS, MANDATE_DAYS, ...INDEXES, ...FROZEN]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mandate_days, tickets, mandates');
    await runner.query('DROP FUNCTION keep_mandate()');
    await runner.query('DROP FUNCTION keep_ticket()');
  }
}

/** `superseded_by` is checked at the end, since the old version makes room before the new one is there. */
const MANDATES = `
  CREATE TABLE mandates (
    id uuid PRIMARY KEY,
    series_id uuid NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    customer_id uuid NOT NULL,
    model_version_id uuid,
    pool_id uuid,
    api_key_id uuid,
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    max_price_micros bigint NOT NULL CHECK (max_price_micros >= 0),
    daily_cap_micros bigint NOT NULL CHECK (daily_cap_micros >= 0),
    given_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > given_at),
    statement_jws text,
    revoked_at timestamptz CHECK (revoked_at >= given_at),
    revocation_jws text,
    superseded_by uuid UNIQUE REFERENCES mandates DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (series_id, version),
    CHECK (num_nonnulls(model_version_id, pool_id) = 1),
    CHECK ((version = 1) = (series_id = id)),
    CHECK (revoked_at IS NOT NULL OR num_nonnulls(revocation_jws, superseded_by) = 0)
  )`;

/** Half-filled pages leave room beside a ticket for its two changes. */
const TICKETS = `
  CREATE TABLE tickets (
    id uuid PRIMARY KEY,
    gateway_id uuid NOT NULL,
    request_id text COLLATE "C" NOT NULL CHECK (length(request_id) BETWEEN 1 AND 128),
    mandate_id uuid NOT NULL REFERENCES mandates,
    series_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    key_id uuid NOT NULL,
    model_version_id uuid NOT NULL,
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    max_price_micros bigint NOT NULL CHECK (max_price_micros >= 0),
    max_units jsonb NOT NULL CHECK (jsonb_typeof(max_units) = 'object'),
    limited boolean NOT NULL,
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > issued_at),
    state text NOT NULL CHECK (state IN ('open', 'claimed', 'captured', 'released', 'expired')),
    event_id text,
    usage_id bigint UNIQUE,
    claimed_at timestamptz,
    captured_micros bigint CHECK (captured_micros BETWEEN 0 AND max_price_micros),
    resolved_at timestamptz,
    release_reason text CHECK (length(release_reason) BETWEEN 1 AND 200),
    UNIQUE (gateway_id, request_id),
    UNIQUE (gateway_id, event_id),
    CHECK ((state IN ('claimed', 'captured')) = (num_nonnulls(event_id, usage_id, claimed_at) = 3)),
    CHECK ((state IN ('captured', 'released', 'expired')) = (num_nonnulls(captured_micros, resolved_at) = 2)),
    CHECK (num_nulls(event_id, usage_id, claimed_at) IN (0, 3) AND num_nulls(captured_micros, resolved_at) IN (0, 2)),
    CHECK (state <> 'released' OR captured_micros = 0),
    CHECK (state <> 'expired' OR captured_micros = max_price_micros),
    CHECK ((state = 'released') = (release_reason IS NOT NULL))
  ) WITH (fillfactor = 50)`;

/** `cap_micros` is the cap under which the last hold was allowed: no hold passes it, whatever the code believes. */
const MANDATE_DAYS = `
  CREATE TABLE mandate_days (
    series_id uuid NOT NULL,
    day date NOT NULL,
    held_micros bigint NOT NULL CHECK (held_micros >= 0),
    captured_micros bigint NOT NULL CHECK (captured_micros >= 0),
    cap_micros bigint NOT NULL CHECK (held_micros::numeric + captured_micros <= cap_micros),
    PRIMARY KEY (series_id, day)
  ) WITH (fillfactor = 50)`;

const INDEXES = [
  `CREATE UNIQUE INDEX mandates_latest ON mandates (customer_id, model_version_id, pool_id, api_key_id)
   NULLS NOT DISTINCT WHERE superseded_by IS NULL`,
  `CREATE INDEX mandates_of_customer ON mandates (customer_id, id)`,
  `CREATE INDEX tickets_of_customer ON tickets (customer_id, id)`,
  `CREATE INDEX tickets_of_gateway ON tickets (gateway_id, id)`,
  `CREATE INDEX tickets_due ON tickets (expires_at, id) WHERE state = 'open'`,
  `CREATE INDEX tickets_unresolved ON tickets (customer_id, currency) WHERE state IN ('open', 'claimed')`,
];

const FROZEN = [
  `CREATE FUNCTION keep_mandate() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'UPDATE'
       AND (to_jsonb(NEW) - '{revoked_at,revocation_jws,superseded_by}'::text[])
         = (to_jsonb(OLD) - '{revoked_at,revocation_jws,superseded_by}'::text[])
       AND OLD.superseded_by IS NULL
       AND (OLD.revoked_at IS NULL
         OR (NEW.revoked_at, NEW.revocation_jws) IS NOT DISTINCT FROM (OLD.revoked_at, OLD.revocation_jws))
     THEN
       RETURN NEW;
     END IF;
     RAISE EXCEPTION 'a mandate is never changed, only revoked or replaced once'
       USING ERRCODE = 'integrity_constraint_violation';
   END $$`,
  `CREATE TRIGGER mandates_kept BEFORE UPDATE OR DELETE ON mandates FOR EACH ROW EXECUTE FUNCTION keep_mandate()`,
  `CREATE FUNCTION keep_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'UPDATE'
       AND (OLD.state, NEW.state) IN (('open', 'claimed'), ('open', 'released'), ('open', 'expired'),
                                      ('claimed', 'captured'))
       AND (OLD.id, OLD.gateway_id, OLD.request_id, OLD.mandate_id, OLD.series_id, OLD.customer_id, OLD.key_id,
            OLD.model_version_id, OLD.currency, OLD.max_price_micros, OLD.max_units, OLD.limited, OLD.issued_at,
            OLD.expires_at)
         = (NEW.id, NEW.gateway_id, NEW.request_id, NEW.mandate_id, NEW.series_id, NEW.customer_id, NEW.key_id,
            NEW.model_version_id, NEW.currency, NEW.max_price_micros, NEW.max_units, NEW.limited, NEW.issued_at,
            NEW.expires_at)
       AND (OLD.state = 'open'
         OR (NEW.event_id, NEW.usage_id, NEW.claimed_at) = (OLD.event_id, OLD.usage_id, OLD.claimed_at))
     THEN
       RETURN NEW;
     END IF;
     RAISE EXCEPTION 'a ticket only goes from open to its end, and never changes else'
       USING ERRCODE = 'integrity_constraint_violation';
   END $$`,
  `CREATE TRIGGER tickets_kept BEFORE UPDATE OR DELETE ON tickets FOR EACH ROW EXECUTE FUNCTION keep_ticket()`,
  `CREATE TRIGGER tickets_not_emptied BEFORE TRUNCATE ON tickets FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  `CREATE TRIGGER mandates_not_emptied BEFORE TRUNCATE ON mandates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];
