import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A batch says between which numbers its journals lie: so those of some batches, or of a time, are one range of the
 * primary key, and the journals need no index of their own for either.
 */
export class BatchRanges1765000007100 implements MigrationInterface {
  name = 'BatchRanges1765000007100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ledger_batches ADD COLUMN first_seq bigint, ADD COLUMN last_seq bigint');
    await runner.query('ALTER TABLE ledger_batches DISABLE TRIGGER ledger_batches_frozen');
    await runner.query(`
      UPDATE ledger_batches b SET first_seq = found.first_seq, last_seq = found.last_seq
      FROM (SELECT batch_id, min(seq) AS first_seq, max(seq) AS last_seq FROM ledger_journals GROUP BY batch_id) AS found
      WHERE batch_id = b.id`);
    await runner.query('ALTER TABLE ledger_batches ENABLE TRIGGER ledger_batches_frozen');
    await runner.query(`
      ALTER TABLE ledger_batches
        ALTER COLUMN first_seq SET NOT NULL,
        ALTER COLUMN last_seq SET NOT NULL,
        ADD CONSTRAINT ledger_batches_range CHECK (first_seq >= 1 AND last_seq >= first_seq)`);
    await runner.query('CREATE INDEX ledger_batches_by_time ON ledger_batches (posted_at)');
    await runner.query('DROP INDEX ledger_journals_of_batch, ledger_journals_by_time');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX ledger_journals_by_time ON ledger_journals USING brin (created_at)
      WITH (pages_per_range = 32, autosummarize = on)`);
    await runner.query(`
      CREATE INDEX ledger_journals_of_batch ON ledger_journals USING brin (batch_id)
      WITH (pages_per_range = 16, autosummarize = on)`);
    await runner.query('DROP INDEX ledger_batches_by_time');
    await runner.query('ALTER TABLE ledger_batches DROP COLUMN first_seq, DROP COLUMN last_seq');
  }
}
