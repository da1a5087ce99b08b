import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  ballotDigest,
  chainHead,
  countBallots,
  emptyBox,
  readChoice,
  SIMPLE,
  weighBallots,
  type Ballot,
} from '../../../domain/governance/index.ts';
import { changed, type Id } from '../../../domain/shared/index.ts';

/** Ballots get numbers and a chain, proposals choices of their own, a running count, and an end that can move on. */
export class BallotBoxes1765000010400 implements MigrationInterface {
  name = 'BallotBoxes1765000010400';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...PROPOSALS, ...ROLLS, ...BALLOTS]) await runner.query(statement);
    await this.chain(runner);
    for (const statement of CHAINED) await runner.query(statement);
  }

  /** Ballots that were cast before there was a chain get one, in their order; it does not hold their statements. */
  private async chain(runner: QueryRunner): Promise<void> {
    const proposals = await runner.manager.query<{ id: Id; roll_digest: string }[]>(
      'SELECT id, roll_digest FROM proposals',
    );
    for (const { id, roll_digest: rollDigest } of proposals) {
      const roll = (await runner.manager.query<RollRow[]>(ROLL_OF, [id])).map(({ power, ...entry }) => {
        return { ...entry, power: BigInt(power) };
      });
      const rows = await runner.manager.query<BallotRow[]>(BALLOTS_OF, [id]);
      let box = emptyBox({ id, rollDigest, ...SIMPLE });
      for (const { id: ballotId, voter, choice, reason } of rows) {
        const content = { voter, choice: readChoice(choice), reason, statement: null };
        const digest = ballotDigest(content, null);
        const sequence = box.sequence + 1n;
        const head = chainHead(box.head, { sequence, digest });
        await runner.query(
          'UPDATE ballots SET sequence = $2, digest = $3, previous = $4, pseudonym = $5 WHERE id = $1',
          [ballotId, sequence, digest, box.head, voter],
        );
        box = changed(box, { sequence, head });
      }
      const current = rows.filter(({ counts }) => counts);
      const cast = current.map(({ user_id: userId, choice }) => ({ userId, choice: readChoice(choice) }));
      const count = countBallots(SIMPLE, weighBallots(roll, cast));
      // By hand, for the schema of the day has columns that this table does not have yet.
      await runner.query(
        `INSERT INTO ballot_boxes (proposal_id, sequence, head, powers, cast_power, voters, quorum_reached, extended_by)
         VALUES ($1, $2, $3, $4, $5, $6, false, '{}')`,
        [id, box.sequence, box.head, count.powers, count.castPower, current.length],
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BACK) await runner.query(statement);
  }
}

interface RollRow {
  readonly userId: Id;
  readonly power: string;
  readonly delegateId: Id | null;
}

interface BallotRow extends Pick<Ballot, 'id' | 'choice' | 'reason'> {
  readonly user_id: Id;
  readonly voter: string;
  readonly counts: boolean;
}

const ROLL_OF = `
  SELECT user_id AS "userId", power, delegate_id AS "delegateId" FROM proposal_rolls WHERE proposal_id = $1`;

const BALLOTS_OF = `
  SELECT b.id, b.user_id, r.pseudonym AS voter, b.choice, b.reason, b.replaced_at IS NULL AS counts
  FROM ballots b JOIN proposal_rolls r USING (proposal_id, user_id)
  WHERE b.proposal_id = $1 ORDER BY b.cast_at, b.id`;

const BEFORE = `
  SELECT 1 FROM (SELECT DISTINCT proposal_id FROM written) AS w JOIN proposals p ON p.id = w.proposal_id
  WHERE p.roll_total <> (SELECT sum(r.power) FROM proposal_rolls r WHERE r.proposal_id = p.id)`;

