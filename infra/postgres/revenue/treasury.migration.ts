import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What members spent of what their pool owns. */
export class Treasuries1765000010720 implements MigrationInterface {
  name = 'Treasuries1765000010720';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE treasury_spendings (
        proposal_id uuid PRIMARY KEY,
        pool_id uuid NOT NULL,
        recipient_id uuid NOT NULL,
        currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        amount_micros bigint NOT NULL CHECK (amount_micros > 0),
        purpose text NOT NULL CHECK (length(purpose) BETWEEN 1 AND 500),
        spent_at timestamptz NOT NULL
      )`);
    await runner.query(
      'CREATE INDEX treasury_spendings_of_pool ON treasury_spendings (pool_id, spent_at, proposal_id)',
    );
    await runner.query(`
      CREATE TRIGGER treasury_spendings_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON treasury_spendings
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE treasury_spendings');
  }
}
