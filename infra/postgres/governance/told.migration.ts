import type { MigrationInterface, QueryRunner } from 'typeorm';
import { AS_DECIDED, CHANGING, ENDING, keepPublished } from './ballot-boxes.migration.ts';

/** As decided, but for the execution, which may come later while it waits. */
const MOVING_LATER = [
  CHANGING,
  `${ENDING}
      OR (OLD.decided_at IS NOT NULL AND ((NEW.decided_at, NEW.powers, NEW.cast_power, NEW.winner, NEW.rounds)
        IS DISTINCT FROM (OLD.decided_at, OLD.powers, OLD.cast_power, OLD.winner, OLD.rounds)
        OR ((NEW.eta, NEW.expires_at) IS DISTINCT FROM (OLD.eta, OLD.expires_at) AND NOT coalesce(OLD.state = 'QUEUED'
          AND NEW.eta > OLD.eta AND NEW.expires_at - NEW.eta = OLD.expires_at - OLD.eta, false))))`,
] as const;

/** Of what people were told; and the notice period of an adopted proposal begins when they were. */
export class Told1765000011100 implements MigrationInterface {
  name = 'Told1765000011100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE proposal_told (
        proposal_id uuid NOT NULL REFERENCES proposals,
        kind text NOT NULL CHECK (kind IN ('closing', 'exit')),
        told_at timestamptz CHECK (told_at IS NOT NULL OR kind = 'exit'),
        PRIMARY KEY (proposal_id, kind)
      )`);
    await runner.query(keepPublished(...MOVING_LATER));
    await restate(
      runner,
      (known) => `${known} OR (from_state = 'QUEUED' AND to_state = 'QUEUED' AND reason IS NOT NULL)`,
    );
  }

  /** The log keeps what happened, so what it says stays allowed. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(keepPublished(...AS_DECIDED));
    await runner.query('DROP TABLE proposal_told');
  }
}

async function restate(runner: QueryRunner, changed: (known: string) => string): Promise<void> {
  const [row] = await runner.manager.query<{ known: string }[]>(
    `SELECT pg_get_expr(conbin, conrelid) AS known FROM pg_constraint WHERE conname = 'proposal_transitions_check'
       AND conrelid = 'proposal_transitions'::regclass`,
  );
  await runner.query('ALTER TABLE proposal_transitions DROP CONSTRAINT proposal_transitions_check');
  await runner.query(
    `ALTER TABLE proposal_transitions ADD CONSTRAINT proposal_transitions_check CHECK (${changed((row as { known: string }).known)})`,
  );
}
