import { In, IsNull, MoreThan, type DataSource } from 'typeorm';
import {
  Ballot,
  BallotBox,
  readChoice,
  type Ballots,
  type CountedBallot,
  type Weighed,
} from '../../../domain/governance/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

const WEIGH = `
  SELECT r.user_id, own.choice, r.power + coalesce((
    SELECT sum(d.power) FROM proposal_rolls d
    WHERE d.proposal_id = r.proposal_id AND d.delegate_id = r.user_id
      AND NOT EXISTS (SELECT FROM ballots b WHERE b.proposal_id = d.proposal_id AND b.user_id = d.user_id
                                              AND b.replaced_at IS NULL)
  ), 0) AS power
  FROM proposal_rolls r
  LEFT JOIN ballots own ON own.proposal_id = r.proposal_id AND own.user_id = r.user_id AND own.replaced_at IS NULL
  WHERE r.proposal_id = $1 AND r.user_id = ANY ($2::uuid[])`;

/** A transaction that began earlier may come second to the lock, so its time may lie before the ballot it replaces. */
const REPLACE = `
  UPDATE ballots SET replaced_at = greatest(cast_at, $3::timestamptz)
  WHERE proposal_id = $1 AND user_id = ANY ($2::uuid[]) AND replaced_at IS NULL`;

const COLUMNS = [
  ...([
    'id',
    'proposalId',
    'userId',
    'choice',
    'reason',
    'signed',
    'statementId',
    'statementDigest',
    'sequence',
    'salt',
  ] as const),
  ...(['digest', 'previous', 'castAt'] as const),
];

const APPEND = `
  INSERT INTO ballots (id, proposal_id, user_id, choice, reason, signed, statement_id, statement_digest, sequence, salt, digest, previous, cast_at)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::boolean[], $7::uuid[], $8::text[],
                       $9::bigint[], $10::text[], $11::text[], $12::text[], $13::timestamptz[])`;

export class PostgresBallots implements Ballots {
  constructor(private readonly dataSource: DataSource) {}

  box(tx: Tx, proposalId: Id): Promise<BallotBox> {
    return managerOf(tx).findOneByOrFail(BallotBox, { proposalId });
  }

  async weigh(tx: Tx, proposalId: Id, userIds: readonly Id[]): Promise<ReadonlyMap<Id, Weighed>> {
    const rows = await managerOf(tx).query<{ user_id: Id; choice: string | null; power: string }[]>(WEIGH, [
      proposalId,
      userIds,
    ]);
    return new Map(
      rows.map(({ user_id, choice, power }) => [
        user_id,
        { power: BigInt(power), choice: choice === null ? null : readChoice(choice) },
      ]),
    );
  }

  async append(tx: Tx, box: BallotBox, ballots: readonly Ballot[]): Promise<void> {
    const manager = managerOf(tx);
    const { proposalId } = box;
    await manager.query(REPLACE, [proposalId, ballots.map(({ userId }) => userId), tx.now]);
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
