import type { MigrationInterface, QueryRunner } from 'typeorm';
import { GUARDS } from './guards.ts';
import { TABLES } from './tables.ts';

/** Disputes, refund requests, corrections, gaps and failed probes: one kind of row, whose history is only added to. */
export class Cases1765000008000 implements MigrationInterface {
  name = 'Cases1765000008000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...GUARDS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE case_journals, case_evidence, case_steps, cases');
    await runner.query('DROP FUNCTION case_guard()');
    await runner.query('DROP FUNCTION case_insert_guard()');
  }
}
