import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Owners read the calls of their version, the newest first. Its right ends grow, one per version, so it stays warm. */
export class UsageOfVersion1765000001260 implements MigrationInterface {
  name = 'UsageOfVersion1765000001260';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX usage_inbox_of_version ON usage_inbox (model_version_id, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX usage_inbox_of_version');
  }
}
