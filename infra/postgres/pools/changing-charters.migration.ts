import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Charters change: members keep reserves, say yes to a wider scope, and are dormant where they say nothing. */
export class ChangingCharters1765000010500 implements MigrationInterface {
  name = 'ChangingCharters1765000010500';

  async up(runner: QueryRunner): Promise<void> {
    await states(
      runner,
      `'pending', 'accepted', 'rejected', 'withdrawn', 'dormant'`,
      `'pending', 'accepted', 'dormant'`,
    );
    await runner.query(`
      CREATE TABLE pool_reserves (
        pool_id uuid NOT NULL REFERENCES pools,
        user_id uuid NOT NULL,
        min_price_per_query_micros bigint CHECK (min_price_per_query_micros >= 0),
        forbidden_uses text[] NOT NULL,
        max_retention_days integer CHECK (max_retention_days > 0),
        statement_jws text,
        set_at timestamptz NOT NULL,
        PRIMARY KEY (pool_id, user_id)
      )`);
    await runner.query(`
      CREATE TABLE scope_opt_ins (
        contribution_id uuid NOT NULL REFERENCES contributions,
        charter_digest text NOT NULL CHECK (charter_digest ~ '^[0-9a-f]{64}$'),
        consent_id uuid NOT NULL UNIQUE,
        PRIMARY KEY (contribution_id, charter_digest)
      )`);
    await runner.query('CREATE INDEX scope_opt_ins_to ON scope_opt_ins (charter_digest)');
  }

  /** Who is dormant then has no place; a charter that they never agreed to must not find them awake. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE scope_opt_ins, pool_reserves');
    await runner.query(`UPDATE contributions SET state = 'withdrawn' WHERE state = 'dormant'`);
    await states(runner, `'pending', 'accepted', 'rejected', 'withdrawn'`, `'pending', 'accepted'`);
  }
}

async function states(runner: QueryRunner, all: string, live: string): Promise<void> {
  await runner.query('ALTER TABLE contributions DROP CONSTRAINT contributions_state_check');
  await runner.query(`ALTER TABLE contributions ADD CONSTRAINT contributions_state_check CHECK (state IN (${all}))`);
  await runner.query('DROP INDEX contributions_once');
  await runner.query(
    `CREATE UNIQUE INDEX contributions_once ON contributions (pool_id, dataset_id) WHERE state IN (${live})`,
  );
}
