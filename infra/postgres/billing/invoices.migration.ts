import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What customers were charged, added up from the book, and the invoices that say so. */
export class Invoices1765000003120 implements MigrationInterface {
  name = 'Invoices1765000003120';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TALLIES, ...INVOICES, LINES, ...RULES]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['invoices_due', 'invoice_lines', 'invoices', 'charge_tallies', 'charge_cursor']) {
      await runner.query(`DROP TABLE ${table}`);
    }
    await runner.query('DROP FUNCTION invoice_adds_up()');
  }
}

const TALLIES = [
  `CREATE TABLE charge_cursor (
     only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
     through timestamptz
   ) WITH (fillfactor = 50)`,
  'INSERT INTO charge_cursor (through) VALUES (NULL)',
  `CREATE TABLE charge_tallies (
     customer_id uuid NOT NULL,
     currency text NOT NULL,
     month text COLLATE "C" NOT NULL CHECK (month ~ '^\\d{4}-(0[1-9]|1[0-2])$'),
     kind text NOT NULL,
     model_version_id uuid,
     calls bigint NOT NULL CHECK (calls > 0),
     queries bigint NOT NULL CHECK (queries >= 0),
     input_tokens bigint NOT NULL CHECK (input_tokens >= 0),
     output_tokens bigint NOT NULL CHECK (output_tokens >= 0),
     seconds bigint NOT NULL CHECK (seconds >= 0),
     amount_micros bigint NOT NULL,
     UNIQUE NULLS NOT DISTINCT (customer_id, currency, month, kind, model_version_id)
   )`,
  `CREATE TABLE invoices_due (
     customer_id uuid NOT NULL,
     currency text NOT NULL,
     month text COLLATE "C" NOT NULL,
     invoice_id uuid,
     PRIMARY KEY (customer_id, currency, month)
   )`,
  'CREATE INDEX invoices_due_open ON invoices_due (month, customer_id, currency) WHERE invoice_id IS NULL',
];

const INVOICES = [
  `CREATE TABLE invoices (
     id uuid PRIMARY KEY,
     number text NOT NULL UNIQUE CHECK (number = document_number('I', year, sequence)),
     year integer NOT NULL,
     sequence integer NOT NULL CHECK (sequence >= 1),
     customer_id uuid NOT NULL,
     currency text NOT NULL,
     month text COLLATE "C" NOT NULL,
     total_micros bigint NOT NULL,
     tax_name text,
     tax_country text,
     tax_rate_ppm integer CHECK (tax_rate_ppm BETWEEN 0 AND 1000000),
     tax_mode text CHECK (tax_mode IN ('included', 'on-top')),
     tax_micros bigint CHECK (abs(tax_micros) <= abs(total_micros)),
     tax_note text,
     issuer jsonb NOT NULL,
     billed_to jsonb,
     issued_at timestamptz NOT NULL,
     UNIQUE (year, sequence),
     UNIQUE (customer_id, currency, month),
     CHECK (num_nulls(tax_name, tax_country, tax_rate_ppm, tax_mode, tax_micros) IN (0, 5))
   )`,
  'CREATE INDEX invoices_of_customer ON invoices (customer_id, issued_at, id)',
  'ALTER TABLE invoices_due ADD FOREIGN KEY (invoice_id) REFERENCES invoices',
];

const LINES = `
  CREATE TABLE invoice_lines (
    invoice_id uuid NOT NULL REFERENCES invoices,
    idx integer NOT NULL CHECK (idx >= 0),
    kind text NOT NULL,
    model_version_id uuid,
    description text NOT NULL,
    calls bigint NOT NULL CHECK (calls > 0),
    queries bigint NOT NULL CHECK (queries >= 0),
    input_tokens bigint NOT NULL CHECK (input_tokens >= 0),
    output_tokens bigint NOT NULL CHECK (output_tokens >= 0),
    seconds bigint NOT NULL CHECK (seconds >= 0),
    amount_micros bigint NOT NULL,
    PRIMARY KEY (invoice_id, idx)
  )`;

/** An invoice and its lines come together: once it has committed, no line can be added that changes the sum. */
const RULES = [
  `CREATE FUNCTION invoice_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE
     invoice uuid := CASE TG_TABLE_NAME WHEN 'invoices' THEN (to_jsonb(NEW) ->> 'id') ELSE (to_jsonb(NEW) ->> 'invoice_id') END;
   BEGIN
     IF (SELECT total_micros FROM invoices WHERE id = invoice)
        IS DISTINCT FROM (SELECT sum(amount_micros) FROM invoice_lines WHERE invoice_id = invoice) THEN
       RAISE EXCEPTION 'the lines of invoice % do not sum to its total', invoice
         USING ERRCODE = 'integrity_constraint_violation';
     END IF;
     RETURN NULL;
   END $$`,
  ...['invoices', 'invoice_lines'].flatMap((table) => [
    `CREATE CONSTRAINT TRIGGER ${table}_add_up AFTER INSERT ON ${table} DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW EXECUTE FUNCTION invoice_adds_up()`,
    `CREATE TRIGGER ${table}_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  ]),
  'CREATE TRIGGER invoices_follow BEFORE INSERT ON invoices FOR EACH ROW EXECUTE FUNCTION document_follows()',
];
