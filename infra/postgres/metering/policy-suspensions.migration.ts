import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An instance may suspend a gateway by its own policy, and then nobody did. */
export class PolicySuspensions1765000008010 implements MigrationInterface {
  name = 'PolicySuspensions1765000008010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE gateway_suspensions ALTER COLUMN suspended_by DROP NOT NULL');
  }

  /** What nobody did falls to who had registered the gateway. The rows are guarded against any other change. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE gateway_suspensions DISABLE TRIGGER USER');
    await runner.query(
      `UPDATE gateway_suspensions s SET suspended_by = g.registered_by
       FROM gateways g WHERE g.id = s.gateway_id AND s.suspended_by IS NULL`,
    );
    await runner.query('ALTER TABLE gateway_suspensions ENABLE TRIGGER USER');
    await runner.query('ALTER TABLE gateway_suspensions ALTER COLUMN suspended_by SET NOT NULL');
  }
}
