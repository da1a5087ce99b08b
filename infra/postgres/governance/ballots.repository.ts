import { In, IsNull, MoreThan, type DataSource } from 'typeorm';
import {
  Ballot,
  BallotBox,
  readChoice,
  type Ballots,
  type CountedBallot,
  type VotingPlace,
} from '../../../domain/governance/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

/**
 * Of the voters and of their delegates. Each LIMIT keeps the planner, which knows nothing yet of a roll that was just
 * written, from reading the whole of it: a voter costs a few looks at an index, whatever the size of the roll.
 */
const PLACES = `
  WITH voters AS MATERIALIZED (
    SELECT r.user_id, r.delegate_id FROM unnest($2::uuid[]) AS given (user_id)
    CROSS JOIN LATERAL (
      SELECT user_id, delegate_id FROM proposal_rolls WHERE proposal_id = $1 AND user_id = given.user_id LIMIT 1
    ) AS r
  ), concerned AS MATERIALIZED (
    SELECT user_id FROM voters UNION SELECT delegate_id FROM voters WHERE delegate_id IS NOT NULL
  )
  SELECT r.user_id, r.pseudonym, r.power AS own_power, r.delegate_id, own.id AS ballot_id, own.choice, r.power + coalesce(behind.power, 0) AS power
  FROM concerned
  CROSS JOIN LATERAL (
    SELECT * FROM proposal_rolls WHERE proposal_id = $1 AND user_id = concerned.user_id LIMIT 1
  ) AS r
  LEFT JOIN LATERAL (
    SELECT id, choice FROM ballots WHERE proposal_id = $1 AND user_id = concerned.user_id AND replaced_at IS NULL LIMIT 1
  ) AS own ON true
  LEFT JOIN LATERAL (
    SELECT sum(d.power) AS power FROM proposal_rolls d
    WHERE d.proposal_id = $1 AND d.delegate_id = concerned.user_id
      AND NOT EXISTS (SELECT FROM ballots b WHERE b.proposal_id = $1 AND b.user_id = d.user_id AND b.replaced_at IS NULL)
  ) AS behind ON true`;

interface PlaceRow {
  readonly user_id: Id;
  readonly pseudonym: string;
  readonly own_power: string;
  readonly delegate_id: Id | null;
  readonly ballot_id: Id | null;
  readonly choice: string | null;
  readonly power: string;
}

/** A transaction that began earlier may come second to the lock, so its time may lie before the ballot it replaces. */
const REPLACE = `
  UPDATE ballots SET replaced_at = greatest(cast_at, $2::timestamptz) WHERE id = ANY ($1::uuid[]) AND replaced_at IS NULL`;

/** In the order of `APPEND`. */
const COLUMNS = [
  'id',
  'proposalId',
  'userId',
  'pseudonym',
  'choice',
  'reason',
  'signed',
  'statementId',
  'statementDigest',
  'sequence',
  'restores',
  'salt',
  'digest',
  'previous',
  'castAt',
] as const satisfies readonly (keyof Ballot)[];

const APPEND = `
  INSERT INTO ballots (id, proposal_id, user_id, pseudonym, choice, reason, signed, statement_id, statement_digest, sequence,
                       restores, salt, digest, previous, cast_at)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::boolean[], $8::uuid[],
                       $9::text[], $10::bigint[], $11::bigint[], $12::text[], $13::text[], $14::text[],
                       $15::timestamptz[])`;

export class PostgresBallots implements Ballots {
  constructor(private readonly dataSource: DataSource) {}

  box(tx: Tx, proposalId: Id): Promise<BallotBox> {
    return managerOf(tx).findOneByOrFail(BallotBox, { proposalId });
  }

  async places(tx: Tx, proposalId: Id, userIds: readonly Id[]): Promise<ReadonlyMap<Id, VotingPlace>> {
    const rows = await managerOf(tx).query<PlaceRow[]>(PLACES, [proposalId, userIds]);
    return new Map(
      rows.map(({ user_id, pseudonym, own_power, delegate_id, ballot_id, choice, power }) => [
        user_id,
        {
          pseudonym,
          ownPower: BigInt(own_power),
          delegateId: delegate_id,
          ballotId: ballot_id,
          power: BigInt(power),
          choice: choice === null ? null : readChoice(choice),
        },
      ]),
    );
  }

  async append(tx: Tx, box: BallotBox, ballots: readonly Ballot[], replaced: readonly Id[]): Promise<void> {
    const manager = managerOf(tx);
    const { proposalId } = box;
    if (replaced.length > 0) await manager.query(REPLACE, [replaced, tx.now]);
    await manager.query(
      APPEND,
      COLUMNS.map((name) => ballots.map((ballot) => ballot[name])),
    );
    await manager.update<object>(BallotBox, { proposalId }, box);
  }

  async currentOf(tx: Tx, proposalId: Id): Promise<CountedBallot[]> {
    const rows = await managerOf(tx).query<{ user_id: Id; choice: string }[]>(
      'SELECT user_id, choice FROM ballots WHERE proposal_id = $1 AND replaced_at IS NULL',
      [proposalId],
    );
    return rows.map(({ user_id: userId, choice }) => ({ userId, choice: readChoice(choice) }));
  }

  page(proposalId: Id, afterSequence: bigint, limit: number): Promise<Ballot[]> {
    return this.dataSource.manager.find(Ballot, {
      where: { proposalId, sequence: MoreThan(afterSequence) },
      order: { sequence: 'ASC' },
      take: limit,
    });
  }

  at(tx: Tx, proposalId: Id, sequence: bigint): Promise<Ballot> {
    return managerOf(tx).findOneByOrFail(Ballot, { proposalId, sequence });
  }

  byId(id: Id): Promise<Ballot | null> {
    return this.dataSource.manager.findOneBy(Ballot, { id });
  }

  currentBallotsOf(userId: Id, proposalIds: readonly Id[]): Promise<Ballot[]> {
    return this.dataSource.manager.findBy(Ballot, { proposalId: In(proposalIds), userId, replacedAt: IsNull() });
  }

  async boxes(proposalIds: readonly Id[]): Promise<ReadonlyMap<Id, BallotBox>> {
    const boxes = await this.dataSource.manager.findBy(BallotBox, { proposalId: In(proposalIds) });
    return new Map(boxes.map((box) => [box.proposalId, box]));
  }
}
