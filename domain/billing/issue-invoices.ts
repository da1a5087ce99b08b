import { newId, type Transactions, type Tx } from '../shared/index.ts';
import { partyOf } from './billing-details.ts';
import { documentNumber } from './document-number.ts';
import type { BillingDetailsBook, ChargeTallies, DocumentNumbers, Invoices } from './document-ports.ts';
import type { DrawUpInvoice } from './draw-up-invoice.ts';
import { Invoice, InvoiceLine, taxColumns } from './invoice.ts';
import { monthOf, type Month } from './month.ts';
import type { Party } from './party.ts';

/**
 * After the end of a month (UTC, by the database's clock), one invoice for each customer and currency that was charged in
 * it. A month is whole when all of its journals were tallied. Each invoice is a transaction of its own, and what is due is
 * taken off with it: so the work can stop anywhere, and several workers share it.
 */
export class IssueInvoices {
  constructor(
    private readonly transactions: Transactions,
    private readonly tallies: ChargeTallies,
    private readonly numbers: DocumentNumbers,
    private readonly invoices: Invoices,
    private readonly details: BillingDetailsBook,
    private readonly drawUpInvoice: DrawUpInvoice,
    private readonly issuer: Party,
  ) {}

  /** Returns whether one was issued; then there may be more. */
  async execute(): Promise<boolean> {
    const through = await this.tallies.through();
    return through !== null && this.transactions.run((tx) => this.issueNext(tx, monthOf(through)));
  }

  private async issueNext(tx: Tx, before: Month): Promise<boolean> {
    const due = await this.tallies.lockDue(tx, before);
    if (!due) return false;
    const { customerId, currency, month } = due;
    const details = await this.details.find(tx, customerId);
    const billedTo = details && partyOf(details);
    const tallies = await this.tallies.of(due);
    const { lines, totalMicros, tax } = await this.drawUpInvoice.execute(tallies, { currency, billedTo, at: tx.now });
    const id = newId();
    // Last, as the series is locked from here on.
    const place = await this.numbers.take(tx, 'invoice');
    const invoice = new Invoice({
      id,
      number: documentNumber('invoice', place),
      ...place,
      customerId,
      currency,
      month,
      totalMicros,
      ...taxColumns(tax),
      issuer: partyOf(this.issuer),
      billedTo,
      issuedAt: tx.now,
    });
    await this.invoices.insert(
      tx,
      invoice,
      lines.map((line) => new InvoiceLine({ ...line, invoiceId: id })),
    );
    await this.tallies.settle(tx, due, id);
    return true;
  }
}
