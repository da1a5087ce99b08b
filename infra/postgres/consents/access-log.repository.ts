import type { DataSource } from 'typeorm';
import { AccessEntry, type AccessLog } from '../../../domain/consents/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresAccessLog implements AccessLog {
  constructor(private readonly dataSource: DataSource) {}

  async append(tx: Tx, entry: AccessEntry): Promise<void> {
    await managerOf(tx).insert(AccessEntry, entry);
  }

  byId(id: Id): Promise<AccessEntry | null> {
    return this.dataSource.manager.findOneBy(AccessEntry, { id });
  }

  pageOf(userId: Id, datasetId: Id | null, request: PageRequest): Promise<Page<AccessEntry>> {
    const query = this.dataSource.manager.createQueryBuilder(AccessEntry, 'e').where('e.userId = :userId', { userId });
    if (datasetId !== null) query.andWhere('e.datasetId = :datasetId', { datasetId });
    return keysetPage(query, ['id'], 'DESC', request);
  }
}
