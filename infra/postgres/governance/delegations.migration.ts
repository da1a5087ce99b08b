import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who votes for whom: as it holds now, and as it was frozen on a roll, which a delegate must be on too. */
export class Delegations1765000010300 implements MigrationInterface {
  name = 'Delegations1765000010300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE delegations (
        id uuid PRIMARY KEY,
        group_id uuid NOT NULL,
        user_id uuid NOT NULL,
        delegate_id uuid NOT NULL CHECK (delegate_id <> user_id),
        signed boolean NOT NULL,
        statement_id uuid UNIQUE,
        made_at timestamptz NOT NULL,
        expires_at timestamptz CHECK (expires_at > made_at),
        ended_at timestamptz CHECK (ended_at >= made_at),
        CHECK (signed = (statement_id IS NOT NULL))
      )`);
    await runner.query(
      'CREATE UNIQUE INDEX delegations_current ON delegations (group_id, user_id) WHERE ended_at IS NULL',
    );
    await runner.query('CREATE INDEX delegations_of_user ON delegations (user_id, made_at, id)');
    await runner.query('CREATE INDEX delegations_to_user ON delegations (delegate_id, group_id, made_at, id)');
    await runner.query(`
      CREATE FUNCTION keep_delegation() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL
          OR (to_jsonb(NEW) - 'ended_at') <> (to_jsonb(OLD) - 'ended_at') THEN
          RAISE EXCEPTION 'a delegation is never changed or deleted, only ended' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER delegations_kept BEFORE UPDATE OR DELETE ON delegations
      FOR EACH ROW EXECUTE FUNCTION keep_delegation()`);
    await runner.query(`
      ALTER TABLE proposal_rolls
        ADD COLUMN delegate_id uuid CHECK (delegate_id <> user_id),
        ADD CONSTRAINT proposal_rolls_delegate FOREIGN KEY (proposal_id, delegate_id)
          REFERENCES proposal_rolls (proposal_id, user_id)`);
    await runner.query(`
      CREATE INDEX proposal_rolls_delegated ON proposal_rolls (proposal_id, delegate_id) WHERE delegate_id IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE proposal_rolls DROP COLUMN delegate_id');
    await runner.query('DROP TABLE delegations');
    await runner.query('DROP FUNCTION keep_delegation()');
  }
}
