import { In, IsNull, type DataSource } from 'typeorm';
import { Pledge, type Grounds, type Pledged, type Pledges } from '../../../domain/pools/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';
import { groundsOf } from './grounds.ts';

export class PostgresPledges implements Pledges {
  constructor(
    private readonly dataSource: DataSource,
    private readonly countUnproved: boolean,
  ) {}

  async insert(tx: Tx, pledge: Pledge): Promise<boolean> {
    // The dataset's row is locked by whoever pledges it, so nobody can come between the look and the insert.
    if (await this.isLive(tx, pledge.poolId, pledge.datasetId)) return false;
    await managerOf(tx).insert(Pledge, pledge);
    return true;
  }

  isLive(tx: Tx, poolId: Id, datasetId: Id): Promise<boolean> {
    return managerOf(tx).existsBy(Pledge, { poolId, datasetId, withdrawnAt: IsNull() });
  }

  liveIn(tx: Tx, poolId: Id): Promise<Pledge[]> {
    const order = { pledgedAt: 'ASC', id: 'ASC' } as const;
    return managerOf(tx).find(Pledge, { where: { poolId, withdrawnAt: IsNull() }, order });
  }

  someLiveIn(tx: Tx, poolId: Id, limit: number): Promise<Pledge[]> {
    return managerOf(tx).find(Pledge, { where: { poolId, withdrawnAt: IsNull() }, order: { id: 'ASC' }, take: limit });
  }

  hasLive(tx: Tx, poolId: Id, userId: Id): Promise<boolean> {
    return managerOf(tx).existsBy(Pledge, { poolId, userId, withdrawnAt: IsNull() });
  }

  async withdraw(tx: Tx, grounds: Grounds): Promise<Pledge[]> {
    const { column, value } = groundsOf(grounds);
    const rows = await managerOf(tx).query<{ id: Id }[]>(
      `WITH ended AS (
         UPDATE pledges SET withdrawn_at = $2 WHERE ${column} = $1 AND withdrawn_at IS NULL RETURNING id
       ) SELECT id FROM ended`,
      [value, tx.now],
    );
    return managerOf(tx).findBy(Pledge, { id: In(rows.map((row) => row.id)) });
  }

  byId(id: Id): Promise<Pledge | null> {
    return this.dataSource.manager.findOneBy(Pledge, { id });
  }

  ofUserIn(poolIds: readonly Id[], userId: Id): Promise<Pledge[]> {
    return this.dataSource.manager.find(Pledge, { where: { poolId: In(poolIds), userId }, order: { id: 'ASC' } });
  }

  async totals(poolIds: readonly Id[]): Promise<ReadonlyMap<Id, Pledged>> {
    const person = this.countUnproved ? 'coalesce(person_id, user_id)' : 'person_id';
    const rows = await this.dataSource.query<{ pool_id: Id; persons: string; records: string }[]>(
      `SELECT pool_id, count(DISTINCT ${person}) AS persons,
              coalesce(sum(records) FILTER (WHERE ${person} IS NOT NULL), 0) AS records
       FROM pledges WHERE pool_id = ANY($1::uuid[]) AND withdrawn_at IS NULL GROUP BY pool_id`,
      [poolIds],
    );
    return new Map(rows.map((row) => [row.pool_id, { persons: Number(row.persons), records: Number(row.records) }]));
  }
}
