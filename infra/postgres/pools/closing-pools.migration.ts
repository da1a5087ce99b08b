import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members end a pool: it closes in two steps, and why is kept. */
export class ClosingPools1765000010700 implements MigrationInterface {
  name = 'ClosingPools1765000010700';

  async up(runner: QueryRunner): Promise<void> {
    await states(runner, `'pledging', 'founding', 'live', 'lapsed', 'rejected', 'closing', 'closed'`);
    await runner.query(`
      CREATE TABLE pool_closings (
        pool_id uuid PRIMARY KEY REFERENCES pools,
        proposal_id uuid NOT NULL UNIQUE,
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        heir_id uuid NOT NULL,
        begun_at timestamptz NOT NULL,
        finished_at timestamptz CHECK (finished_at >= begun_at)
      )`);
    await runner.query('CREATE INDEX pool_closings_open ON pool_closings (begun_at) WHERE finished_at IS NULL');
    await runner.query('CREATE INDEX pledges_to_end ON pledges (pool_id, id) WHERE withdrawn_at IS NULL');
  }

  /** What is closing has no data and no models left, so it is closed. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX pledges_to_end');
    await runner.query('DROP TABLE pool_closings');
    await runner.query(`UPDATE pools SET state = 'closed' WHERE state = 'closing'`);
    await states(runner, `'pledging', 'founding', 'live', 'lapsed', 'rejected', 'closed'`);
  }
}

async function states(runner: QueryRunner, all: string): Promise<void> {
  await runner.query('ALTER TABLE pools DROP CONSTRAINT pools_state_check');
  await runner.query(`ALTER TABLE pools ADD CONSTRAINT pools_state_check CHECK (state IN (${all}))`);
}