const WHOLE = `
  SELECT WHERE (SELECT count(*) FROM (SELECT DISTINCT proposal_id, person_id FROM written) AS persons) < (SELECT count(*) FROM written)
    OR (SELECT count(*) FROM (SELECT DISTINCT proposal_id, pseudonym FROM written) AS pseudonyms) < (SELECT count(*) FROM written)
    OR EXISTS (SELECT FROM written d WHERE d.delegate_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM written v WHERE v.proposal_id = d.proposal_id AND v.user_id = d.delegate_id))
    OR EXISTS (
      SELECT FROM (SELECT DISTINCT proposal_id FROM written) AS w LEFT JOIN proposals p ON p.id = w.proposal_id
      WHERE p.id IS NULL OR p.roll_total <> (SELECT sum(r.power) FROM proposal_rolls r WHERE r.proposal_id = p.id))`;

/** Columns of a published proposal that its own course may change. */
export const CHANGING = `'state','defeat_reason','ends_at','powers','cast_power','winner','rounds','decided_at','eta','expires_at',
      'execution_attempts','failure_code','reject_until'`;

/** Its end only moves on, and at most as far as the voting lasts. */
export const ENDING = `
      OR NEW.ends_at < OLD.ends_at OR (NEW.ends_at > OLD.ends_at AND (OLD.decided_at IS NOT NULL
        OR NEW.ends_at > OLD.starts_at + 2 * interval '1 ms' * (OLD.rules ->> 'votingPeriodMs')::bigint))`;

/** What a decision never changes again. */
export const AS_DECIDED = [
  CHANGING,
  `${ENDING}
      OR (OLD.decided_at IS NOT NULL AND (NEW.decided_at, NEW.powers, NEW.cast_power, NEW.winner, NEW.rounds, NEW.eta, NEW.expires_at)
        IS DISTINCT FROM (OLD.decided_at, OLD.powers, OLD.cast_power, OLD.winner, OLD.rounds, OLD.eta, OLD.expires_at))`,
] as const;

const PROPOSALS = [
  'DROP TRIGGER proposals_frozen ON proposals',
  `ALTER TABLE proposals
     ADD COLUMN method text NOT NULL DEFAULT 'SIMPLE' CHECK (method IN ('SIMPLE', 'APPROVAL', 'WEIGHTED', 'RANKED')),
     ADD COLUMN choices jsonb NOT NULL DEFAULT '["FOR", "AGAINST"]',
     ADD COLUMN powers bigint[],
     ADD COLUMN cast_power bigint,
     ADD COLUMN winner integer,
     ADD COLUMN rounds jsonb`,
  'ALTER TABLE proposals ALTER COLUMN method DROP DEFAULT, ALTER COLUMN choices DROP DEFAULT',
  `UPDATE proposals SET powers = ARRAY[for_power, against_power, abstain_power],
     cast_power = for_power + against_power + abstain_power,
     winner = CASE WHEN for_power > against_power THEN 0 WHEN for_power < against_power THEN 1 END
   WHERE decided_at IS NOT NULL`,
  'ALTER TABLE proposals DROP COLUMN for_power, DROP COLUMN against_power, DROP COLUMN abstain_power',
  `ALTER TABLE proposals
     ADD CHECK (num_nulls(decided_at, powers, cast_power) IN (0, 3)),
     ADD CHECK (cast_power BETWEEN 0 AND roll_total),
     ADD CHECK (0 <= ALL (powers)),
     ADD CHECK (cardinality(powers) = jsonb_array_length(choices) + 1),
     ADD CHECK (winner BETWEEN 0 AND jsonb_array_length(choices) - 1),
     ADD CHECK (rounds IS NULL OR method = 'RANKED')`,
  keepPublished(...AS_DECIDED),
  `CREATE TRIGGER proposals_frozen BEFORE UPDATE OR DELETE ON proposals
   FOR EACH ROW EXECUTE FUNCTION keep_published_proposal()`,
  'ALTER TABLE proposal_transitions DROP CONSTRAINT proposal_transitions_check',
  `ALTER TABLE proposal_transitions ADD CONSTRAINT proposal_transitions_check CHECK (
     (from_state IS NULL AND to_state = 'PENDING') OR (from_state, to_state) IN (
       ('PENDING', 'ACTIVE'), ('PENDING', 'CANCELLED'), ('ACTIVE', 'SUCCEEDED'), ('ACTIVE', 'DEFEATED'),
       ('SUCCEEDED', 'QUEUED'), ('QUEUED', 'EXECUTED'), ('QUEUED', 'EXECUTION_FAILED'), ('QUEUED', 'EXPIRED'),
       ('EXECUTION_FAILED', 'EXECUTED'), ('EXECUTION_FAILED', 'EXECUTION_FAILED'), ('EXECUTION_FAILED', 'EXPIRED'),
       ('DEFEATED', 'DEFEATED'), ('EXPIRED', 'EXPIRED'))
     OR (from_state = to_state AND from_state IN ('PENDING', 'ACTIVE') AND reason IS NOT NULL))`,
];

