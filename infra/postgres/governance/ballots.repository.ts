import { In, IsNull, type DataSource } from 'typeorm';
import { Ballot, type Ballots, type Count, type CountedBallot } from '../../../domain/governance/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresBallots implements Ballots {
  constructor(private readonly dataSource: DataSource) {}

  async append(tx: Tx, ballot: Ballot): Promise<void> {
    const manager = managerOf(tx);
    const { proposalId, userId, castAt } = ballot;
    // A transaction that began earlier may come second to the lock, so its time may lie before the ballot it replaces.
    await manager.query(
      `UPDATE ballots SET replaced_at = greatest(cast_at, $3::timestamptz)
       WHERE proposal_id = $1 AND user_id = $2 AND replaced_at IS NULL`,
      [proposalId, userId, castAt],
    );
    await manager.insert(Ballot, ballot);
  }

  currentOf(tx: Tx, proposalId: Id): Promise<CountedBallot[]> {
    return managerOf(tx).find(Ballot, {
      select: { userId: true, choice: true },
      where: { proposalId, replacedAt: IsNull() },
    });
  }

  byId(id: Id): Promise<Ballot | null> {
    return this.dataSource.manager.findOneBy(Ballot, { id });
  }

  currentBallotsOf(userId: Id, proposalIds: readonly Id[]): Promise<Ballot[]> {
    return this.dataSource.manager.findBy(Ballot, { proposalId: In(proposalIds), userId, replacedAt: IsNull() });
  }

  async counts(proposalIds: readonly Id[]): Promise<ReadonlyMap<Id, Count>> {
    const rows = await this.dataSource.query<(Record<keyof Count, string> & { proposal_id: Id })[]>(
      `WITH counted AS (
         SELECT r.proposal_id, r.power, b.choice
         FROM ballots b JOIN proposal_rolls r USING (proposal_id, user_id)
         WHERE b.proposal_id = ANY ($1::uuid[]) AND b.replaced_at IS NULL
         UNION ALL
         SELECT r.proposal_id, r.power, b.choice
         FROM ballots b JOIN proposal_rolls r ON r.proposal_id = b.proposal_id AND r.delegate_id = b.user_id
         WHERE b.proposal_id = ANY ($1::uuid[]) AND b.replaced_at IS NULL
           AND NOT EXISTS (SELECT FROM ballots own WHERE own.proposal_id = r.proposal_id AND own.user_id = r.user_id
                                                     AND own.replaced_at IS NULL)
       )
       SELECT proposal_id,
              coalesce(sum(power) FILTER (WHERE choice = 'FOR'), 0)::text AS "forPower",
              coalesce(sum(power) FILTER (WHERE choice = 'AGAINST'), 0)::text AS "againstPower",
              coalesce(sum(power) FILTER (WHERE choice = 'ABSTAIN'), 0)::text AS "abstainPower"
       FROM counted GROUP BY proposal_id`,
      [proposalIds],
    );
    return new Map(rows.map((row) => [row.proposal_id, countOf(row)]));
  }
}

function countOf({ forPower, againstPower, abstainPower }: Record<keyof Count, string>): Count {
  return { forPower: BigInt(forPower), againstPower: BigInt(againstPower), abstainPower: BigInt(abstainPower) };
}
