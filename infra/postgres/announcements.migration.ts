import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A row of the outbox may be an announcement to the followers of many things, which the broker does not keep. */
export class Announcements1765000000010 implements MigrationInterface {
  name = 'Announcements1765000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox ADD COLUMN announced_ids uuid[] CHECK (cardinality(announced_ids) > 0)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox DROP COLUMN announced_ids');
  }
}
