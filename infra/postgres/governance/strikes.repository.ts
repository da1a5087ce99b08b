import { In, type DataSource } from 'typeorm';
import { Strike, type Strikes } from '../../../domain/governance/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresStrikes implements Strikes {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, strike: Strike): Promise<void> {
    await managerOf(tx).insert(Strike, strike);
  }

  async update(tx: Tx, { id, ...changes }: Strike): Promise<void> {
    await managerOf(tx).update(Strike, { id }, changes);
  }

  of(tx: Tx, proposalId: Id, userId: Id): Promise<Strike | null> {
    return managerOf(tx).findOneBy(Strike, { proposalId, userId });
  }

  ofProposals(proposalIds: readonly Id[]): Promise<Strike[]> {
    const order = { struckAt: 'ASC', id: 'ASC' } as const;
    return this.dataSource.manager.find(Strike, { where: { proposalId: In(proposalIds) }, order });
  }
}
