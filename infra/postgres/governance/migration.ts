import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATES = `('PENDING','ACTIVE','SUCCEEDED','DEFEATED','QUEUED','EXECUTED','EXECUTION_FAILED','EXPIRED','CANCELLED')`;

/** Proposals, rolls, ballots and the log of states. The constraints repeat what `domain/governance/README.md` promises. */
export class Governance1764000000300 implements MigrationInterface {
  name = 'Governance1764000000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PROPOSALS);
    await runner.query(`CREATE INDEX proposals_due ON proposals (due_at, id) WHERE due_at IS NOT NULL`);
    await runner.query(`CREATE INDEX proposals_of_group ON proposals (group_id, id)`);
    await runner.query(FROZEN_PROPOSAL);
    await runner.query(`
      CREATE TRIGGER proposals_frozen BEFORE UPDATE OR DELETE ON proposals
      FOR EACH ROW EXECUTE FUNCTION keep_published_proposal()`);
    await this.log(runner);
    await this.roll(runner);
    await this.ballots(runner);
  }

  private async log(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE proposal_transitions (
        id uuid PRIMARY KEY,
        proposal_id uuid NOT NULL REFERENCES proposals,
        from_state text CHECK (from_state IN ${STATES}),
        to_state text NOT NULL CHECK (to_state IN ${STATES}),
        reason text,
        at timestamptz NOT NULL,
        CHECK ((from_state IS NULL AND to_state = 'PENDING') OR (from_state, to_state) IN (
          ('PENDING', 'ACTIVE'), ('PENDING', 'CANCELLED'), ('ACTIVE', 'SUCCEEDED'), ('ACTIVE', 'DEFEATED'),
          ('SUCCEEDED', 'QUEUED'), ('QUEUED', 'EXECUTED'), ('QUEUED', 'EXECUTION_FAILED'), ('QUEUED', 'EXPIRED'),
          ('EXECUTION_FAILED', 'EXECUTED'), ('EXECUTION_FAILED', 'EXECUTION_FAILED'), ('EXECUTION_FAILED', 'EXPIRED'),
          ('DEFEATED', 'DEFEATED'), ('EXPIRED', 'EXPIRED')))
      )`);
    await runner.query(`CREATE INDEX proposal_transitions_of ON proposal_transitions (proposal_id, at, id)`);
    await runner.query(
      `CREATE UNIQUE INDEX proposals_executed_once ON proposal_transitions (proposal_id) WHERE to_state = 'EXECUTED'`,
    );
    await runner.query(`
      CREATE TRIGGER proposal_transitions_frozen BEFORE UPDATE OR DELETE ON proposal_transitions
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
  }

  /** Powers are positive and must sum to the published total, so nobody can join a roll after its publication. */
  private async roll(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE proposal_rolls (
        proposal_id uuid NOT NULL REFERENCES proposals,
        user_id uuid NOT NULL,
        person_id uuid NOT NULL,
        power bigint NOT NULL CHECK (power > 0),
        PRIMARY KEY (proposal_id, user_id),
        UNIQUE (proposal_id, person_id)
      )`);
    await runner.query(`
      CREATE FUNCTION roll_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (
          SELECT 1 FROM proposals p
          WHERE p.id IN (SELECT DISTINCT proposal_id FROM written)
            AND p.roll_total <> (SELECT sum(r.power) FROM proposal_rolls r WHERE r.proposal_id = p.id)
        ) THEN
          RAISE EXCEPTION 'a roll is written once, whole' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER proposal_rolls_whole AFTER INSERT ON proposal_rolls REFERENCING NEW TABLE AS written
      FOR EACH STATEMENT EXECUTE FUNCTION roll_is_whole()`);
    await runner.query(`
      CREATE TRIGGER proposal_rolls_frozen BEFORE UPDATE OR DELETE ON proposal_rolls
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
  }

  /** Append-only: the one change a ballot knows is to be replaced, once. */
  private async ballots(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ballots (
        id uuid PRIMARY KEY,
        proposal_id uuid NOT NULL,
        user_id uuid NOT NULL,
        choice text NOT NULL CHECK (choice IN ('FOR', 'AGAINST', 'ABSTAIN')),
        reason text,
        signed boolean NOT NULL,
        statement_id uuid UNIQUE,
        cast_at timestamptz NOT NULL,
        replaced_at timestamptz,
        CHECK (signed = (statement_id IS NOT NULL)),
        CHECK (replaced_at >= cast_at),
        FOREIGN KEY (proposal_id, user_id) REFERENCES proposal_rolls (proposal_id, user_id)
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX ballots_current ON ballots (proposal_id, user_id) WHERE replaced_at IS NULL`,
    );
    await runner.query(`
      CREATE FUNCTION keep_ballot() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' OR OLD.replaced_at IS NOT NULL
          OR (to_jsonb(NEW) - 'replaced_at') <> (to_jsonb(OLD) - 'replaced_at') THEN
          RAISE EXCEPTION 'a ballot is never changed or deleted, only replaced' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER ballots_frozen BEFORE UPDATE OR DELETE ON ballots FOR EACH ROW EXECUTE FUNCTION keep_ballot()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ballots, proposal_rolls, proposal_transitions, proposals');
    await runner.query('DROP FUNCTION keep_ballot, roll_is_whole, keep_published_proposal');
  }
}

