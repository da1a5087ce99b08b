import { accountKeys, type JournalDraft } from '../ledger/index.ts';
import { InvalidInput, type Currency, type Id, type Micros } from '../shared/index.ts';

/**
 * `requested`: it has left the balance. `approved`: an operator says that it may be paid out. `settled`: another has paid
 * it out. `returned`: it could not be, and is on the balance again.
 */
export type BalanceRefundState = 'requested' | 'approved' | 'settled' | 'returned';

/** Unused prepaid money that its customer wants back. */
export class BalanceRefund {
  readonly id!: Id;
  readonly customerId!: Id;
  readonly currency!: Currency;
  readonly amountMicros!: Micros;
  readonly idempotencyKey!: string;
  readonly state!: BalanceRefundState;
  readonly requestedAt!: Date;
  /** The first hand; null too where it was returned before, or settled while one hand was enough. */
  readonly approvedBy!: Id | null;
  readonly approvedAt!: Date | null;
  /** The operator who settled or returned it, when, and by what evidence: the provider's reference, or the reason. */
  readonly closedBy!: Id | null;
  readonly closedAt!: Date | null;
  readonly evidence!: string | null;

  constructor(fields: BalanceRefund) {
    Object.assign(this, fields);
  }
}

/** How an operator approves one. */
export interface RefundApproval {
  readonly state: 'approved';
  readonly approvedBy: Id;
  readonly approvedAt: Date;
}

/** How another operator ends it. */
export interface RefundClosing {
  readonly state: 'settled' | 'returned';
  readonly closedBy: Id;
  readonly closedAt: Date;
  readonly evidence: string;
}

export function assertEvidence(text: string, field: string): string {
  const trimmed = text.trim();
  if (trimmed.length < 1 || trimmed.length > 200 || /\p{Cc}/u.test(trimmed)) {
    throw new InvalidInput([field], `${field} has 1 to 200 printable characters.`);
  }
  return trimmed;
}

/** One journal per state that it has been in, the oldest first. */
export function refundJournals(refund: BalanceRefund): JournalDraft[] {
  const { id, customerId, currency, amountMicros, state } = refund;
  const balance = accountKeys.customer(customerId, currency);
  const payable = accountKeys.payable(currency);
  const move = (kind: string, from: string, to: string): JournalDraft => ({
    key: `${kind}:${id}`,
    kind,
    currency,
    legs: [
      { account: from, amountMicros: -amountMicros },
      { account: to, amountMicros },
    ],
  });
  const requested = move('balance-refund', balance, payable);
  switch (state) {
    case 'requested':
    case 'approved':
      return [requested];
    case 'settled':
      return [requested, move('balance-refund-settled', payable, accountKeys.external(currency))];
    case 'returned':
      return [requested, move('balance-refund-returned', payable, balance)];
  }
}
