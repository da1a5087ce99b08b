import { IsNull, type DataSource } from 'typeorm';
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

  currentBallot(proposalId: Id, userId: Id): Promise<Ballot | null> {
    return this.dataSource.manager.findOneBy(Ballot, { proposalId, userId, replacedAt: IsNull() });
  }

  async count(proposalId: Id): Promise<Count> {
    const rows = await this.dataSource.query<{ choice: string; power: string }[]>(
      `SELECT b.choice, sum(r.power)::text AS power
       FROM ballots b JOIN proposal_rolls r USING (proposal_id, user_id)
       WHERE b.proposal_id = $1 AND b.replaced_at IS NULL
       GROUP BY b.choice`,
      [proposalId],
    );
    const powerOf = (choice: string) => BigInt(rows.find((row) => row.choice === choice)?.power ?? 0);
    return { forPower: powerOf('FOR'), againstPower: powerOf('AGAINST'), abstainPower: powerOf('ABSTAIN') };
  }
}
