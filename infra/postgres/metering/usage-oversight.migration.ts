import type { MigrationInterface, QueryRunner } from 'typeorm';
import { neverChange } from './guards.ts';

/** Refusals can be listed, and those of events without a number are kept too; what operators set waiting again is recorded. */
export class UsageOversight1765000001120 implements MigrationInterface {
  name = 'UsageOversight1765000001120';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE usage_refusals
        ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        ALTER COLUMN sequence DROP NOT NULL`);
    await runner.query('CREATE INDEX usage_refusals_of ON usage_refusals (gateway_id, code, id)');
    await runner.query('CREATE INDEX usage_refusals_by_code ON usage_refusals (code, id)');
    await neverChange(runner, 'usage_refusals');
    await runner.query(`
      CREATE TABLE usage_replays (
        id uuid PRIMARY KEY,
        operator_id uuid NOT NULL,
        note text NOT NULL CHECK (length(note) BETWEEN 1 AND 500),
        inbox_ids bigint[] NOT NULL CHECK (cardinality(inbox_ids) BETWEEN 1 AND 1000),
        reasons text[] NOT NULL CHECK (cardinality(reasons) = cardinality(inbox_ids)),
        replayed_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX usage_replays_by_time ON usage_replays (replayed_at, id)');
    await neverChange(runner, 'usage_replays');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE usage_replays');
    await runner.query('DROP TRIGGER usage_refusals_frozen ON usage_refusals');
    await runner.query('DROP INDEX usage_refusals_by_code');
    await runner.query('DROP INDEX usage_refusals_of');
    // The table of before has no room for them.
    await runner.query('DELETE FROM usage_refusals WHERE sequence IS NULL');
    await runner.query('ALTER TABLE usage_refusals DROP COLUMN id, ALTER COLUMN sequence SET NOT NULL');
  }
}
