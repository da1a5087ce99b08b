import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Accounts and journals. One row per journal, its legs as two parallel arrays: a third of the space of a row per leg,
 * and it cannot be half there. `ledger_entries` shows the legs one by one.
 */
export class Ledger1764000000200 implements MigrationInterface {
  name = 'Ledger1764000000200';

  async up(runner: QueryRunner): Promise<void> {
    await this.accounts(runner);
    await this.journals(runner);
    await runner.query(`
      CREATE VIEW ledger_entries AS
      SELECT j.seq, j.key, j.kind, leg.account_id, leg.amount_micros, j.created_at
      FROM ledger_journals j, unnest(j.account_ids, j.amounts_micros) AS leg (account_id, amount_micros)`);
  }

  /** Half-filled pages, so that the update of a hot balance finds room beside its old version. */
  private async accounts(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ledger_accounts (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        key text COLLATE "C" NOT NULL UNIQUE CHECK (length(key) <= 200),
        kind text NOT NULL CHECK (kind IN ('customer', 'builder', 'drawn', 'pot', 'platform', 'external')),
        currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        balance_micros bigint NOT NULL DEFAULT 0,
        floor_micros bigint,
        CHECK (balance_micros >= floor_micros),
        CHECK (key LIKE kind || ':%')
      ) WITH (fillfactor = 50)`);
    await runner.query(`
      CREATE TRIGGER ledger_accounts_frozen BEFORE UPDATE OF id, key, kind, currency, floor_micros ON ledger_accounts
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE TRIGGER ledger_accounts_kept BEFORE DELETE OR TRUNCATE ON ledger_accounts
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  private async journals(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION ledger_sum(amounts bigint[]) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
      DECLARE
        total numeric := 0;
        amount bigint;
      BEGIN
        FOREACH amount IN ARRAY amounts LOOP
          total := total + amount;
        END LOOP;
        RETURN total;
      END $$`);
    await runner.query(`
      CREATE TABLE ledger_journals (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        created_at timestamptz NOT NULL,
        key text COLLATE "C" NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 200),
        kind text NOT NULL,
        account_ids bigint[] NOT NULL,
        amounts_micros bigint[] NOT NULL,
        CHECK (cardinality(account_ids) >= 2 AND cardinality(account_ids) = cardinality(amounts_micros)),
        CHECK (array_position(account_ids, NULL) IS NULL),
        CHECK (0 <> ALL (amounts_micros)),
        CHECK (ledger_sum(amounts_micros) = 0)
      )`);
    await runner.query(`
      CREATE TRIGGER ledger_journals_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_journals
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW ledger_entries');
    await runner.query('DROP TABLE ledger_journals');
    await runner.query('DROP FUNCTION ledger_sum(bigint[])');
    await runner.query('DROP TABLE ledger_accounts');
  }
}
