import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a call used besides queries, its ticket, and where an accepted event stands in two narrow tables: waiting, which
 * almost every event passes through, is an id and nothing else; parked has the few that need money or a decision.
 *
 * Foreign keys go from the rows that every event writes: each costs a look-up and a lock on the row that it names, and
 * gateways and keys are never removed. The audit looks for what they would have refused.
 */
export class InboxQueues1765000001100 implements MigrationInterface {
  name = 'InboxQueues1765000001100';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...COLUMNS, WAITING, ...PARKED, FUNDED, ...MOVE, VIEW]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BACK) await runner.query(statement);
  }
}

const COLUMNS = [
  `ALTER TABLE usage_inbox
     DROP CONSTRAINT usage_inbox_gateway_id_fkey,
     DROP CONSTRAINT usage_inbox_key_id_fkey,
     DROP CONSTRAINT usage_inbox_queries_check,
     ADD COLUMN input_tokens integer CHECK (input_tokens > 0),
     ADD COLUMN output_tokens integer CHECK (output_tokens > 0),
     ADD COLUMN seconds integer CHECK (seconds > 0),
     ADD COLUMN ticket_id uuid`,
  `ALTER TABLE usage_inbox ADD CONSTRAINT usage_inbox_units_check CHECK (
     queries >= 0 AND (queries > 0 OR input_tokens IS NOT NULL OR output_tokens IS NOT NULL OR seconds IS NOT NULL))`,
  'CREATE UNIQUE INDEX usage_inbox_ticket ON usage_inbox (ticket_id) WHERE ticket_id IS NOT NULL',
];

/** A queue: rows come at one end and go at the other, so it is vacuumed by count and not by share of its size. */
const WAITING = `
  CREATE TABLE usage_waiting (inbox_id bigint PRIMARY KEY)
  WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_insert_threshold = -1)`;

const PARKED = [
  `CREATE TABLE usage_parked (
     inbox_id bigint PRIMARY KEY,
     state text NOT NULL CHECK (state IN ('unfunded', 'quarantined')),
     reason text,
     customer_id uuid NOT NULL,
     currency text,
     parked_at timestamptz NOT NULL,
     CHECK (state = 'unfunded' OR reason IS NOT NULL),
     CHECK (state = 'quarantined' OR currency IS NOT NULL)
   )`,
  `CREATE INDEX usage_parked_unfunded ON usage_parked (customer_id, currency, inbox_id) WHERE state = 'unfunded'`,
  `CREATE INDEX usage_parked_quarantined ON usage_parked (reason, inbox_id) WHERE state = 'quarantined'`,
];

/** Whose parked events may be payable again: written with the money that came in, so that a crash cannot forget them. */
const FUNDED = `
  CREATE TABLE usage_funded (
    customer_id uuid NOT NULL,
    currency text NOT NULL,
    funded_at timestamptz NOT NULL,
    PRIMARY KEY (customer_id, currency)
  )`;

/** Which currency an unfunded event is in is not known here: it waits again, and posting parks it anew. */
const MOVE = [
  'DROP VIEW usage_events',
  `INSERT INTO usage_waiting (inbox_id) SELECT inbox_id FROM usage_unposted WHERE state <> 'quarantined'`,
  `INSERT INTO usage_parked (inbox_id, state, reason, customer_id, parked_at)
   SELECT inbox_id, state, reason, customer_id, now() FROM usage_unposted WHERE state = 'quarantined'`,
  'DROP TABLE usage_requeues',
  'DROP TABLE usage_unposted',
];

const VIEW = `
  CREATE VIEW usage_events AS
  SELECT i.id, i.gateway_id, i.event_id, encode(i.digest, 'hex') AS digest, i.model_version_id, i.customer_id, i.key_id,
         i.queries, coalesce(i.input_tokens, 0) AS input_tokens, coalesce(i.output_tokens, 0) AS output_tokens,
         coalesce(i.seconds, 0) AS seconds, i.ticket_id, i.occurred_at, i.sequence, i.received_at,
         CASE WHEN p.inbox_id IS NOT NULL THEN p.state WHEN w.inbox_id IS NOT NULL THEN 'pending' ELSE 'posted' END AS state,
         p.reason
  FROM usage_inbox i
  LEFT JOIN usage_waiting w ON w.inbox_id = i.id
  LEFT JOIN usage_parked p ON p.inbox_id = i.id`;

const BACK = [
  `CREATE TABLE usage_unposted (
     inbox_id bigint PRIMARY KEY REFERENCES usage_inbox,
     state text NOT NULL CHECK (state IN ('pending', 'unfunded', 'quarantined')),
     reason text,
     customer_id uuid NOT NULL,
     CHECK ((state = 'quarantined') = (reason IS NOT NULL))
   )`,
  `CREATE INDEX usage_pending ON usage_unposted (inbox_id) WHERE state = 'pending'`,
  `CREATE INDEX usage_unfunded ON usage_unposted (customer_id, inbox_id) WHERE state = 'unfunded'`,
  `CREATE TABLE usage_requeues (
     customer_id uuid PRIMARY KEY,
     after_inbox_id bigint NOT NULL CHECK (after_inbox_id > 0)
   )`,
  `INSERT INTO usage_unposted (inbox_id, state, reason, customer_id)
   SELECT w.inbox_id, 'pending', NULL, i.customer_id FROM usage_waiting w JOIN usage_inbox i ON i.id = w.inbox_id`,
  `INSERT INTO usage_unposted (inbox_id, state, reason, customer_id)
   SELECT inbox_id, CASE state WHEN 'unfunded' THEN 'pending' ELSE state END,
          CASE state WHEN 'quarantined' THEN reason END, customer_id FROM usage_parked`,
  'DROP VIEW usage_events',
  ...['usage_funded', 'usage_parked', 'usage_waiting'].map((table) => `DROP TABLE ${table}`),
  'DROP INDEX usage_inbox_ticket',
  `ALTER TABLE usage_inbox
     DROP CONSTRAINT usage_inbox_units_check,
     DROP COLUMN input_tokens, DROP COLUMN output_tokens, DROP COLUMN seconds, DROP COLUMN ticket_id,
     ADD CONSTRAINT usage_inbox_queries_check CHECK (queries > 0),
     ADD CONSTRAINT usage_inbox_gateway_id_fkey FOREIGN KEY (gateway_id) REFERENCES gateways,
     ADD CONSTRAINT usage_inbox_key_id_fkey FOREIGN KEY (key_id) REFERENCES api_keys`,
  `CREATE VIEW usage_events AS
   SELECT i.id, i.gateway_id, i.event_id, encode(i.digest, 'hex') AS digest, i.model_version_id, i.customer_id, i.key_id,
          i.queries, i.occurred_at, i.sequence, i.received_at, coalesce(u.state, 'posted') AS state, u.reason
   FROM usage_inbox i LEFT JOIN usage_unposted u ON u.inbox_id = i.id`,
];
