import type { DataSource } from 'typeorm';
import { PaymentProvider, type PaymentProviders } from '../../../domain/billing/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { PostgresSenderSecrets } from '../sender-secrets.ts';
import { managerOf } from '../transactions.ts';

export class PostgresPaymentProviders extends PostgresSenderSecrets implements PaymentProviders {
  constructor(dataSource: DataSource) {
    super(dataSource, { table: 'payment_provider_secrets', sender: 'provider_id' });
  }

  async insert(tx: Tx, provider: PaymentProvider): Promise<void> {
    await managerOf(tx).insert(PaymentProvider, provider);
  }

  lock(tx: Tx, id: Id): Promise<PaymentProvider | null> {
    return managerOf(tx).findOne(PaymentProvider, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async revoke(tx: Tx, id: Id): Promise<void> {
    await managerOf(tx).update(PaymentProvider, { id }, { revokedAt: tx.now });
  }

  byId(id: Id): Promise<PaymentProvider | null> {
    return this.dataSource.manager.findOneBy(PaymentProvider, { id });
  }

  all(page: PageRequest): Promise<Page<PaymentProvider>> {
    return keysetPage(
      this.dataSource.createQueryBuilder(PaymentProvider, 'provider'),
      ['createdAt', 'id'],
      'DESC',
      page,
    );
  }
}
