import { In, type DataSource } from 'typeorm';
import type { DatasetStanding, DatasetStandings } from '../../../domain/consents/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { Dataset, type Datasets } from '../../../domain/vaults/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

/** Datasets, and what `consents` asks about them. */
export class PostgresDatasets implements Datasets, DatasetStandings {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, dataset: Dataset): Promise<void> {
    await managerOf(tx).insert(Dataset, dataset);
  }

  lock(tx: Tx, id: Id): Promise<Dataset | null> {
    return managerOf(tx).findOne(Dataset, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async update(tx: Tx, dataset: Dataset): Promise<void> {
    const { id, source, state, streams, records, readyAt, erasedAt } = dataset;
    await managerOf(tx).update(Dataset, { id }, { source, state, streams: [...streams], records, readyAt, erasedAt });
  }

  async standingOf(tx: Tx, datasetId: Id): Promise<DatasetStanding | null> {
    const dataset = await managerOf(tx).findOneBy(Dataset, { id: datasetId });
    return dataset && { userId: dataset.userId, erased: dataset.state === 'erased' };
  }

  byId(id: Id): Promise<Dataset | null> {
    return this.dataSource.manager.findOneBy(Dataset, { id });
  }

  byIds(ids: readonly Id[]): Promise<readonly Dataset[]> {
    return this.dataSource.manager.findBy(Dataset, { id: In([...ids]) });
  }

  pageOf(userId: Id, request: PageRequest): Promise<Page<Dataset>> {
    const query = this.dataSource.manager.createQueryBuilder(Dataset, 'd').where('d.userId = :userId', { userId });
    return keysetPage(query, ['id'], 'DESC', request);
  }
}
