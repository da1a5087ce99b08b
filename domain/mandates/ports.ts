import type { AccountKey } from '../ledger/index.ts';
import type { ModelVersion } from '../models/index.ts';
import type { Currency, Id, Micros, Page, PageRequest, Tx } from '../shared/index.ts';
import type { Mandate, MandateTerms } from './mandate.ts';
import type { SpendingLimit, SpendingLimitChange, Spent } from './spending-limit.ts';
import type { Ticket } from './ticket.ts';

export interface Mandates {
  insert(tx: Tx, mandate: Mandate): Promise<void>;
  /** The last version of the series for this customer, target and key, whether or not it is live; locked. */
  lockLatest(
    tx: Tx,
    customerId: Id,
    terms: Pick<MandateTerms, 'modelVersionId' | 'poolId' | 'apiKeyId'>,
  ): Promise<Mandate | null>;
  /** Marks it as replaced by another, and as ended now unless it was revoked before. */
  supersede(tx: Tx, mandate: Mandate, by: Id): Promise<void>;
  countLive(tx: Tx, customerId: Id): Promise<number>;
  lock(tx: Tx, id: Id): Promise<Mandate | null>;
  /** Stores the end of a live mandate; nothing else of it can change. */
  revoke(tx: Tx, revoked: Mandate): Promise<void>;
  /**
   * The last versions that can speak of these customers and versions or pools, live or ended; held against revocation
   * until the transaction ends, in the order of their ids.
   */
  holdCovering(
    tx: Tx,
    calls: { customerIds: readonly Id[]; modelVersionIds: readonly Id[]; poolIds: readonly Id[] },
  ): Promise<Mandate[]>;
  byId(id: Id): Promise<Mandate | null>;
  /** The newest first. */
  ofCustomer(customerId: Id, page: PageRequest): Promise<Page<Mandate>>;
}

/** Where a pass over due tickets goes on. */
export type DueAfter = Pick<Ticket, 'id' | 'expiresAt'>;

/** Calls of some versions that some customers paid for, from an instant on. */
export interface BoughtCalls {
  readonly customerIds: readonly Id[];
  readonly modelVersionIds: readonly Id[];
  readonly since: Date;
}

export interface Tickets {
  /** Those that this gateway has bought already, by its request ids. */
  ofRequests(tx: Tx, gatewayId: Id, requestIds: readonly string[]): Promise<ReadonlyMap<string, Ticket>>;
  /** Answers the ids of those that are new; a rival may have taken a request id in between. */
  insert(tx: Tx, tickets: readonly Ticket[]): Promise<ReadonlySet<Id>>;
  /** In any state, locked in the order of their ids. */
  lock(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, Ticket>>;
  /** Stores the change of state of each; it moves in one direction only, once. */
  move(tx: Tx, tickets: readonly Ticket[]): Promise<void>;
  /** The open ones past their expiry, the oldest first, locked; those that another worker holds are left out. */
  lockDue(tx: Tx, after: DueAfter | null, limit: number): Promise<Ticket[]>;
  byId(id: Id): Promise<Ticket | null>;
  byIds(ids: readonly Id[]): Promise<Ticket[]>;
  /** The newest first. */
  ofCustomer(customerId: Id, page: PageRequest): Promise<Page<Ticket>>;
  ofGateway(gatewayId: Id, page: PageRequest): Promise<Page<Ticket>>;
  /** Those that expired since then, and so were paid for calls of which nobody reported anything. */
  expiredOf(tx: Tx, calls: BoughtCalls): Promise<Id[]>;
  /** For the audit: tickets in the order of their ids, past `after`. */
  pageById(after: Id | null, limit: number): Promise<Ticket[]>;
  /** For the audit: the one that has been open past its expiry the longest, for more than `forMs`. */
  firstOverdue(forMs: number): Promise<Ticket | null>;
  /** For the audit: what the unresolved tickets of this customer hold. */
  heldMicros(tx: Tx, customerId: Id, currency: Currency): Promise<Micros>;
}

/** A change of what counts under a mandate's series in one day. */
export interface DayChange {
  readonly seriesId: Id;
  readonly day: string;
  readonly heldMicros: Micros;
  readonly capturedMicros: Micros;
}

export interface DayCount {
  readonly heldMicros: Micros;
  readonly capturedMicros: Micros;
}

/**
 * What each series has held and captured per day, UTC. Touched only after the accounts of the customer were locked, which
 * therefore are the lock of the count.
 */
export interface DayCounts {
  of(tx: Tx, seriesIds: readonly Id[], day: string): Promise<ReadonlyMap<Id, DayCount>>;
  /** `caps`: the cap under which the holds of this change were allowed, which the row must keep. */
  add(tx: Tx, changes: readonly DayChange[], caps?: ReadonlyMap<Id, Micros>): Promise<void>;
  /** For the audit: the first row that differs from the sum of its tickets, in words. */
  firstFault(): Promise<string | null>;
}

export interface Payer {
  readonly customerId: Id;
  readonly currency: Currency;
}

/** Spent at `at`, whose day and month it counts in. More than zero. */
export interface Spend extends Payer {
  readonly amountMicros: Micros;
  readonly at: Date;
}

export interface SpendingLimits {
  /**
   * What each payer who has a limit may still spend, by the key of their customer account; all others are absent. Locks
   * the limits, so call it after the accounts were locked. Costs one query where nobody has one.
   */
  lock(tx: Tx, payers: readonly Payer[], now: Date): Promise<ReadonlyMap<AccountKey, Micros>>;
  /** Counts for those who have a limit; others are left out. The limits are locked by this transaction. */
  spend(tx: Tx, spends: readonly Spend[]): Promise<void>;
  /** Takes back what `spend` had counted at the same moment. */
  giveBack(tx: Tx, spends: readonly Spend[]): Promise<void>;
  /** Sets, or removes where both are null, and keeps the change in the history. */
  set(tx: Tx, change: SpendingLimitChange): Promise<void>;
  /** All of one customer's, at most one per currency, with what was spent in the present day and month. */
  of(customerId: Id): Promise<{ readonly limit: SpendingLimit; readonly spent: Spent }[]>;
  history(customerId: Id, page: PageRequest): Promise<Page<SpendingLimitChange>>;
  /** For the audit: the first count that is below what the tickets counted in it, in words. */
  firstFault(): Promise<string | null>;
}

/** A customer's key for models, kept by `metering`, which is a higher context. */
export interface CallerKey {
  readonly id: Id;
  readonly customerId: Id;
  readonly revokedAt: Date | null;
}

export interface CallerKeys {
  /** By the SHA-256 of the key itself. */
  idsByHash(hashes: readonly string[]): Promise<ReadonlyMap<string, Id>>;
  /** Held against revocation until the transaction ends, in the order of their ids. */
  hold(tx: Tx, ids: readonly Id[]): Promise<CallerKey[]>;
}

/** Which gateway may serve what, decided by `metering`. */
export interface ServingRights {
  /** Those of the versions that this gateway may serve now. */
  servable(gatewayId: Id, versions: readonly Pick<ModelVersion, 'id' | 'releaseMode'>[]): Promise<ReadonlySet<Id>>;
}

/** Who runs a gateway, kept by `metering`. */
export interface GatewayOperators {
  runs(userId: Id, gatewayId: Id): Promise<boolean>;
}

/**
 * Told in the transaction in which tickets expire, with the tickets locked and still open: what they hold must earn the
 * version's pot like a usage event's price. A throw leaves them open.
 */
export interface TicketExpiredHandler {
  ticketsExpired(tx: Tx, tickets: readonly Ticket[]): Promise<void>;
}
