import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An account opens empty and has the floor of its kind; a chain only ever goes on by one batch. Whether a batch has the
 * journals that it says is not asked at each commit, for that costs a read of all of them: the watch asks it, seconds later.
 */
export class LedgerGuards1765000007010 implements MigrationInterface {
  name = 'LedgerGuards1765000007010';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...ACCOUNTS, ...CHAINS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER ledger_chains_advance ON ledger_chains');
    await runner.query('DROP TRIGGER ledger_chains_kept ON ledger_chains');
    await runner.query('ALTER TABLE ledger_chains DROP CONSTRAINT ledger_chains_known');
    await runner.query('DROP TRIGGER ledger_accounts_open_empty ON ledger_accounts');
    await runner.query('ALTER TABLE ledger_accounts DROP CONSTRAINT ledger_accounts_floor');
    await runner.query('DROP FUNCTION refuse_chain_leap(), refuse_gift()');
  }
}

const ACCOUNTS = [
  `ALTER TABLE ledger_accounts ADD CONSTRAINT ledger_accounts_floor CHECK (
     floor_micros IS NOT DISTINCT FROM CASE WHEN kind IN ('external', 'draws') THEN NULL ELSE 0 END)`,
  `CREATE FUNCTION refuse_gift() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION 'an account opens empty' USING ERRCODE = 'integrity_constraint_violation';
   END $$`,
  `CREATE TRIGGER ledger_accounts_open_empty BEFORE INSERT ON ledger_accounts
   FOR EACH ROW WHEN (NEW.balance_micros <> 0) EXECUTE FUNCTION refuse_gift()`,
];

const CHAINS = [
  'ALTER TABLE ledger_chains ADD CONSTRAINT ledger_chains_known CHECK (chain BETWEEN 0 AND 15)',
  `CREATE FUNCTION refuse_chain_leap() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION 'a chain goes on by one batch at a time' USING ERRCODE = 'integrity_constraint_violation';
   END $$`,
  `CREATE TRIGGER ledger_chains_advance BEFORE UPDATE ON ledger_chains
   FOR EACH ROW WHEN (NEW.chain <> OLD.chain OR NEW.number <> OLD.number + 1) EXECUTE FUNCTION refuse_chain_leap()`,
  `CREATE TRIGGER ledger_chains_kept BEFORE DELETE OR TRUNCATE ON ledger_chains
   FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];
