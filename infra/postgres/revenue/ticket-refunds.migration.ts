import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A call of which nobody reported anything was paid by its ticket, and can be paid back too. */
export class TicketRefunds1765000008100 implements MigrationInterface {
  name = 'TicketRefunds1765000008100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE usage_refunds
        ALTER COLUMN inbox_id DROP NOT NULL,
        ADD COLUMN ticket_id uuid,
        ADD CONSTRAINT usage_refunds_of_one CHECK (num_nonnulls(inbox_id, ticket_id) = 1)`);
    await runner.query('CREATE INDEX usage_refunds_of_ticket ON usage_refunds (ticket_id) WHERE ticket_id IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    // The table of before has no room for them.
    await runner.query('ALTER TABLE usage_refunds DISABLE TRIGGER USER');
    await runner.query('DELETE FROM usage_refunds WHERE inbox_id IS NULL');
    await runner.query('ALTER TABLE usage_refunds ENABLE TRIGGER USER');
    await runner.query('ALTER TABLE usage_refunds DROP COLUMN ticket_id, ALTER COLUMN inbox_id SET NOT NULL');
  }
}
