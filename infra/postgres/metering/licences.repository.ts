import { In, IsNull, type DataSource } from 'typeorm';
import { Licence, type Licences } from '../../../domain/metering/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresLicences implements Licences {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, licence: Licence): Promise<void> {
    await managerOf(tx).insert(Licence, licence);
  }

  lock(tx: Tx, id: Id): Promise<Licence | null> {
    return managerOf(tx).findOne(Licence, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  byId(id: Id): Promise<Licence | null> {
    return this.dataSource.manager.findOneBy(Licence, { id });
  }

  async end(tx: Tx, id: Id, by: Id): Promise<void> {
    await managerOf(tx).update(Licence, { id }, { endedAt: tx.now, endedBy: by });
  }

  held(tx: Tx, gatewayId: Id, modelVersionId: Id): Promise<Licence | null> {
    return managerOf(tx).findOneBy(Licence, { gatewayId, modelVersionId, endedAt: IsNull() });
  }

  ofVersions(gatewayId: Id, modelVersionIds: readonly Id[]): Promise<Licence[]> {
    return this.dataSource.manager.findBy(Licence, { gatewayId, modelVersionId: In([...modelVersionIds]) });
  }

  ofGateway(gatewayId: Id, page: PageRequest): Promise<Page<Licence>> {
    const query = this.dataSource
      .createQueryBuilder(Licence, 'licence')
      .where('licence.gatewayId = :gatewayId', { gatewayId });
    return keysetPage(query, ['grantedAt', 'id'], 'DESC', page);
  }
}
