import type { DataSource } from 'typeorm';
import { AccessEntry, type AccessLog } from '../../../domain/consents/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import type { OwnConnection } from './own-connection.ts';
import { managerOf } from '../transactions.ts';

export class PostgresAccessLog implements AccessLog {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ownConnection: OwnConnection,
  ) {}

  async append(tx: Tx, entry: AccessEntry): Promise<void> {
    await managerOf(tx).insert(AccessEntry, entry);
  }

  async appendRefusal(entry: AccessEntry): Promise<void> {
    const { id, userId, datasetId, consentId, actor, purpose, result, at } = entry;
    await this.ownConnection.query(
      `INSERT INTO access_entries (id, user_id, dataset_id, consent_id, actor, purpose, result, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, userId, datasetId, consentId, actor, purpose, result, at],
    );
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
