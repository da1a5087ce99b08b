import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Numbered documents and what they copy. A number is one more than that of the row before it in its year, whoever inserts;
 * so a series has no gaps.
 */
export class Documents1765000003110 implements MigrationInterface {
  name = 'Documents1765000003110';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...NUMBERS, RECEIPTS, ...RECEIPT_RULES, DETAILS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['billing_details', 'receipts', 'document_series']) await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP FUNCTION document_follows()');
    await runner.query('DROP FUNCTION document_number(text, integer, integer)');
  }
}

const NUMBERS = [
  `CREATE TABLE document_series (
     series text NOT NULL CHECK (series IN ('receipt', 'invoice')),
     year integer NOT NULL,
     last integer NOT NULL CHECK (last >= 1),
     PRIMARY KEY (series, year)
   ) WITH (fillfactor = 50)`,
  `CREATE FUNCTION document_number(letter text, year integer, sequence integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
     SELECT letter || '-' || year || '-' || lpad(sequence::text, greatest(6, length(sequence::text)), '0')
   $$`,
  `CREATE FUNCTION document_follows() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE
     follows boolean := NEW.sequence = 1;
   BEGIN
     IF NOT follows THEN
       EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE year = $1 AND sequence = $2 - 1)', TG_TABLE_NAME)
         INTO follows USING NEW.year, NEW.sequence;
     END IF;
     IF NOT follows THEN
       RAISE EXCEPTION 'document % leaves a gap before it', NEW.number USING ERRCODE = 'integrity_constraint_violation';
     END IF;
     RETURN NEW;
   END $$`,
];

const RECEIPTS = `
  CREATE TABLE receipts (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE CHECK (number = document_number('R', year, sequence)),
    year integer NOT NULL,
    sequence integer NOT NULL CHECK (sequence >= 1),
    payment_id uuid NOT NULL UNIQUE REFERENCES payments,
    customer_id uuid NOT NULL,
    currency text NOT NULL,
    amount_micros bigint NOT NULL CHECK (amount_micros > 0),
    reference text,
    issuer jsonb,
    billed_to jsonb,
    issued_at timestamptz NOT NULL,
    UNIQUE (year, sequence)
  )`;

const RECEIPT_RULES = [
  'CREATE INDEX receipts_of_customer ON receipts (customer_id, issued_at, id)',
  'CREATE TRIGGER receipts_follow BEFORE INSERT ON receipts FOR EACH ROW EXECUTE FUNCTION document_follows()',
  `CREATE TRIGGER receipts_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON receipts
   FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];

const DETAILS = `
  CREATE TABLE billing_details (
    customer_id uuid PRIMARY KEY,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    address text NOT NULL CHECK (length(address) <= 1700),
    country text CHECK (country ~ '^[A-Z]{2}$'),
    tax_id text CHECK (length(tax_id) BETWEEN 1 AND 40),
    updated_at timestamptz NOT NULL
  )`;
