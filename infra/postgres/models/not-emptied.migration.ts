import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['model_versions'];

/** Row triggers refuse that a version is changed or deleted; this refuses that all are dropped at once. */
export class ModelsNotEmptied1765000007400 implements MigrationInterface {
  name = 'ModelsNotEmptied1765000007400';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(`
        CREATE TRIGGER ${table}_not_emptied BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TRIGGER ${table}_not_emptied ON ${table}`);
  }
}
