import type { Currency, Id, Micros } from '../shared/index.ts';
import type { BalanceRefund } from './balance-refund.ts';
import type { Due } from './document-ports.ts';
import type { Month } from './month.ts';
import type { DebtCollection, Payment, PaymentReversal, PAYMENT_KINDS } from './payment.ts';

/** Reads a whole table in the order of its ids, from `after` on. */
type Pages<T> = (after: Id | null, limit: number) => Promise<readonly T[]>;

/** All that billing wrote down, for who checks it. */
export interface BillingRecords {
  readonly payments: Pages<Payment>;
  readonly reversals: Pages<PaymentReversal>;
  readonly collections: Pages<DebtCollection>;
  readonly refunds: Pages<BalanceRefund>;
  /** What was paid before then, by the kind of its journal and its currency. */
  paidBefore(
    before: Date,
  ): Promise<readonly { kind: (typeof PAYMENT_KINDS)[number]; currency: Currency; amountMicros: Micros }[]>;
  invoiced(month: Month): Promise<readonly (Due & { readonly totalMicros: Micros })[]>;
  /** The first offender against each rule that the tables alone can show: numbers, sums, debts. */
  ownFaults(): Promise<readonly string[]>;
}
