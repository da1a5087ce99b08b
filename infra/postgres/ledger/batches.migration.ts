import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every journal belongs to a batch, every batch to a hash chain, and every row tells the balances that it left: so a
 * row that was removed, inserted or changed is found by reading, without trust in whoever runs the database.
 */
export class Batches1765000000210 implements MigrationInterface {
  name = 'Batches1765000000210';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...CHAINS, BATCHES, BATCHES_FROZEN, ...COLUMNS]) await runner.query(statement);
    await runner.query('ALTER TABLE ledger_journals DISABLE TRIGGER ledger_journals_frozen');
    for (const statement of [BALANCES_OF_OLD, ...GENESIS]) await runner.query(statement);
    await runner.query('ALTER TABLE ledger_journals ENABLE TRIGGER ledger_journals_frozen');
    for (const statement of [...CHECKED, ENTRIES]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW ledger_entries');
    await runner.query('ALTER TABLE ledger_journals DROP COLUMN batch_id, DROP COLUMN balances_micros');
    await runner.query(ENTRIES_BEFORE);
    await runner.query(`ALTER TABLE ledger_journals ADD CONSTRAINT ledger_journals_amounts_micros_check1
      CHECK (ledger_sum(amounts_micros) = 0)`);
    await runner.query('ALTER TABLE ledger_journals DROP CONSTRAINT ledger_journals_balanced');
    for (const table of ['ledger_batches', 'ledger_chains']) await runner.query(`DROP TABLE ${table}`);
  }
}

const CHAINS = [
  `CREATE TABLE ledger_chains (
     chain smallint PRIMARY KEY,
     number bigint NOT NULL DEFAULT 0 CHECK (number >= 0),
     hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex') CHECK (length(hash) = 32)
   ) WITH (fillfactor = 50)`,
  'INSERT INTO ledger_chains (chain) SELECT generate_series(0, 15)',
];

const BATCHES = `
  CREATE TABLE ledger_batches (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    chain smallint NOT NULL REFERENCES ledger_chains,
    number bigint NOT NULL CHECK (number >= 1),
    previous_hash bytea NOT NULL CHECK (length(previous_hash) = 32),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    journals integer NOT NULL CHECK (journals >= 1),
    credited_micros numeric NOT NULL CHECK (credited_micros > 0),
    posted_at timestamptz NOT NULL,
    UNIQUE (chain, number)
  )`;

const BATCHES_FROZEN = `
  CREATE TRIGGER ledger_batches_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_batches
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`;

const COLUMNS = [
  'ALTER TABLE ledger_journals ADD COLUMN batch_id bigint, ADD COLUMN balances_micros bigint[]',
  // Up to four legs are summed in place: the function costs more than the rest of the insert. An overflow is an error too.
  `ALTER TABLE ledger_journals ADD CONSTRAINT ledger_journals_balanced CHECK (
     CASE WHEN cardinality(amounts_micros) <= 4
       THEN amounts_micros[1] + amounts_micros[2] + coalesce(amounts_micros[3], 0) + coalesce(amounts_micros[4], 0) = 0
       ELSE ledger_sum(amounts_micros) = 0 END)`,
];

const BALANCES_OF_OLD = `
  WITH running AS (
    SELECT j.seq, leg.place,
           sum(leg.amount) OVER (PARTITION BY leg.account ORDER BY j.seq)::bigint AS balance
    FROM ledger_journals j, unnest(j.account_ids, j.amounts_micros) WITH ORDINALITY AS leg (account, amount, place)
  ), rows AS (
    SELECT seq, array_agg(balance ORDER BY place) AS balances FROM running GROUP BY seq
  )
  UPDATE ledger_journals j SET balances_micros = rows.balances FROM rows WHERE rows.seq = j.seq`;

/** All journals from before are the first batch of chain 0, sealed as any other. */
const GENESIS = [
  `WITH old AS (
     SELECT count(*) AS journals, date_trunc('milliseconds', max(created_at)) AS posted_at,
            string_agg(key || '|' || kind || '|' || account_ids::text || '|' || amounts_micros::text || '|'
                       || balances_micros::text, E'\\n' ORDER BY seq) AS lines,
            sum((SELECT sum(amount) FROM unnest(amounts_micros) AS amount WHERE amount > 0)) AS credited
     FROM ledger_journals
   )
   INSERT INTO ledger_batches (chain, number, previous_hash, hash, journals, credited_micros, posted_at)
   SELECT 0, 1, c.hash,
          sha256(convert_to(encode(c.hash, 'hex') || E'\\n1\\n' || (extract(epoch FROM posted_at) * 1000)::bigint || E'\\n'
                            || lines, 'UTF8')), journals, credited, posted_at
   FROM old, ledger_chains c WHERE c.chain = 0 AND journals > 0`,
  'UPDATE ledger_chains c SET number = b.number, hash = b.hash FROM ledger_batches b WHERE b.chain = c.chain',
  'UPDATE ledger_journals SET batch_id = (SELECT id FROM ledger_batches)',
];

const CHECKED = [
  'ALTER TABLE ledger_journals ALTER COLUMN batch_id SET NOT NULL, ALTER COLUMN balances_micros SET NOT NULL',
  `ALTER TABLE ledger_journals ADD CONSTRAINT ledger_journals_balances
     CHECK (cardinality(balances_micros) = cardinality(account_ids))`,
  'ALTER TABLE ledger_journals DROP CONSTRAINT ledger_journals_amounts_micros_check1',
  'CREATE INDEX ledger_journals_of_batch ON ledger_journals USING brin (batch_id) WITH (pages_per_range = 16)',
];

const ENTRIES_BEFORE = `
  CREATE VIEW ledger_entries AS
  SELECT j.seq, j.key, j.kind, leg.account_id, leg.amount_micros, j.created_at
  FROM ledger_journals j, unnest(j.account_ids, j.amounts_micros) AS leg (account_id, amount_micros)`;

const ENTRIES = `
  CREATE OR REPLACE VIEW ledger_entries AS
  SELECT j.seq, j.key, j.kind, leg.account_id, leg.amount_micros, j.created_at, leg.balance_micros, j.batch_id
  FROM ledger_journals j,
       unnest(j.account_ids, j.amounts_micros, j.balances_micros) AS leg (account_id, amount_micros, balance_micros)`;
