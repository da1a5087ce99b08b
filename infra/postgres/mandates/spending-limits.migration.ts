import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Spending limits. A row stands only for a customer who has one now, so that looking for one costs the others nothing; the
 * history keeps what was set when. Counts are kept beside, and outlive a limit that is removed and set again.
 */
export class SpendingLimits1765000001051 implements MigrationInterface {
  name = 'SpendingLimits1765000001051';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE spending_limits (
        customer_id uuid NOT NULL,
        currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        daily_micros bigint CHECK (daily_micros >= 0),
        monthly_micros bigint CHECK (monthly_micros >= 0),
        set_at timestamptz NOT NULL,
        PRIMARY KEY (customer_id, currency),
        CHECK (num_nonnulls(daily_micros, monthly_micros) > 0)
      )`);
    await runner.query(`
      CREATE TABLE spending_limit_changes (
        id uuid PRIMARY KEY,
        customer_id uuid NOT NULL,
        currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        daily_micros bigint CHECK (daily_micros >= 0),
        monthly_micros bigint CHECK (monthly_micros >= 0),
        set_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX spending_limit_changes_of ON spending_limit_changes (customer_id, id)');
    await runner.query(`
      CREATE TRIGGER spending_limit_changes_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON spending_limit_changes
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE TABLE spending_counts (
        customer_id uuid NOT NULL,
        currency text NOT NULL,
        period text COLLATE "C" NOT NULL CHECK (period ~ '^\\d{4}-\\d{2}(-\\d{2})?$'),
        spent_micros bigint NOT NULL CHECK (spent_micros >= 0),
        PRIMARY KEY (customer_id, currency, period)
      ) WITH (fillfactor = 50)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE spending_counts, spending_limit_changes, spending_limits');
  }
}
