import { In, type DataSource } from 'typeorm';
import type { CallerKey, CallerKeys } from '../../../domain/mandates/index.ts';
import { ApiKey, type ApiKeys } from '../../../domain/metering/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { arrayOf } from '../arrays.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresApiKeys implements ApiKeys, CallerKeys {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, key: ApiKey): Promise<void> {
    await managerOf(tx).insert(ApiKey, key);
  }

  lock(tx: Tx, id: Id): Promise<ApiKey | null> {
    return managerOf(tx).findOne(ApiKey, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async revoke(tx: Tx, id: Id): Promise<void> {
    await managerOf(tx).update(ApiKey, { id }, { revokedAt: tx.now });
  }

  byId(id: Id): Promise<ApiKey | null> {
    return this.dataSource.manager.findOneBy(ApiKey, { id });
  }

  byIds(ids: readonly Id[]): Promise<ApiKey[]> {
    return this.dataSource.manager.findBy(ApiKey, { id: In([...ids]) });
  }

  async revokedAmong(ids: readonly Id[]): Promise<ReadonlyMap<Id, Date>> {
    const rows = await this.dataSource.query<{ id: Id; revoked_at: Date }[]>(
      'SELECT id, revoked_at FROM api_keys WHERE id = ANY ($1::uuid[]) AND revoked_at IS NOT NULL',
      [arrayOf(ids)],
    );
    return new Map(rows.map((row) => [row.id, row.revoked_at]));
  }

  byHash(keyHash: string): Promise<ApiKey | null> {
    return this.dataSource.manager.findOneBy(ApiKey, { keyHash });
  }

  async idsByHash(hashes: readonly string[]): Promise<ReadonlyMap<string, Id>> {
    const keys = await this.dataSource.manager.findBy(ApiKey, { keyHash: In([...hashes]) });
    return new Map(keys.map((key) => [key.keyHash, key.id]));
  }

  hold(tx: Tx, ids: readonly Id[]): Promise<CallerKey[]> {
    return managerOf(tx)
      .createQueryBuilder(ApiKey, 'key')
      .where('key.id = ANY (:ids::uuid[])', { ids })
      .orderBy('key.id')
      .setLock('pessimistic_read')
      .getMany();
  }

  ofCustomer(customerId: Id, page: PageRequest): Promise<Page<ApiKey>> {
    const query = this.dataSource
      .createQueryBuilder(ApiKey, 'key')
      .where('key.customerId = :customerId', { customerId });
    return keysetPage(query, ['createdAt', 'id'], 'DESC', page);
  }
}
