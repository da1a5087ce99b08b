import type { Id, Page, PageRequest, Tx } from '../shared/index.ts';
import type { ApiKey } from './api-key.ts';
import type { SenderSecrets } from '../identity/index.ts';
import type { Gateway, SequenceGap } from './gateway.ts';
import type { InboxEvent, InboxState, RefusalCode, UsageEvent } from './usage-event.ts';

export interface Gateways extends SenderSecrets {
  insert(tx: Tx, gateway: Gateway): Promise<void>;
  /** Locks the row; null where there is none. */
  lock(tx: Tx, id: Id): Promise<Gateway | null>;
  revoke(tx: Tx, id: Id): Promise<void>;
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
  byHash(hash: string): Promise<ApiKey | null>;
  ofCustomer(customerId: Id, page: PageRequest): Promise<Page<ApiKey>>;
}

export interface StoredEvent {
  readonly id: bigint;
  readonly digest: string;
}

/** Where an event went. `reason` is a code, for those in quarantine. */
export interface UsageOutcome {
  readonly event: InboxEvent;
  readonly state: Exclude<InboxState, 'pending'>;
  readonly reason?: string;
}

export interface RefusedEvent {
  readonly eventId: string;
  readonly digest: string;
  readonly sequence: bigint;
  readonly code: RefusalCode;
}

export interface Inbox {
  /** Inserts the new ones in one statement, as pending; answers only those, by event id. */
  append(tx: Tx, gatewayId: Id, events: readonly UsageEvent[]): Promise<Map<string, StoredEvent>>;
  /** Those that are stored already, by event id. */
  stored(tx: Tx, gatewayId: Id, eventIds: readonly string[]): Promise<Map<string, StoredEvent>>;
  /** Keeps one row per refused (event, digest, code), and counts their numbers as seen. */
  refuse(tx: Tx, gatewayId: Id, refused: readonly RefusedEvent[]): Promise<void>;
  /** The pending and unfunded ones among the ids, locked, in the order of arrival. Others are left out. */
  lockUnposted(tx: Tx, ids: readonly bigint[]): Promise<InboxEvent[]>;
  settle(tx: Tx, outcomes: readonly UsageOutcome[]): Promise<void>;
  /**
   * The customer's unfunded events past `after` wait for posting again; answers their ids, the oldest first. Leaves out
   * those that a worker is posting at this moment, with the balance as it is by then.
   */
  requeueUnfunded(tx: Tx, customerId: Id, after: bigint, limit: number): Promise<bigint[]>;
  /** In the order of arrival. */
  pendingAfter(after: bigint, olderThanMs: number, limit: number): Promise<bigint[]>;
  /** How many events are not posted, by state. */
  backlog(): Promise<Readonly<Record<Exclude<InboxState, 'posted'>, bigint>>>;
  /** The newest first. */
  ofCustomer(customerId: Id, page: PageRequest): Promise<Page<InboxEvent>>;
}

/** A customer whose unfunded events up to the inbox id `after` wait again, and whose others do not yet. */
export interface Requeue {
  readonly customerId: Id;
  readonly after: bigint;
}

export interface Requeues {
  /** One per customer: a new top-up begins again with the oldest. */
  remember(tx: Tx, requeue: Requeue): Promise<void>;
  forget(tx: Tx, customerId: Id): Promise<void>;
  /** One that nobody else is at. */
  lockNext(tx: Tx): Promise<Requeue | null>;
}

/** A hint to the posting workers. Never throws and never waits: what it loses, the sweeper finds in the inbox. */
export interface UsageQueue {
  publish(events: readonly { readonly id: bigint; readonly customerId: Id }[]): void;
}
