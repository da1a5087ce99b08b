import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ATTEMPTS, BATCHES, DESTINATIONS, LOGS, PAYOUTS } from './tables.ts';
import { GUARDS } from './guards.ts';

/** Payouts, where they go, and what happened to them. */
export class Payouts1765000004000 implements MigrationInterface {
  name = 'Payouts1765000004000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...DESTINATIONS, ...BATCHES, ...PAYOUTS, ...ATTEMPTS, ...LOGS, ...GUARDS]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE payout_callbacks, payout_disclosures, payout_steps, payout_attempts, payouts, payout_batches,
        payout_destinations`);
    await runner.query(
      `DROP FUNCTION payout_destination_guard(), payout_batch_guard(), payout_attempt_guard(), payout_guard(),
        payout_insert_guard()`,
    );
  }
}
