import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = ['customer', 'builder', 'drawn', 'pot', 'platform', 'external'];
const AFTER = [...BEFORE, 'held', 'draws', 'settled', 'unallocated', 'reserve', 'payable', 'tax'];

/** The accounts of holds, closings, refunds, payouts and taxes. */
export class AccountKinds1765000000200 implements MigrationInterface {
  name = 'AccountKinds1765000000200';

  async up(runner: QueryRunner): Promise<void> {
    await this.allow(runner, AFTER);
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.allow(runner, BEFORE);
  }

  private async allow(runner: QueryRunner, kinds: readonly string[]): Promise<void> {
    const list = kinds.map((kind) => `'${kind}'`).join(', ');
    await runner.query('ALTER TABLE ledger_accounts DROP CONSTRAINT ledger_accounts_kind_check');
    await runner.query(
      `ALTER TABLE ledger_accounts ADD CONSTRAINT ledger_accounts_kind_check CHECK (kind IN (${list}))`,
    );
  }
}
