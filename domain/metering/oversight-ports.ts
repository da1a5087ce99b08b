import type { Id, Page, PageRequest, Tx } from '../shared/index.ts';
import type { SequenceGap } from './gateway.ts';
import type { Licence } from './licence.ts';
import type { Probe, ProbeState, ReportedCall } from './probe.ts';
import type { MalformedEvent, RefusalCount, UsageRefusal } from './refusal.ts';
import type { Replay } from './replay.ts';
import type { InboxEvent, InboxState, RefusalCode } from './usage-event.ts';
import type { WatchedGap } from './watched-gap.ts';

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
  /** Those of the first `limit` that have waited longer than `ms`. */
  longWaiting(ms: number, limit: number): Promise<Pick<InboxEvent, 'gatewayId' | 'sequence'>[]>;
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

export interface SequenceGaps {
  /**
   * The gateways that miss a number, or of which a gap is watched; not those that have been suspended within `delayMs`,
   * for they could not report what was missing.
   */
  suspects(delayMs: number): Promise<Id[]>;
  /** Those that are not closed. Nobody else watches the gateway until the end of `tx`. */
  lockWatched(tx: Tx, gatewayId: Id): Promise<WatchedGap[]>;
  /** Numbers that are missing below the highest that was settled or refused; the lowest gaps first. */
  missing(tx: Tx, gatewayId: Id, limit: number): Promise<SequenceGap[]>;
  add(tx: Tx, gaps: readonly WatchedGap[]): Promise<void>;
  /** Only those that were never opened. */
  forget(tx: Tx, gaps: readonly WatchedGap[]): Promise<void>;
  open(tx: Tx, gaps: readonly WatchedGap[]): Promise<void>;
  close(tx: Tx, gaps: readonly WatchedGap[]): Promise<void>;
  byId(id: Id): Promise<WatchedGap | null>;
  /** Those that were opened, the newest first. `open`: whether numbers are still missing. */
  list(filter: { gatewayId?: Id; open?: boolean }, page: PageRequest): Promise<Page<WatchedGap>>;
}

export interface Probes {
  /** False where the same call was recorded before. */
  insert(tx: Tx, probe: Probe): Promise<boolean>;
  same(tx: Tx, probe: Probe): Promise<Probe | null>;
  /**
   * Sealed ones of calls before `before` whose gateway has not been suspended since; the earliest calls first. Nobody
   * else checks probes until the end of `tx`.
   */
  lockDue(tx: Tx, before: Date, limit: number): Promise<Probe[]>;
  /** Accepted events that could report one of these probes, all of one gateway, key and version, and report no other. */
  reportedCalls(tx: Tx, probes: readonly [Probe, ...Probe[]]): Promise<ReportedCall[]>;
  settle(tx: Tx, checked: readonly Probe[]): Promise<void>;
  byId(id: Id): Promise<Probe | null>;
  /** The newest calls first. */
  list(filter: { gatewayId?: Id; state?: ProbeState }, page: PageRequest): Promise<Page<Probe>>;
}
