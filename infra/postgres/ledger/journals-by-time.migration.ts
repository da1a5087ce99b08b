import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The book by time. BRIN: journals lie in the order in which they were posted, so it costs an insert almost nothing. */
export class JournalsByTime1765000003000 implements MigrationInterface {
  name = 'JournalsByTime1765000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX ledger_journals_by_time ON ledger_journals USING brin (created_at)
      WITH (pages_per_range = 32, autosummarize = on)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ledger_journals_by_time');
  }
}
