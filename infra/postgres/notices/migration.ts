import type { MigrationInterface, QueryRunner } from 'typeorm';
import { GUARDS, TABLES } from './tables.ts';

/** Notices, the inboxes that they reach, what leaves the house for them, and where members want it to go. */
export class Notices1765000011000 implements MigrationInterface {
  name = 'Notices1765000011000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...GUARDS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notice_addresses, notice_deliveries, received_notices, notices');
    await runner.query('DROP FUNCTION notice_guard()');
  }
}
