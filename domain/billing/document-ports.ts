import type { Currency, Id, Page, PageRequest, Tx } from '../shared/index.ts';
import type { BillingDetails } from './billing-details.ts';
import type { ChargeTally } from './charge.ts';
import type { Place, Series } from './document-number.ts';
import type { Invoice, InvoiceLine } from './invoice.ts';
import type { Month } from './month.ts';
import type { Receipt } from './receipt.ts';

export interface DocumentNumbers {
  /**
   * The next place of this year's series. The series is locked until the end of `tx`: a transaction that is undone gives
   * its place back, so that there are no gaps.
   */
  take(tx: Tx, series: Series): Promise<Place>;
}

export interface Receipts {
  insert(tx: Tx, receipt: Receipt): Promise<void>;
  byId(id: Id): Promise<Receipt | null>;
  ofPayments(paymentIds: readonly Id[]): Promise<Receipt[]>;
  /** The newest first. */
  ofCustomer(customerId: Id, page: PageRequest): Promise<Page<Receipt>>;
}

export interface BillingDetailsBook {
  put(tx: Tx, details: BillingDetails): Promise<void>;
  find(tx: Tx, customerId: Id): Promise<BillingDetails | null>;
  ofCustomer(customerId: Id): Promise<BillingDetails | null>;
}

/** Whose charges of which month. */
export interface Due {
  readonly customerId: Id;
  readonly currency: Currency;
  readonly month: Month;
}

export interface ChargeTallies {
  /** How far the book was tallied, null from the beginning on; held until the end of `tx`. Null where another worker holds it. */
  lockCursor(tx: Tx): Promise<{ readonly through: Date | null } | null>;
  /** Adds to what is there, and makes an invoice due for each customer, currency and month. The cursor is held. */
  add(tx: Tx, tallies: readonly ChargeTally[]): Promise<void>;
  moveCursor(tx: Tx, through: Date): Promise<void>;
  through(): Promise<Date | null>;
  of(due: Due): Promise<ChargeTally[]>;
  /** One without an invoice, of a month before this one, that nobody else is at; the oldest first. */
  lockDue(tx: Tx, before: Month): Promise<Due | null>;
  settle(tx: Tx, due: Due, invoiceId: Id): Promise<void>;
}

export interface Invoices {
  insert(tx: Tx, invoice: Invoice, lines: readonly InvoiceLine[]): Promise<void>;
  byId(id: Id): Promise<Invoice | null>;
  /** Of all of them, in the order of their places. */
  linesOf(invoiceIds: readonly Id[]): Promise<InvoiceLine[]>;
  /** The newest first. */
  ofCustomer(customerId: Id, page: PageRequest): Promise<Page<Invoice>>;
}
