import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Guardians, for a time, and their vetoes, for ever. */
export class Guardians1765000010600 implements MigrationInterface {
  name = 'Guardians1765000010600';

  async up(runner: QueryRunner): Promise<void> {
    await restate(runner, ["'VETOED'"]);
    await runner.query(`
      CREATE TABLE councils (
        id uuid PRIMARY KEY,
        group_id uuid NOT NULL,
        guardian_ids uuid[] NOT NULL CHECK (cardinality(guardian_ids) BETWEEN 1 AND 9),
        needed integer NOT NULL CHECK (needed BETWEEN 1 AND cardinality(guardian_ids)),
        proposal_id uuid NOT NULL UNIQUE REFERENCES proposals,
        elected_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL CHECK (expires_at > elected_at)
      )`);
    await runner.query('CREATE INDEX councils_of_group ON councils (group_id, elected_at, id)');
    await runner.query(`
      CREATE TABLE vetoes (
        id uuid PRIMARY KEY,
        proposal_id uuid NOT NULL REFERENCES proposals,
        council_id uuid NOT NULL REFERENCES councils,
        guardian_id uuid NOT NULL,
        reason text NOT NULL CHECK (reason <> ''),
        signed boolean NOT NULL,
        statement_id uuid UNIQUE,
        at timestamptz NOT NULL,
        CHECK (signed = (statement_id IS NOT NULL)),
        UNIQUE (proposal_id, guardian_id)
      )`);
    await runner.query('CREATE INDEX vetoes_by ON vetoes (guardian_id, at)');
    for (const table of ['councils', 'vetoes']) {
      await runner.query(`CREATE TRIGGER ${table}_kept BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE vetoes, councils');
    await restate(runner, []);
  }
}

/** All that the tables say of states, with these states more. */
async function restate(runner: QueryRunner, more: readonly string[]): Promise<void> {
  for (const table of ['proposals', 'proposal_transitions']) {
    const known = await runner.manager.query<{ conname: string }[]>(
      `SELECT conname FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'c'
         AND pg_get_constraintdef(oid) ~ '''(DEFEATED|CANCELLED)'''`,
      [table],
    );
    for (const { conname } of known) await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${conname}`);
  }
  const ended = [`'DEFEATED'`, `'EXPIRED'`, ...more].join();
  const all = [`'PENDING','ACTIVE','SUCCEEDED','QUEUED','EXECUTED','EXECUTION_FAILED','CANCELLED'`, ended].join();
  await runner.query(`
    ALTER TABLE proposals
      ADD CONSTRAINT proposals_states CHECK (state IN (${all})),
      ADD CONSTRAINT proposals_defeated CHECK ((state = 'DEFEATED') = (defeat_reason IS NOT NULL)),
      ADD CONSTRAINT proposals_decided CHECK (
        (decided_at IS NULL) = (state IN ('PENDING', 'ACTIVE', 'CANCELLED')) OR state IN (${[`'-'`, ...more].join()})),
      ADD CONSTRAINT proposals_rejecting CHECK ((reject_until IS NOT NULL) = (state IN (${ended}))),
      ADD CONSTRAINT proposals_due CHECK ((due_at IS NULL) = (state IN ('EXECUTED', 'CANCELLED')) OR state IN (${ended}))`);
  const stops = more.flatMap((state) =>
    ['ACTIVE', 'QUEUED', 'EXECUTION_FAILED'].map((from) => `('${from}', ${state})`),
  );
  const stays = more.map((state) => `(${state}, ${state})`);
  const pairs = [...PAIRS, ...stops, ...stays].join(', ');
  await runner.query(`
    ALTER TABLE proposal_transitions
      ADD CONSTRAINT proposal_transitions_states CHECK (from_state IN (${all}) AND to_state IN (${all})),
      ADD CONSTRAINT proposal_transitions_check CHECK (
        (from_state IS NULL AND to_state = 'PENDING') OR (from_state, to_state) IN (${pairs})
        OR (from_state = to_state AND from_state IN ('PENDING', 'ACTIVE') AND reason IS NOT NULL))`);
}

const PAIRS = [
  `('PENDING', 'ACTIVE'), ('PENDING', 'CANCELLED'), ('ACTIVE', 'SUCCEEDED'), ('ACTIVE', 'DEFEATED'), ('SUCCEEDED', 'QUEUED')`,
  `('QUEUED', 'EXECUTED'), ('QUEUED', 'EXECUTION_FAILED'), ('QUEUED', 'EXPIRED'), ('EXECUTION_FAILED', 'EXECUTED')`,
  `('EXECUTION_FAILED', 'EXECUTION_FAILED'), ('EXECUTION_FAILED', 'EXPIRED'), ('DEFEATED', 'DEFEATED'), ('EXPIRED', 'EXPIRED')`,
];
