import type { Id, Page, PageRequest, Tx } from '../shared/index.ts';
import type { Licence } from './licence.ts';
import type { MalformedEvent, RefusalCount, UsageRefusal } from './refusal.ts';
import type { Replay } from './replay.ts';
import type { InboxEvent, InboxState, RefusalCode } from './usage-event.ts';

export interface Licences {
  insert(tx: Tx, licence: Licence): Promise<void>;
  lock(tx: Tx, id: Id): Promise<Licence | null>;
  byId(id: Id): Promise<Licence | null>;
  end(tx: Tx, id: Id, by: Id): Promise<void>;
  /** The one that holds now. */
  held(tx: Tx, gatewayId: Id, modelVersionId: Id): Promise<Licence | null>;
  /** Those that ended too. */
  ofVersions(gatewayId: Id, modelVersionIds: readonly Id[]): Promise<Licence[]>;
  /** The newest first, those that ended too. */
  ofGateway(gatewayId: Id, page: PageRequest): Promise<Page<Licence>>;
}

/** The accepted events that wait to be posted, in the order of their arrival. Cheap to ask, however many there are. */
export interface WaitingUsage {
  /** Whether more than `limit` wait. Counts them only when they might be that many. */
  moreThan(limit: number): Promise<boolean>;
  /** Whether one has waited longer than `ms` after the first `skip` are left out. */
  anyPast(skip: number, ms: number): Promise<boolean>;
}

export interface UsageRefusals {
  /** Keeps those that have no number of the gateway's; whatever has one goes through the inbox, which counts numbers. */
  note(tx: Tx, gatewayId: Id, malformed: readonly MalformedEvent[]): Promise<void>;
  /** The newest first. */
  list(filter: { gatewayId?: Id; code?: RefusalCode }, page: PageRequest): Promise<Page<UsageRefusal>>;
  /** By gateway and code. */
  counts(): Promise<RefusalCount[]>;
}

/** Every accepted event is in one of the states, so they sum to the total. */
export type UsageStates = Readonly<Record<InboxState | 'acceptedTotal', bigint>>;

/** Accepted events that are neither posted nor waiting. */
export interface ParkedUsage {
  /** The newest first. */
  list(filter: { state?: InboxState; reason?: string }, page: PageRequest): Promise<Page<InboxEvent>>;
  /** Where the accepted ones among the ids stand. */
  statesOf(tx: Tx, ids: readonly bigint[]): Promise<Map<bigint, InboxState>>;
  /** Counts every accepted event, all as of one moment. */
  states(): Promise<UsageStates>;
}

export interface Replays {
  insert(tx: Tx, replay: Replay): Promise<void>;
  byId(id: Id): Promise<Replay | null>;
  /** The newest first. */
  all(page: PageRequest): Promise<Page<Replay>>;
}
