import type { DataSource, EntityManager, SelectQueryBuilder } from 'typeorm';
import { Charter, Pool, type Charters, type Pools, type PoolState } from '../../../domain/pools/index.ts';
import { NotFound, type Id, type Page, type PageRequest, type Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresPools implements Pools {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, pool: Pool, charter: Charter): Promise<void> {
    await managerOf(tx).insert(Pool, pool);
    await managerOf(tx).insert(Charter, charter);
  }

  lockToPledge(tx: Tx, id: Id): Promise<Pool | null> {
    return pools(managerOf(tx)).where('pool.id = :id', { id }).setLock('pessimistic_read').getOne();
  }

  lock(tx: Tx, id: Id): Promise<Pool | null> {
    return pools(managerOf(tx)).where('pool.id = :id', { id }).setLock('for_no_key_update').getOne();
  }

  lockNextDue(tx: Tx, except: readonly Id[]): Promise<Pool | null> {
    return pools(managerOf(tx))
      .where(`pool.state = 'pledging' AND pool.pledgingEndsAt <= :now`, { now: tx.now })
      .andWhere('pool.id <> ALL(:except::uuid[])', { except })
      .orderBy({ 'pool.pledgingEndsAt': 'ASC', 'pool.id': 'ASC' })
      .limit(1)
      .setLock('for_no_key_update')
      .setOnLocked('skip_locked')
      .getOne();
  }

  async move(tx: Tx, id: Id, to: Partial<Pick<Pool, 'state' | 'foundingProposalId' | 'charterId' | 'builderId'>>) {
    await managerOf(tx).update(Pool, { id }, to);
  }

  byId(id: Id): Promise<Pool | null> {
    return pools(this.dataSource.manager).where('pool.id = :id', { id }).getOne();
  }

  byIds(ids: readonly Id[]): Promise<Pool[]> {
    return pools(this.dataSource.manager).where('pool.id = ANY(:ids::uuid[])', { ids }).getMany();
  }

  page(states: readonly PoolState[], request: PageRequest): Promise<Page<Pool>> {
    const query = pools(this.dataSource.manager);
    if (states.length > 0) query.where('pool.state = ANY(:states)', { states });
    return keysetPage(query, ['id'], 'DESC', request);
  }
}

export class PostgresCharters implements Charters {
  constructor(private readonly dataSource: DataSource) {}

  async current(tx: Tx, poolId: Id): Promise<Charter> {
    const charter = await managerOf(tx)
      .createQueryBuilder(Charter, 'charter')
      .where('charter.id = (SELECT charter_id FROM pools WHERE id = :poolId)', { poolId })
      .getOne();
    if (!charter) throw new NotFound('The pool', ['poolId']);
    return charter;
  }

  async insert(tx: Tx, charter: Charter): Promise<void> {
    await managerOf(tx).insert(Charter, charter);
  }

  byDigest(digest: string): Promise<Charter | null> {
    return this.dataSource.manager.findOneBy(Charter, { digest });
  }

  byId(id: Id): Promise<Charter | null> {
    return this.dataSource.manager.findOneBy(Charter, { id });
  }

  byIds(ids: readonly Id[]): Promise<Charter[]> {
    const query = this.dataSource.manager.createQueryBuilder(Charter, 'charter');
    return query.where('charter.id = ANY(:ids::uuid[])', { ids }).getMany();
  }
}

function pools(manager: EntityManager): SelectQueryBuilder<Pool> {
  return manager.createQueryBuilder(Pool, 'pool');
}
