import type { Currency, Id, Page, PageRequest, Tx } from '../shared/index.ts';
import type { ApiKey } from './api-key.ts';
import type { SenderSecrets } from '../identity/index.ts';
import type { Gateway, SequenceGap, Suspension } from './gateway.ts';
import type { InboxEvent, InboxState, Payer, RefusalCode, UsageEvent, UsageToPost } from './usage-event.ts';

export interface Gateways extends SenderSecrets {
  insert(tx: Tx, gateway: Gateway): Promise<void>;
  /** Locks the row; null where there is none. */
  lock(tx: Tx, id: Id): Promise<Gateway | null>;
  revoke(tx: Tx, id: Id): Promise<void>;
  /** Keeps why and by whom; the gateway is locked by `tx`. */
  suspend(tx: Tx, suspension: Suspension): Promise<void>;
  resume(tx: Tx, id: Id, by: Id): Promise<void>;
  byId(id: Id): Promise<Gateway | null>;
  byTokenHash(hash: string): Promise<Gateway | null>;
  all(page: PageRequest): Promise<Page<Gateway>>;
  /** Numbers that are missing below the highest that was settled or refused; the lowest gaps first. */
  sequenceGaps(gatewayId: Id, limit: number): Promise<SequenceGap[]>;
}

export interface ApiKeys {
  insert(tx: Tx, key: ApiKey): Promise<void>;
  lock(tx: Tx, id: Id): Promise<ApiKey | null>;
  revoke(tx: Tx, id: Id): Promise<void>;
  byId(id: Id): Promise<ApiKey | null>;
  byIds(ids: readonly Id[]): Promise<ApiKey[]>;
  /** When those of them that were revoked were. */
  revokedAmong(ids: readonly Id[]): Promise<ReadonlyMap<Id, Date>>;
  byHash(hash: string): Promise<ApiKey | null>;
  ofCustomer(customerId: Id, page: PageRequest): Promise<Page<ApiKey>>;
}

/** Things read by their ids; what is not there is left out. */
export interface ReadByIds<T> {
  byIds(ids: readonly Id[]): Promise<readonly T[]>;
}

/** What a call needs to know of its key. */
export type CallersKey = Pick<ApiKey, 'id' | 'customerId' | 'revokedAt'>;

export interface StoredEvent {
  readonly id: bigint;
  readonly digest: string;
}

/** An event that is not posted now: `reason` is a code, and always there for those in quarantine. */
export interface ParkedEvent {
  readonly event: UsageToPost;
  readonly state: 'unfunded' | 'quarantined';
  readonly reason: string | null;
  /** Of its price; null where its version has no pot. */
  readonly currency: Currency | null;
}

export interface RefusedEvent {
  readonly eventId: string;
  readonly digest: string;
  readonly sequence: bigint;
  readonly code: RefusalCode;
}

/** An event that was in quarantine for this reason, and waits again. */
export interface ReplayedEvent {
  readonly id: bigint;
  readonly customerId: Id;
  readonly reason: string;
}

export interface Inbox {
  /** Inserts the new ones in one statement, as pending; answers the ids of only those, by event id. */
  append(tx: Tx, gatewayId: Id, events: readonly UsageEvent[]): Promise<Map<string, bigint>>;
  /** Those that are stored already, by event id. */
  stored(tx: Tx, gatewayId: Id, eventIds: readonly string[]): Promise<Map<string, StoredEvent>>;
  /** Keeps one row per refused (event, digest, code), and counts their numbers as seen. */
  refuse(tx: Tx, gatewayId: Id, refused: readonly RefusedEvent[]): Promise<void>;
  /**
   * Takes the pending ones among the ids out of the queue, in the order of arrival. Whoever takes an event must settle
   * it in the same transaction: park it, or post it, and only then is it nowhere but in the books.
   */
  takePending(tx: Tx, ids: readonly bigint[]): Promise<UsageToPost[]>;
  /** The same for unfunded ones of one payer, which must hold the payer's account. */
  takeUnfunded(tx: Tx, payer: Payer, ids: readonly bigint[]): Promise<UsageToPost[]>;
  /** The payer's oldest unfunded ones, which stay where they are. */
  unfunded(tx: Tx, payer: Payer, limit: number): Promise<UsageToPost[]>;
  /** Those of the ids that are in quarantine for this reason, held until the end of `tx`, in the order of arrival. */
  quarantined(tx: Tx, ids: readonly bigint[], reason: string): Promise<UsageToPost[]>;
  /** Takes those out of quarantine; whoever takes an event must settle it in the same transaction. */
  takeQuarantined(tx: Tx, ids: readonly bigint[], reason: string): Promise<UsageToPost[]>;
  /** Which of the customers have unfunded events, in which currencies. */
  payersBehind(tx: Tx, customerIds: readonly Id[]): Promise<Payer[]>;
  park(tx: Tx, parked: readonly ParkedEvent[]): Promise<void>;
  /** Counts their numbers as seen, for the gateways' gaps. */
  countSequences(tx: Tx, events: readonly Pick<UsageToPost, 'gatewayId' | 'sequence'>[]): Promise<void>;
  /** Those of the ids that are in quarantine wait for posting again; answers them in the order of arrival. */
  replay(tx: Tx, ids: readonly bigint[]): Promise<ReplayedEvent[]>;
  /** In the order of arrival. */
  pendingAfter(after: bigint, olderThanMs: number, limit: number): Promise<bigint[]>;
  /** How many events are not posted, by state. */
  backlog(): Promise<Readonly<Record<Exclude<InboxState, 'posted'>, bigint>>>;
  /** The newest first. */
  ofCustomer(customerId: Id, page: PageRequest): Promise<Page<InboxEvent>>;
  byId(id: bigint): Promise<InboxEvent | null>;
  byIds(ids: readonly bigint[]): Promise<InboxEvent[]>;
  /** The posted ones, the newest first. */
  postedOf(modelVersionId: Id, page: PageRequest): Promise<Page<Pick<InboxEvent, 'id' | 'occurredAt'>>>;
  /** In the transaction's own sight, and on its connection. */
  find(tx: Tx, id: bigint): Promise<InboxEvent | null>;
}

/** Payers to whom money came, and whose unfunded events are not tried again yet. */
export interface FundedPayers {
  remember(tx: Tx, payer: Payer): Promise<void>;
  /** Payers whose unfunded events were parked so long ago, those of the oldest first; answers how many. */
  rememberParked(tx: Tx, olderThanMs: number, limit: number): Promise<number>;
  /** One that nobody else is at. */
  lockNext(tx: Tx): Promise<Payer | null>;
  forget(tx: Tx, payer: Payer): Promise<void>;
}

/** A hint to the posting workers. Never throws and never waits: what it loses, the sweeper finds in the inbox. */
export interface UsageQueue {
  publish(events: readonly { readonly id: bigint; readonly customerId: Id }[]): void;
  /** How many messages are not dealt with yet; zero where the broker is away. */
  depth(): Promise<number>;
}
