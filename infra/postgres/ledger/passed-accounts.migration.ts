import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the watch over the batches left each account that it has seen, so that the next entry must go on from there. */
export class PassedAccounts1765000007000 implements MigrationInterface {
  name = 'PassedAccounts1765000007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ledger_passed_accounts (
        account_id bigint PRIMARY KEY,
        seq bigint NOT NULL,
        balance_micros bigint NOT NULL
      ) WITH (fillfactor = 50)`);
    // Without it, what was added since the last vacuum is read whole for each batch.
    await runner.query('ALTER INDEX ledger_journals_of_batch SET (autosummarize = on)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER INDEX ledger_journals_of_batch RESET (autosummarize)');
    await runner.query('DROP TABLE ledger_passed_accounts');
  }
}
