import type { SenderSecrets } from '../identity/index.ts';
import type { Currency, Id, Micros, Page, PageRequest, Tx } from '../shared/index.ts';
import type { BalanceRefund, RefundApproval, RefundClosing } from './balance-refund.ts';
import type { DebtCollection, Payment, PaymentReversal } from './payment.ts';
import type { PaymentEvent, RefusedPaymentEvent } from './payment-event.ts';
import type { PaymentProvider } from './payment-provider.ts';

export interface PaymentProviders extends SenderSecrets {
  insert(tx: Tx, provider: PaymentProvider): Promise<void>;
  /** Locks the row; null where there is none. */
  lock(tx: Tx, id: Id): Promise<PaymentProvider | null>;
  revoke(tx: Tx, id: Id): Promise<void>;
  byId(id: Id): Promise<PaymentProvider | null>;
  all(page: PageRequest): Promise<Page<PaymentProvider>>;
}

export interface PaymentEvents {
  /** False where this provider used the id before, even in a transaction that has only just committed. */
  insert(tx: Tx, providerId: Id, event: PaymentEvent): Promise<boolean>;
  /** Of the counted event with this id; null where there is none. */
  digestOf(tx: Tx, providerId: Id, eventId: string): Promise<string | null>;
  /** Keeps one row per (event, digest, code). */
  refuse(tx: Tx, refused: readonly RefusedPaymentEvent[]): Promise<void>;
  /** The newest first. */
  refusals(page: PageRequest): Promise<Page<RefusedPaymentEvent>>;
}

export interface Payments {
  /** False where the operator used the key before, even in a transaction that has only just committed. */
  insert(tx: Tx, payment: Payment): Promise<boolean>;
  byKey(tx: Tx, operatorId: Id, idempotencyKey: string): Promise<Payment | null>;
  /** Locked, so that of two reversals one comes second. */
  lockByEvent(tx: Tx, providerId: Id, eventId: string): Promise<Payment | null>;
  insertReversal(tx: Tx, reversal: PaymentReversal): Promise<void>;
  reversalOf(tx: Tx, paymentId: Id): Promise<PaymentReversal | null>;
  reversalsOf(paymentIds: readonly Id[]): Promise<PaymentReversal[]>;
  byId(id: Id): Promise<Payment | null>;
  /** The newest first. */
  ofCustomer(customerId: Id, page: PageRequest): Promise<Page<Payment>>;
}

export interface Debtor {
  readonly customerId: Id;
  readonly currency: Currency;
}

export interface Debts {
  /** What the customer owes, zero included; nothing else changes it until the end of `tx`. Before any account is locked. */
  lock(tx: Tx, debtor: Debtor): Promise<Micros>;
  /** The debt is locked by this transaction. */
  add(tx: Tx, debtor: Debtor, amountMicros: Micros): Promise<void>;
  /** Takes it off the debt, which is locked by this transaction, and keeps the record. */
  collect(tx: Tx, collection: DebtCollection): Promise<void>;
  owed(debtor: Debtor): Promise<Micros>;
  /** Those who owe anything, past `after`, in the order of their ids. */
  debtors(after: Debtor | null, limit: number): Promise<Debtor[]>;
}

export interface BalanceRefunds {
  /** False where the customer used the key before, even in a transaction that has only just committed. */
  insert(tx: Tx, refund: BalanceRefund): Promise<boolean>;
  byKey(tx: Tx, customerId: Id, idempotencyKey: string): Promise<BalanceRefund | null>;
  lock(tx: Tx, id: Id): Promise<BalanceRefund | null>;
  approve(tx: Tx, id: Id, approval: RefundApproval): Promise<void>;
  close(tx: Tx, id: Id, closing: RefundClosing): Promise<void>;
  byId(id: Id): Promise<BalanceRefund | null>;
  /** The newest first. */
  ofCustomer(customerId: Id, page: PageRequest): Promise<Page<BalanceRefund>>;
  /** Those that wait for one operator or the other, the oldest first. */
  open(page: PageRequest): Promise<Page<BalanceRefund>>;
  /** How much they come to: their part of what the ledger's `payable` account of the currency holds. */
  openMicros(tx: Tx, currency: Currency): Promise<Micros>;
}
