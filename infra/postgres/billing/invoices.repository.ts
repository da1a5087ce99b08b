import { In, type DataSource } from 'typeorm';
import { Invoice, InvoiceLine, type Invoices } from '../../../domain/billing/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresInvoices implements Invoices {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, invoice: Invoice, lines: readonly InvoiceLine[]): Promise<void> {
    await managerOf(tx).insert(Invoice, invoice);
    await managerOf(tx).insert(InvoiceLine, [...lines]);
  }

  byId(id: Id): Promise<Invoice | null> {
    return this.dataSource.manager.findOneBy(Invoice, { id });
  }

  linesOf(invoiceIds: readonly Id[]): Promise<InvoiceLine[]> {
    const where = { invoiceId: In(invoiceIds) };
    return this.dataSource.manager.find(InvoiceLine, { where, order: { invoiceId: 'ASC', idx: 'ASC' } });
  }

  ofCustomer(customerId: Id, page: PageRequest): Promise<Page<Invoice>> {
    const query = this.dataSource
      .createQueryBuilder(Invoice, 'invoice')
      .where('invoice.customerId = :customerId', { customerId });
    return keysetPage(query, ['issuedAt', 'id'], 'DESC', page);
  }
}
