import type { MigrationInterface, QueryRunner } from 'typeorm';

const UNITS = ['input_tokens', 'output_tokens', 'seconds'];

/** Units beside queries, and the ticket that a call spends. Events from before had neither. */
export class UsageUnits1765000001060 implements MigrationInterface {
  name = 'UsageUnits1765000001060';

  async up(runner: QueryRunner): Promise<void> {
    for (const unit of UNITS) {
      await runner.query(`ALTER TABLE usage_inbox ADD COLUMN ${unit} integer NOT NULL DEFAULT 0 CHECK (${unit} >= 0)`);
    }
    await runner.query('ALTER TABLE usage_inbox ADD COLUMN ticket_id uuid');
    await runner.query('CREATE UNIQUE INDEX usage_inbox_ticket ON usage_inbox (ticket_id) WHERE ticket_id IS NOT NULL');
    await this.show(runner, `i.queries, i.input_tokens, i.output_tokens, i.seconds, i.ticket_id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.show(runner, 'i.queries');
    for (const column of [...UNITS, 'ticket_id']) await runner.query(`ALTER TABLE usage_inbox DROP COLUMN ${column}`);
  }

  private async show(runner: QueryRunner, units: string): Promise<void> {
    await runner.query('DROP VIEW usage_events');
    await runner.query(`
      CREATE VIEW usage_events AS
      SELECT i.id, i.gateway_id, i.event_id, encode(i.digest, 'hex') AS digest, i.model_version_id, i.customer_id, i.key_id,
             ${units}, i.occurred_at, i.sequence, i.received_at, coalesce(u.state, 'posted') AS state, u.reason
      FROM usage_inbox i LEFT JOIN usage_unposted u ON u.inbox_id = i.id`);
  }
}