/** Pseudonyms are drawn; the digests of rolls that were frozen before stay as they were published. */
const ROLLS = [
  'ALTER TABLE proposal_rolls ADD COLUMN pseudonym uuid NOT NULL DEFAULT gen_random_uuid()',
  'ALTER TABLE proposal_rolls ALTER COLUMN pseudonym DROP DEFAULT',
  // A roll is written in one statement, and never again: what one look at the whole can check needs no index per row.
  `ALTER TABLE proposal_rolls DROP CONSTRAINT proposal_rolls_proposal_id_fkey,
     DROP CONSTRAINT proposal_rolls_proposal_id_person_id_key, DROP CONSTRAINT proposal_rolls_delegate`,
  rollIsWhole(WHOLE),
];

const BALLOTS = [
  'DROP TRIGGER ballots_frozen ON ballots',
  'ALTER TABLE ballots DROP CONSTRAINT ballots_choice_check',
  `ALTER TABLE ballots
     ADD COLUMN sequence bigint,
     ADD COLUMN pseudonym uuid,
     ADD COLUMN statement_digest text CHECK (statement_digest ~ '^[0-9a-f]{64}$'),
     ADD COLUMN salt text CHECK (salt ~ '^[0-9a-f]{32}$'),
     ADD COLUMN digest text CHECK (digest ~ '^[0-9a-f]{64}$'),
     ADD COLUMN previous text CHECK (previous ~ '^[0-9a-f]{64}$')`,
  `CREATE TABLE ballot_boxes (
     proposal_id uuid PRIMARY KEY REFERENCES proposals,
     sequence bigint NOT NULL CHECK (sequence >= 0),
     head text NOT NULL,
     powers bigint[] NOT NULL CHECK (0 <= ALL (powers)),
     cast_power bigint NOT NULL CHECK (cast_power >= 0),
     voters integer NOT NULL CHECK (voters BETWEEN 0 AND sequence),
     quorum_reached boolean NOT NULL,
     extended_by uuid[] NOT NULL
   ) WITH (fillfactor = 50)`,
];

/** A chain has no gap and does not fork: the database refuses a second ballot with a number. */
const CHAINED = [
  'ALTER TABLE ballots ALTER COLUMN sequence SET NOT NULL, ALTER COLUMN pseudonym SET NOT NULL, ALTER COLUMN digest SET NOT NULL, ALTER COLUMN previous SET NOT NULL',
  'ALTER TABLE ballots ADD UNIQUE (proposal_id, sequence), ADD CHECK (sequence > 0)',
  // Rows are compared as rows: as JSON, each ballot that is replaced would cost more than its index entries.
  `CREATE OR REPLACE FUNCTION keep_ballot() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE
     kept ballots;
   BEGIN
     IF TG_OP = 'UPDATE' AND OLD.replaced_at IS NULL THEN
       kept := NEW;
       kept.replaced_at := NULL;
       IF kept IS NOT DISTINCT FROM OLD THEN RETURN NEW; END IF;
     END IF;
     RAISE EXCEPTION 'a ballot is never changed or deleted, only replaced' USING ERRCODE = 'integrity_constraint_violation';
   END $$`,
  `CREATE TRIGGER ballots_frozen BEFORE UPDATE OR DELETE ON ballots FOR EACH ROW EXECUTE FUNCTION keep_ballot()`,
  `CREATE FUNCTION keep_ballot_box() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'UPDATE' AND NEW.proposal_id = OLD.proposal_id AND NEW.sequence > OLD.sequence
       AND NEW.quorum_reached >= OLD.quorum_reached THEN RETURN NEW; END IF;
     RAISE EXCEPTION 'a ballot box only fills' USING ERRCODE = 'integrity_constraint_violation';
   END $$`,
  `CREATE TRIGGER ballot_boxes_fill BEFORE UPDATE OR DELETE ON ballot_boxes
   FOR EACH ROW EXECUTE FUNCTION keep_ballot_box()`,
];