const PROPOSALS = `
  CREATE TABLE proposals (
    id uuid PRIMARY KEY,
    group_id uuid NOT NULL,
    kind text NOT NULL,
    params jsonb NOT NULL,
    params_digest text NOT NULL,
    title text NOT NULL,
    author_id uuid NOT NULL,
    rules jsonb NOT NULL,
    electorate text NOT NULL,
    roll_total bigint NOT NULL CHECK (roll_total > 0),
    roll_digest text NOT NULL,
    content_digest text NOT NULL,
    created_at timestamptz NOT NULL,
    starts_at timestamptz NOT NULL CHECK (starts_at >= created_at),
    ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
    state text NOT NULL CHECK (state IN ${STATES}),
    defeat_reason text CHECK (defeat_reason IN ('QUORUM_NOT_MET', 'NOT_APPROVED', 'TIE')),
    for_power bigint CHECK (for_power >= 0),
    against_power bigint CHECK (against_power >= 0),
    abstain_power bigint CHECK (abstain_power >= 0),
    decided_at timestamptz CHECK (decided_at >= ends_at),
    eta timestamptz CHECK (eta >= decided_at),
    expires_at timestamptz CHECK (expires_at > eta),
    execution_attempts integer NOT NULL CHECK (execution_attempts >= 0),
    failure_code text,
    rejection_attempts integer NOT NULL CHECK (rejection_attempts >= 0),
    reject_until timestamptz CHECK (reject_until > decided_at),
    due_at timestamptz,
    CHECK ((state = 'DEFEATED') = (defeat_reason IS NOT NULL)),
    CHECK ((decided_at IS NULL) = (state IN ('PENDING', 'ACTIVE', 'CANCELLED'))),
    CHECK (num_nulls(decided_at, for_power, against_power, abstain_power) IN (0, 4)),
    CHECK (for_power::numeric + against_power + abstain_power <= roll_total),
    CHECK ((reject_until IS NOT NULL) = (state IN ('DEFEATED', 'EXPIRED'))),
    CHECK ((due_at IS NULL) = (state IN ('EXECUTED', 'CANCELLED')) OR state IN ('DEFEATED', 'EXPIRED')),
    CHECK (due_at IS NOT NULL OR reject_until IS NULL OR rejection_attempts > 0)
  )`;

/**
 * What was published stays as it was published; a decided count stays as counted; a terminal state is the last, and all
 * that changes in it is how far its subject has got with the rejection, until that is done or given up.
 */
const FROZEN_PROPOSAL = `
  CREATE FUNCTION keep_published_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    rejecting text[] := ARRAY['rejection_attempts','due_at'];
    changing text[] := rejecting || ARRAY['state','defeat_reason','for_power','against_power','abstain_power','decided_at',
      'eta','expires_at','execution_attempts','failure_code','reject_until'];
  BEGIN
    IF TG_OP = 'DELETE'
      OR (OLD.state IN ('DEFEATED', 'EXECUTED', 'EXPIRED', 'CANCELLED')
        AND (OLD.due_at IS NULL OR (to_jsonb(NEW) - rejecting) <> (to_jsonb(OLD) - rejecting)))
      OR (to_jsonb(NEW) - changing) <> (to_jsonb(OLD) - changing)
      OR (OLD.decided_at IS NOT NULL AND (NEW.decided_at, NEW.for_power, NEW.against_power, NEW.abstain_power, NEW.eta, NEW.expires_at)
        IS DISTINCT FROM (OLD.decided_at, OLD.for_power, OLD.against_power, OLD.abstain_power, OLD.eta, OLD.expires_at)) THEN
      RAISE EXCEPTION 'a published proposal is never changed or deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END $$`;
