import { MoreThan, type DataSource } from 'typeorm';
import { Consent, type Consents } from '../../../domain/consents/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresConsents implements Consents {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, consent: Consent): Promise<void> {
    await managerOf(tx).insert(Consent, consent);
  }

  find(tx: Tx, id: Id): Promise<Consent | null> {
    return managerOf(tx).findOneBy(Consent, { id });
  }

  async findAll(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, Consent>> {
    const query = managerOf(tx).createQueryBuilder(Consent, 'c').where('c.id = ANY(:ids::uuid[])', { ids });
    return new Map((await query.getMany()).map((consent) => [consent.id, consent]));
  }

  refusal(tx: Tx, datasetId: Id, charterDigest: string): Promise<Consent | null> {
    return managerOf(tx).findOneBy(Consent, { datasetId, charterDigest, state: 'refused' });
  }

  lock(tx: Tx, id: Id): Promise<Consent | null> {
    return managerOf(tx).findOne(Consent, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  holdForUse(tx: Tx, id: Id): Promise<Consent | null> {
    return managerOf(tx).findOne(Consent, { where: { id }, lock: { mode: 'pessimistic_read' } });
  }

  async withdraw(tx: Tx, withdrawn: Consent): Promise<void> {
    const { id, state, withdrawnAt, withdrawalJws } = withdrawn;
    await managerOf(tx).update(Consent, { id }, { state, withdrawnAt, withdrawalJws });
  }

  byId(id: Id): Promise<Consent | null> {
    return this.dataSource.manager.findOneBy(Consent, { id });
  }

  pageOf(userId: Id, request: PageRequest): Promise<Page<Consent>> {
    const query = this.dataSource.manager.createQueryBuilder(Consent, 'c').where('c.userId = :userId', { userId });
    return keysetPage(query, ['id'], 'DESC', request);
  }

  async liveOn(datasetId: Id): Promise<readonly Consent[]> {
    const [clock] = await this.dataSource.query<{ now: Date }[]>('SELECT commonpool_now() AS now');
    const expiresAt = MoreThan((clock as { now: Date }).now);
    return this.dataSource.manager.findBy(Consent, { datasetId, state: 'given', expiresAt });
  }
}
