import { accountKeys, type JournalDraft } from '../ledger/index.ts';
import type { Currency, Id, Micros } from '../shared/index.ts';

export type PaymentOrigin = 'operator' | 'provider';

/** Money that came from outside to a customer's prepaid balance. It is never changed; a chargeback is a reversal. */
export class Payment {
  readonly id!: Id;
  readonly customerId!: Id;
  readonly currency!: Currency;
  readonly amountMicros!: Micros;
  /** Whether an operator recorded it by hand or a payment provider reported it. */
  readonly origin!: PaymentOrigin;
  /** The operator, and their own key for it; null for a provider's. */
  readonly operatorId!: Id | null;
  readonly idempotencyKey!: string | null;
  /** The provider, and the id of the event that reported it; null for an operator's. */
  readonly providerId!: Id | null;
  readonly eventId!: string | null;
  /** What the provider calls it, such as the number on a bank statement. */
  readonly reference!: string | null;
  readonly createdAt!: Date;

  constructor(fields: Payment) {
    Object.assign(this, fields);
  }
}

/** A provider took a payment back. `takenMicros` came off the balance; the rest of the amount is owed since then. */
export class PaymentReversal {
  readonly id!: Id;
  readonly paymentId!: Id;
  readonly customerId!: Id;
  readonly currency!: Currency;
  readonly amountMicros!: Micros;
  readonly takenMicros!: Micros;
  readonly providerId!: Id;
  readonly eventId!: string;
  readonly reference!: string | null;
  readonly createdAt!: Date;

  constructor(fields: PaymentReversal) {
    Object.assign(this, fields);
  }
}

/** Part of what a customer owes, taken from money that reached their balance. */
export class DebtCollection {
  readonly id!: Id;
  readonly customerId!: Id;
  readonly currency!: Currency;
  readonly amountMicros!: Micros;
  readonly collectedAt!: Date;

  constructor(fields: DebtCollection) {
    Object.assign(this, fields);
  }
}

/** Kinds of journals, as their keys begin. */
export const PAYMENT_KINDS = ['top-up', 'payment'] as const;

/** All kinds by which money reaches or leaves a balance without a use: billing's own, and what two operators corrected. */
export const BALANCE_KINDS = [
  ...PAYMENT_KINDS,
  'payment-reversal',
  'debt',
  'balance-refund',
  'balance-refund-returned',
  'correction',
] as const;

/** A payment that an operator recorded is a `top-up` in the book, as it was before there were providers. */
export function paymentJournalKey({ id, origin }: Pick<Payment, 'id' | 'origin'>): string {
  return `${kindOf(origin)}:${id}`;
}

export function paymentJournal(payment: Payment): JournalDraft {
  const { customerId, currency, amountMicros } = payment;
  return {
    key: paymentJournalKey(payment),
    kind: kindOf(payment.origin),
    currency,
    legs: between(customerId, currency, amountMicros),
  };
}

export function reversalJournalKey(reversalId: Id): string {
  return `payment-reversal:${reversalId}`;
}

export function reversalJournal({ id, customerId, currency, takenMicros }: PaymentReversal): JournalDraft {
  const legs = between(customerId, currency, -takenMicros);
  return { key: reversalJournalKey(id), kind: 'payment-reversal', currency, legs };
}

export function debtJournalKey(collectionId: Id): string {
  return `debt:${collectionId}`;
}

/** Outwards, as the reversal would have moved it: the provider holds that money since then. */
export function debtJournal({ id, customerId, currency, amountMicros }: DebtCollection): JournalDraft {
  const legs = between(customerId, currency, -amountMicros);
  return { key: debtJournalKey(id), kind: 'debt', currency, legs };
}

function kindOf(origin: PaymentOrigin): 'top-up' | 'payment' {
  return origin === 'operator' ? 'top-up' : 'payment';
}

function between(customerId: Id, currency: Currency, amountMicros: Micros): JournalDraft['legs'] {
  return [
    { account: accountKeys.external(currency), amountMicros: -amountMicros },
    { account: accountKeys.customer(customerId, currency), amountMicros },
  ];
}
