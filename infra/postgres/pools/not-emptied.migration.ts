import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['charters'];

/** Row triggers refuse that a charter is changed or deleted; this refuses that all are dropped at once. */
export class ChartersNotEmptied1765000007500 implements MigrationInterface {
  name = 'ChartersNotEmptied1765000007500';

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
