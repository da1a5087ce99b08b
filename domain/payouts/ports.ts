import type { Currency, Id, Micros, Page, PageRequest, Tx } from '../shared/index.ts';
import type { Attempt, ProviderAnswer } from './attempt.ts';
import type { BatchDisclosure, PayoutBatch } from './batch.ts';
import type { Destination } from './destination.ts';
import type { PayoutOrder } from './payout-order.ts';
import type { Payout, PayoutSource, PayoutState } from './payout.ts';
import type { PayoutStep } from './payout-step.ts';

/** Callers that write hold the user's row, so that a user's destinations and requests come one after the other. */
export interface Destinations {
  insert(tx: Tx, destination: Destination): Promise<void>;
  cancel(tx: Tx, id: Id): Promise<void>;
  /** Zero where there is none. */
  lastVersion(tx: Tx, userId: Id, currency: Currency): Promise<number>;
  waiting(tx: Tx, userId: Id, currency: Currency): Promise<Destination | null>;
  /** The last that came through its wait, cancelled since or not. */
  lastUsable(tx: Tx, userId: Id, currency: Currency): Promise<Destination | null>;
  find(tx: Tx, id: Id): Promise<Destination | null>;
  findAll(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, Destination>>;
  byId(id: Id): Promise<Destination | null>;
  byIds(ids: readonly Id[]): Promise<Destination[]>;
  /** The newest first. */
  ofUser(userId: Id, page: PageRequest): Promise<Page<Destination>>;
}

export interface PayoutFilter {
  readonly id?: Id;
  readonly state?: PayoutState;
  readonly held?: boolean;
  readonly currency?: Currency;
  readonly source?: PayoutSource;
  readonly batchId?: Id;
}

export interface Payouts {
  insert(tx: Tx, payout: Payout): Promise<void>;
  /** Writes what can change of each; PostgreSQL refuses what its state does not allow. */
  update(tx: Tx, payouts: readonly Payout[]): Promise<void>;
  byKey(tx: Tx, userId: Id, idempotencyKey: string): Promise<Payout | null>;
  lock(tx: Tx, id: Id): Promise<Payout | null>;
  /** All of these lock in the order of their ids. */
  lockRequestedOf(tx: Tx, userId: Id, currency: Currency): Promise<Payout[]>;
  lockInBatch(tx: Tx, batchId: Id): Promise<Payout[]>;
  /** Neither held, in a batch, nor ever tried by webhook; the oldest, or those named; passes over what others hold. */
  lockDue(tx: Tx, currency: Currency, ids: readonly Id[] | null, limit: number): Promise<Payout[]>;
  /** Due for a try by webhook now; passes over what others hold. */
  lockToSend(tx: Tx, limit: number): Promise<Payout[]>;
  openMicros(tx: Tx, currency: Currency): Promise<Micros>;
  byId(id: Id): Promise<Payout | null>;
  /** The newest first. */
  ofUser(userId: Id, page: PageRequest): Promise<Page<Payout>>;
  /** The oldest first. */
  queue(filter: PayoutFilter, page: PageRequest): Promise<Page<Payout>>;
  /** In the order of their ids, for the audit. */
  after(id: Id | null, limit: number): Promise<Payout[]>;
  /** One sentence for the first payout that left without two hands or a try, and for the first whose log tells otherwise. */
  faults(): Promise<string[]>;
}

export interface PayoutSteps {
  append(tx: Tx, steps: readonly PayoutStep[]): Promise<void>;
  /** In the order in which they happened. */
  ofPayouts(payoutIds: readonly Id[]): Promise<PayoutStep[]>;
}

export interface Batches {
  insert(tx: Tx, batch: PayoutBatch): Promise<void>;
  lock(tx: Tx, id: Id): Promise<PayoutBatch | null>;
  end(tx: Tx, ended: PayoutBatch): Promise<void>;
  byId(id: Id): Promise<PayoutBatch | null>;
  /** The newest first. */
  all(page: PageRequest): Promise<Page<PayoutBatch>>;
  disclose(tx: Tx, disclosure: BatchDisclosure): Promise<void>;
  disclosuresOf(batchId: Id): Promise<BatchDisclosure[]>;
}

export interface Attempts {
  /** How many there were, and the one that has no end. */
  last(tx: Tx, payoutId: Id): Promise<{ readonly count: number; readonly open: Attempt | null }>;
  insert(tx: Tx, attempt: Attempt): Promise<void>;
  /** False where it has ended before. */
  finish(tx: Tx, finished: Attempt): Promise<boolean>;
  ofPayouts(payoutIds: readonly Id[]): Promise<Attempt[]>;
}

/** What the provider told, by its own event id; kept for ever, so that a repeat is known as one. */
export interface Callbacks {
  /** False where the id was taken; waits for a rival that has not committed yet. */
  insert(tx: Tx, callback: { eventId: string; digest: string; payoutId: Id }): Promise<boolean>;
  find(tx: Tx, eventId: string): Promise<{ digest: string; payoutId: Id } | null>;
}

/**
 * Takes money out of the house. Two adapters: the manual one answers the file that operators carry to their bank, the
 * webhook one what the other side said. Repeating an order with the same payout id must not pay twice.
 */
export interface PayoutProvider<Order, Answer> {
  send(order: Order): Promise<Answer>;
}

/** The bytes decide: two operators compare their digest. */
export interface BatchFile {
  readonly text: string;
  readonly digest: string;
}

export type ManualProvider = PayoutProvider<readonly PayoutOrder[], BatchFile>;
export type WebhookProvider = PayoutProvider<PayoutOrder, ProviderAnswer>;

/** What other contexts have on the account `payable`, for the audit of its balance. Runs while that account is locked. */
export interface PayableClaims {
  openMicros(tx: Tx, currency: Currency): Promise<Micros>;
}
