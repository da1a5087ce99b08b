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
      `SELECT b.proposal_id,
              coalesce(sum(r.power) FILTER (WHERE b.choice = 'FOR'), 0)::text AS "forPower",
              coalesce(sum(r.power) FILTER (WHERE b.choice = 'AGAINST'), 0)::text AS "againstPower",
              coalesce(sum(r.power) FILTER (WHERE b.choice = 'ABSTAIN'), 0)::text AS "abstainPower"
       FROM ballots b JOIN proposal_rolls r USING (proposal_id, user_id)
       WHERE b.proposal_id = ANY($1::uuid[]) AND b.replaced_at IS NULL
       GROUP BY b.proposal_id`,
      [proposalIds],
    );
    return new Map(rows.map((row) => [row.proposal_id, countOf(row)]));
  }
}

function countOf({ forPower, againstPower, abstainPower }: Record<keyof Count, string>): Count {
  return { forPower: BigInt(forPower), againstPower: BigInt(againstPower), abstainPower: BigInt(abstainPower) };
}
