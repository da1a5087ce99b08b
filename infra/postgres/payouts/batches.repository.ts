import type { DataSource } from 'typeorm';
import { BatchDisclosure, PayoutBatch, type Batches } from '../../../domain/payouts/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresBatches implements Batches {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, batch: PayoutBatch): Promise<void> {
    await managerOf(tx).insert(PayoutBatch, batch);
  }

  lock(tx: Tx, id: Id): Promise<PayoutBatch | null> {
    return managerOf(tx).findOne(PayoutBatch, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async end(tx: Tx, { id, state, endedBy, endedAt }: PayoutBatch): Promise<void> {
    await managerOf(tx).update(PayoutBatch, { id }, { state, endedBy, endedAt });
  }

  byId(id: Id): Promise<PayoutBatch | null> {
    return this.dataSource.manager.findOneBy(PayoutBatch, { id });
  }

  all(page: PageRequest): Promise<Page<PayoutBatch>> {
    return keysetPage(this.dataSource.createQueryBuilder(PayoutBatch, 'b'), ['createdAt', 'id'], 'DESC', page);
  }

  async disclose(tx: Tx, disclosure: BatchDisclosure): Promise<void> {
    await managerOf(tx).insert(BatchDisclosure, disclosure);
  }

  disclosuresOf(batchId: Id): Promise<BatchDisclosure[]> {
    return this.dataSource.manager.find(BatchDisclosure, { where: { batchId }, order: { id: 'DESC' }, take: 100 });
  }
}
