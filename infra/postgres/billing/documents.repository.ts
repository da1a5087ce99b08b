import { In, type DataSource } from 'typeorm';
import {
  BillingDetails,
  Receipt,
  type BillingDetailsBook,
  type DocumentNumbers,
  type Place,
  type Receipts,
  type Series,
} from '../../../domain/billing/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresDocumentNumbers implements DocumentNumbers {
  async take(tx: Tx, series: Series): Promise<Place> {
    const year = tx.now.getUTCFullYear();
    const [row] = (await managerOf(tx).query<{ last: number }[]>(
      `INSERT INTO document_series AS taken (series, year, last) VALUES ($1, $2, 1)
       ON CONFLICT (series, year) DO UPDATE SET last = taken.last + 1 RETURNING last`,
      [series, year],
    )) as [{ last: number }];
    return { year, sequence: row.last };
  }
}

export class PostgresReceipts implements Receipts {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, receipt: Receipt): Promise<void> {
    await managerOf(tx).insert(Receipt, receipt);
  }

  byId(id: Id): Promise<Receipt | null> {
    return this.dataSource.manager.findOneBy(Receipt, { id });
  }

  ofPayments(paymentIds: readonly Id[]): Promise<Receipt[]> {
    return this.dataSource.manager.findBy(Receipt, { paymentId: In(paymentIds) });
  }

  ofCustomer(customerId: Id, page: PageRequest): Promise<Page<Receipt>> {
    const query = this.dataSource
      .createQueryBuilder(Receipt, 'receipt')
      .where('receipt.customerId = :customerId', { customerId });
    return keysetPage(query, ['issuedAt', 'id'], 'DESC', page);
  }
}

export class PostgresBillingDetails implements BillingDetailsBook {
  constructor(private readonly dataSource: DataSource) {}

  async put(tx: Tx, details: BillingDetails): Promise<void> {
    await managerOf(tx).upsert(BillingDetails, details, ['customerId']);
  }

  find(tx: Tx, customerId: Id): Promise<BillingDetails | null> {
    return managerOf(tx).findOneBy(BillingDetails, { customerId });
  }

  ofCustomer(customerId: Id): Promise<BillingDetails | null> {
    return this.dataSource.manager.findOneBy(BillingDetails, { customerId });
  }
}
