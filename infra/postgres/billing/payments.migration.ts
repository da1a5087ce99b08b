import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Payment providers, what they reported, payments, and what customers owe. */
export class Payments1765000003100 implements MigrationInterface {
  name = 'Payments1765000003100';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...PROVIDERS, ...EVENTS, ...PAYMENTS, ...DEBTS, ...frozen()])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['debt_collections', 'customer_debts', 'payment_reversals', 'payments', 'payment_refusals'];
    for (const table of [...tables, 'payment_events', 'payment_provider_secrets', 'payment_providers']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}

const PROVIDERS = [
  `CREATE TABLE payment_providers (
     id uuid PRIMARY KEY,
     name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
     registered_by uuid NOT NULL,
     created_at timestamptz NOT NULL,
     revoked_at timestamptz CHECK (revoked_at >= created_at)
   )`,
  `CREATE TABLE payment_provider_secrets (
     id uuid PRIMARY KEY,
     provider_id uuid NOT NULL REFERENCES payment_providers,
     wrapped bytea NOT NULL,
     created_at timestamptz NOT NULL,
     retires_at timestamptz CHECK (retires_at >= created_at)
   )`,
  'CREATE INDEX payment_provider_secrets_of ON payment_provider_secrets (provider_id, created_at)',
];

/** One space of ids per provider, over all types of event. */
const EVENTS = [
  `CREATE TABLE payment_events (
     provider_id uuid NOT NULL REFERENCES payment_providers,
     event_id text COLLATE "C" NOT NULL CHECK (length(event_id) BETWEEN 1 AND 128),
     digest bytea NOT NULL CHECK (length(digest) = 32),
     type text NOT NULL CHECK (type IN ('received', 'reversed')),
     received_at timestamptz NOT NULL,
     PRIMARY KEY (provider_id, event_id)
   )`,
  `CREATE TABLE payment_refusals (
     id uuid PRIMARY KEY,
     provider_id uuid NOT NULL REFERENCES payment_providers,
     event_id text COLLATE "C" NOT NULL CHECK (length(event_id) <= 128),
     digest bytea NOT NULL CHECK (length(digest) = 32),
     code text NOT NULL,
     message text NOT NULL,
     received_at timestamptz NOT NULL,
     UNIQUE (provider_id, event_id, digest, code)
   )`,
  'CREATE INDEX payment_refusals_by_time ON payment_refusals (received_at, id)',
];

const PAYMENTS = [
  `CREATE TABLE payments (
     id uuid PRIMARY KEY,
     customer_id uuid NOT NULL,
     currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
     amount_micros bigint NOT NULL CHECK (amount_micros > 0),
     origin text NOT NULL CHECK (origin IN ('operator', 'provider')),
     operator_id uuid,
     idempotency_key text,
     provider_id uuid,
     event_id text COLLATE "C",
     reference text CHECK (length(reference) BETWEEN 1 AND 200),
     created_at timestamptz NOT NULL,
     UNIQUE (operator_id, idempotency_key),
     UNIQUE (provider_id, event_id),
     FOREIGN KEY (provider_id, event_id) REFERENCES payment_events,
     CHECK ((origin = 'operator') = (operator_id IS NOT NULL)),
     CHECK ((operator_id IS NULL) = (idempotency_key IS NULL)),
     CHECK ((origin = 'provider') = (provider_id IS NOT NULL)),
     CHECK ((provider_id IS NULL) = (event_id IS NULL))
   )`,
  'CREATE INDEX payments_of_customer ON payments (customer_id, created_at, id)',
  `CREATE TABLE payment_reversals (
     id uuid PRIMARY KEY,
     payment_id uuid NOT NULL UNIQUE REFERENCES payments,
     customer_id uuid NOT NULL,
     currency text NOT NULL,
     amount_micros bigint NOT NULL CHECK (amount_micros > 0),
     taken_micros bigint NOT NULL CHECK (taken_micros BETWEEN 0 AND amount_micros),
     provider_id uuid NOT NULL,
     event_id text COLLATE "C" NOT NULL,
     reference text CHECK (length(reference) BETWEEN 1 AND 200),
     created_at timestamptz NOT NULL,
     UNIQUE (provider_id, event_id),
     FOREIGN KEY (provider_id, event_id) REFERENCES payment_events
   )`,
];

/** A row per paying customer, so that there is one to lock: a lock on an absent row locks nothing. */
const DEBTS = [
  `CREATE TABLE customer_debts (
     customer_id uuid NOT NULL,
     currency text NOT NULL,
     owed_micros bigint NOT NULL DEFAULT 0 CHECK (owed_micros >= 0),
     PRIMARY KEY (customer_id, currency)
   ) WITH (fillfactor = 80)`,
  'CREATE INDEX customer_debts_open ON customer_debts (customer_id, currency) WHERE owed_micros > 0',
  `CREATE TABLE debt_collections (
     id uuid PRIMARY KEY,
     customer_id uuid NOT NULL,
     currency text NOT NULL,
     amount_micros bigint NOT NULL CHECK (amount_micros > 0),
     collected_at timestamptz NOT NULL
   )`,
  'CREATE INDEX debt_collections_of_customer ON debt_collections (customer_id, currency)',
];

function frozen(): string[] {
  return ['payment_events', 'payment_refusals', 'payments', 'payment_reversals', 'debt_collections'].map(
    (table) => `
      CREATE TRIGGER ${table}_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  );
}
