import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Gateways, API keys and the inbox. An accepted event is one row that never changes. Where it stands is a second, short
 * row that exists only while it is not posted: so posting deletes a small row instead of rewriting a wide one.
 */
export class Metering1764000001100 implements MigrationInterface {
  name = 'Metering1764000001100';

  async up(runner: QueryRunner): Promise<void> {
    await this.gateways(runner);
    await this.inbox(runner);
    await this.refusals(runner);
  }

  private async gateways(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE gateways (
        id uuid PRIMARY KEY,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
        token_hash text NOT NULL UNIQUE CHECK (token_hash ~ '^[0-9a-f]{64}$'),
        registered_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        revoked_at timestamptz CHECK (revoked_at >= created_at)
      )`);
    await runner.query(`
      CREATE TABLE gateway_secrets (
        id uuid PRIMARY KEY,
        gateway_id uuid NOT NULL REFERENCES gateways,
        wrapped bytea NOT NULL,
        created_at timestamptz NOT NULL,
        retires_at timestamptz CHECK (retires_at >= created_at)
      )`);
    await runner.query('CREATE INDEX gateway_secrets_of ON gateway_secrets (gateway_id, created_at)');
    await runner.query(`
      CREATE TABLE gateway_sequences (
        gateway_id uuid PRIMARY KEY REFERENCES gateways,
        seen int8multirange NOT NULL DEFAULT '{}'
      ) WITH (fillfactor = 50)`);
    await runner.query(`
      CREATE TABLE api_keys (
        id uuid PRIMARY KEY,
        customer_id uuid NOT NULL,
        label text NOT NULL CHECK (length(label) BETWEEN 1 AND 80),
        key_hash text NOT NULL UNIQUE CHECK (key_hash ~ '^[0-9a-f]{64}$'),
        created_at timestamptz NOT NULL,
        revoked_at timestamptz CHECK (revoked_at >= created_at)
      )`);
    await runner.query('CREATE INDEX api_keys_of_customer ON api_keys (customer_id, created_at, id)');
  }

  private async inbox(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE usage_inbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        sequence bigint NOT NULL CHECK (sequence > 0),
        occurred_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        queries integer NOT NULL CHECK (queries > 0),
        event_key uuid NOT NULL UNIQUE,
        gateway_id uuid NOT NULL REFERENCES gateways,
        model_version_id uuid NOT NULL,
        customer_id uuid NOT NULL,
        key_id uuid NOT NULL REFERENCES api_keys,
        digest bytea NOT NULL CHECK (length(digest) = 32),
        event_id text NOT NULL CHECK (length(event_id) BETWEEN 1 AND 128)
      )`);
    await runner.query('CREATE INDEX usage_inbox_of_customer ON usage_inbox (customer_id, id)');
    await runner.query(`
      CREATE TRIGGER usage_inbox_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON usage_inbox
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE TABLE usage_unposted (
        inbox_id bigint PRIMARY KEY REFERENCES usage_inbox,
        state text NOT NULL CHECK (state IN ('pending', 'unfunded', 'quarantined')),
        reason text,
        customer_id uuid NOT NULL,
        CHECK ((state = 'quarantined') = (reason IS NOT NULL))
      )`);
    await runner.query(`CREATE INDEX usage_pending ON usage_unposted (inbox_id) WHERE state = 'pending'`);
    await runner.query(
      `CREATE INDEX usage_unfunded ON usage_unposted (customer_id, inbox_id) WHERE state = 'unfunded'`,
    );
    await runner.query(`
      CREATE TABLE usage_requeues (
        customer_id uuid PRIMARY KEY,
        after_inbox_id bigint NOT NULL CHECK (after_inbox_id > 0)
      )`);
    await runner.query(`
      CREATE VIEW usage_events AS
      SELECT i.id, i.gateway_id, i.event_id, encode(i.digest, 'hex') AS digest, i.model_version_id, i.customer_id, i.key_id,
             i.queries, i.occurred_at, i.sequence, i.received_at, coalesce(u.state, 'posted') AS state, u.reason
      FROM usage_inbox i LEFT JOIN usage_unposted u ON u.inbox_id = i.id`);
  }

  /** Evidence of what was not counted, conflicts included. */
  private async refusals(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE usage_refusals (
        event_key uuid NOT NULL,
        digest bytea NOT NULL CHECK (length(digest) = 32),
        code text NOT NULL,
        gateway_id uuid NOT NULL REFERENCES gateways,
        event_id text NOT NULL,
        sequence bigint NOT NULL,
        received_at timestamptz NOT NULL,
        PRIMARY KEY (event_key, digest, code)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE usage_refusals');
    await runner.query('DROP VIEW usage_events');
    await runner.query('DROP TABLE usage_requeues');
    await runner.query('DROP TABLE usage_unposted');
    await runner.query('DROP TABLE usage_inbox');
    await runner.query('DROP TABLE api_keys');
    await runner.query('DROP TABLE gateway_sequences');
    await runner.query('DROP TABLE gateway_secrets');
    await runner.query('DROP TABLE gateways');
  }
}