function rollIsWhole(broken: string): string {
  return `
  CREATE OR REPLACE FUNCTION roll_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (${broken}) THEN
      RAISE EXCEPTION 'a roll is written once, whole' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
  END $$`;
}

export function keepPublished(changing: string, refusing: string): string {
  return `
  CREATE OR REPLACE FUNCTION keep_published_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    rejecting text[] := ARRAY['rejection_attempts','due_at'];
    changing text[] := rejecting || ARRAY[${changing}];
  BEGIN
    IF TG_OP = 'DELETE'
      OR (OLD.state IN ('DEFEATED', 'EXECUTED', 'EXPIRED', 'CANCELLED', 'VETOED')
        AND (OLD.due_at IS NULL OR (to_jsonb(NEW) - rejecting) <> (to_jsonb(OLD) - rejecting)))
      OR (to_jsonb(NEW) - changing) <> (to_jsonb(OLD) - changing) ${refusing} THEN
      RAISE EXCEPTION 'a published proposal is never changed or deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END $$`;
}

/** Only where no proposal has choices of its own: they have no place in what was before. */
const BACK = [
  'DROP TABLE ballot_boxes',
  'DROP FUNCTION keep_ballot_box()',
  'ALTER TABLE ballots DROP COLUMN sequence, DROP COLUMN pseudonym, DROP COLUMN statement_digest, DROP COLUMN salt, DROP COLUMN digest, DROP COLUMN previous',
  `ALTER TABLE ballots ADD CONSTRAINT ballots_choice_check CHECK (choice IN ('FOR', 'AGAINST', 'ABSTAIN'))`,
  'ALTER TABLE proposal_rolls DROP COLUMN pseudonym',
  `ALTER TABLE proposal_rolls ADD FOREIGN KEY (proposal_id) REFERENCES proposals, ADD UNIQUE (proposal_id, person_id),
     ADD CONSTRAINT proposal_rolls_delegate FOREIGN KEY (proposal_id, delegate_id) REFERENCES proposal_rolls (proposal_id, user_id)`,
  rollIsWhole(BEFORE),
  'DROP TRIGGER proposals_frozen ON proposals',
  `ALTER TABLE proposals
     ADD COLUMN for_power bigint CHECK (for_power >= 0),
     ADD COLUMN against_power bigint CHECK (against_power >= 0),
     ADD COLUMN abstain_power bigint CHECK (abstain_power >= 0)`,
  `UPDATE proposals SET for_power = powers[1], against_power = powers[2], abstain_power = powers[3]`,
  `ALTER TABLE proposals DROP COLUMN method, DROP COLUMN choices, DROP COLUMN powers, DROP COLUMN cast_power,
     DROP COLUMN winner, DROP COLUMN rounds`,
  `ALTER TABLE proposals
     ADD CHECK (num_nulls(decided_at, for_power, against_power, abstain_power) IN (0, 4)),
     ADD CHECK (for_power::numeric + against_power + abstain_power <= roll_total)`,
  keepPublished(
    `'state','defeat_reason','for_power','against_power','abstain_power','decided_at','eta','expires_at',
      'execution_attempts','failure_code','reject_until'`,
    `
      OR (OLD.decided_at IS NOT NULL AND (NEW.decided_at, NEW.for_power, NEW.against_power, NEW.abstain_power, NEW.eta, NEW.expires_at)
        IS DISTINCT FROM (OLD.decided_at, OLD.for_power, OLD.against_power, OLD.abstain_power, OLD.eta, OLD.expires_at))`,
  ),
  `CREATE TRIGGER proposals_frozen BEFORE UPDATE OR DELETE ON proposals
   FOR EACH ROW EXECUTE FUNCTION keep_published_proposal()`,
];
