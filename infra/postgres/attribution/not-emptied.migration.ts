import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['valuations', 'cap_tables', 'cap_rows'];

/** Row triggers refuse that a frozen row is changed or deleted; this refuses that all are dropped at once. */
export class CapTablesNotEmptied1765000007300 implements MigrationInterface {
  name = 'CapTablesNotEmptied1765000007300';

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
