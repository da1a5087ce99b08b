import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ballots can be struck, in the open, and count again after an appeal; both are entries of their proposal's chain. */
export class Strikes1765000010750 implements MigrationInterface {
  name = 'Strikes1765000010750';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ballots ADD restores bigint CHECK (restores < sequence)');
    await runner.query('ALTER TABLE ballot_boxes ADD struck_power bigint NOT NULL DEFAULT 0 CHECK (struck_power >= 0)');
    await runner.query(`
      CREATE TABLE ballot_strikes (
        id uuid PRIMARY KEY,
        proposal_id uuid NOT NULL REFERENCES proposals,
        user_id uuid NOT NULL,
        pseudonym uuid NOT NULL,
        ballot_sequence bigint NOT NULL CHECK (ballot_sequence > 0),
        operator_id uuid NOT NULL,
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
        struck_at timestamptz NOT NULL,
        appeal text CHECK (length(appeal) BETWEEN 1 AND 1000),
        appealed_at timestamptz,
        upheld_by uuid CHECK (upheld_by <> operator_id),
        upheld_reason text CHECK (length(upheld_reason) BETWEEN 1 AND 1000),
        upheld_at timestamptz,
        UNIQUE (proposal_id, user_id),
        CHECK (num_nulls(appeal, appealed_at) IN (0, 2)),
        CHECK (num_nulls(upheld_by, upheld_reason, upheld_at) IN (0, 3)),
        CHECK (upheld_at IS NULL OR appealed_at IS NOT NULL)
      )`);
    await runner.query(`
      CREATE TRIGGER ballot_strikes_kept BEFORE DELETE OR TRUNCATE ON ballot_strikes
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  /** Refuses where one was struck: nothing in the older form could count it apart. */
  async down(runner: QueryRunner): Promise<void> {
    const [row] = (await runner.query('SELECT count(*)::int AS strikes FROM ballot_strikes')) as [{ strikes: number }];
    if (row.strikes > 0) throw new Error('Ballots were struck, which an older version cannot count.');
    await runner.query('DROP TABLE ballot_strikes');
    await runner.query('ALTER TABLE ballot_boxes DROP struck_power');
    await runner.query('ALTER TABLE ballots DROP restores');
  }
}
