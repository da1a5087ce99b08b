import { In, type DataSource } from 'typeorm';
import { ModelVersion, type ModelState, type ModelVersions, type Repricing } from '../../../domain/models/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresModelVersions implements ModelVersions {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, version: ModelVersion): Promise<void> {
    await managerOf(tx).insert(ModelVersion, version);
  }

  async nextNumber(tx: Tx, poolId: Id): Promise<number> {
    await managerOf(tx).query(`SELECT pg_advisory_xact_lock(hashtextextended('models.number:' || $1, 0))`, [poolId]);
    return (await managerOf(tx).countBy(ModelVersion, { poolId })) + 1;
  }

  ofRun(tx: Tx, runId: Id): Promise<ModelVersion | null> {
    return managerOf(tx).findOneBy(ModelVersion, { runId });
  }

  lockPayable(tx: Tx, ids: readonly Id[]): Promise<ModelVersion[]> {
    return managerOf(tx)
      .createQueryBuilder(ModelVersion, 'version')
      .where(`version.id = ANY(:ids::uuid[]) AND version.state <> 'suspended'`, { ids })
      .orderBy('version.id')
      .setLock('pessimistic_read')
      .getMany();
  }

  allOfPool(tx: Tx, poolId: Id): Promise<ModelVersion[]> {
    return managerOf(tx).find(ModelVersion, { where: { poolId }, order: { id: 'ASC' } });
  }

  lock(tx: Tx, id: Id): Promise<ModelVersion | null> {
    return managerOf(tx).findOne(ModelVersion, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async move(tx: Tx, id: Id, state: ModelState): Promise<void> {
    await managerOf(tx).update(ModelVersion, { id }, { state });
  }

  async reprice(tx: Tx, id: Id, repricings: readonly Repricing[]): Promise<void> {
    await managerOf(tx).update(ModelVersion, { id }, { repricings });
  }

  byId(id: Id): Promise<ModelVersion | null> {
    return this.dataSource.manager.findOneBy(ModelVersion, { id });
  }

  byIds(ids: readonly Id[]): Promise<ModelVersion[]> {
    return this.dataSource.manager.findBy(ModelVersion, { id: In(ids) });
  }

  ofPool(poolId: Id, page: PageRequest): Promise<Page<ModelVersion>> {
    const query = this.dataSource.manager.createQueryBuilder(ModelVersion, 'version');
    return keysetPage(query.where('version.poolId = :poolId', { poolId }), ['publishedAt', 'id'], 'DESC', page);
  }

  all(page: PageRequest): Promise<Page<ModelVersion>> {
    const query = this.dataSource.manager.createQueryBuilder(ModelVersion, 'version');
    return keysetPage(query, ['publishedAt', 'id'], 'DESC', page);
  }
}
