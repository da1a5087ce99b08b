import { In, IsNull, type DataSource } from 'typeorm';
import { Closing, type Closings } from '../../../domain/pools/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresClosings implements Closings {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, closing: Closing): Promise<void> {
    await managerOf(tx).insert(Closing, closing);
  }

  async open(): Promise<Id[]> {
    const order = { begunAt: 'ASC' } as const;
    const closings = await this.dataSource.manager.find(Closing, { where: { finishedAt: IsNull() }, order });
    return closings.map(({ poolId }) => poolId);
  }

  lockUnheld(tx: Tx, poolId: Id): Promise<Closing | null> {
    const query = managerOf(tx).createQueryBuilder(Closing, 'closing').where('closing.poolId = :poolId', { poolId });
    return query.setLock('for_no_key_update').setOnLocked('skip_locked').getOne();
  }

  async finish(tx: Tx, poolId: Id): Promise<void> {
    await managerOf(tx).update(Closing, { poolId }, { finishedAt: tx.now });
  }

  ofPools(poolIds: readonly Id[]): Promise<Closing[]> {
    return this.dataSource.manager.findBy(Closing, { poolId: In(poolIds) });
  }
}
