import { assertOperator, type Viewer } from '../identity/index.ts';
import { assertCurrency } from '../revenue/index.ts';
import type { Currency, Id, Transactions } from '../shared/index.ts';
import type { BillingDetailsBook, ChargeTallies } from './document-ports.ts';
import type { DrawUpInvoice } from './draw-up-invoice.ts';
import type { InvoiceDraft } from './invoice.ts';
import { monthOf, type Month } from './month.ts';

/** What the invoice of the current month would say now. It is none: it has no number, and the month goes on. */
export interface InvoicePreview extends InvoiceDraft {
  readonly customerId: Id;
  readonly currency: Currency;
  readonly month: Month;
  /** Charges from then on are not in it yet. */
  readonly through: Date;
}

export class PreviewInvoice {
  constructor(
    private readonly transactions: Transactions,
    private readonly tallies: ChargeTallies,
    private readonly details: BillingDetailsBook,
    private readonly drawUpInvoice: DrawUpInvoice,
  ) {}

  async execute(viewer: Viewer, customerId: Id, currency: Currency): Promise<InvoicePreview> {
    if (customerId !== viewer.userId) assertOperator(viewer);
    assertCurrency(currency);
    const now = await this.transactions.run(async (tx) => tx.now);
    const through = (await this.tallies.through()) ?? now;
    const month = monthOf(through);
    const tallies = await this.tallies.of({ customerId, currency, month });
    const billedTo = await this.details.ofCustomer(customerId);
    const draft = await this.drawUpInvoice.execute(tallies, { currency, billedTo, at: now });
    return { ...draft, customerId, currency, month, through };
  }
}
