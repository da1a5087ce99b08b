import type { BoughtCalls } from '../mandates/index.ts';
import type { Id, Micros, Page, PageRequest, Tx } from '../shared/index.ts';
import type { Draw } from './draws/draw.ts';
import type { FreeMonth } from './posting/free-tier.ts';
import type { Earned } from './posting/posting.ts';
import type { Earnings, Owner, Pot } from './pots/pot.ts';
import type { Draining } from './pots/draining.ts';
import type { PaidFor } from './refunds/paid-calls.ts';
import type { Refund } from './refunds/refund.ts';
import type { ReserveFunding } from './refunds/reserve-funding.ts';
import type { UsageDecision } from './late/usage-decision.ts';

export interface Pots {
  open(tx: Tx, pot: Pot, owners: readonly Owner[]): Promise<void>;
  /** Locked in the order of their ids. */
  lock(tx: Tx, modelVersionIds: readonly Id[]): Promise<Map<Id, Pot>>;
  /**
   * R += share, per version and on today's line of it (UTC, by `tx.now`); the pots are locked by this transaction.
   * `mature`: R_m grows with it, since the instance has no refund window.
   */
  earn(tx: Tx, earned: ReadonlyMap<Id, Earned>, mature: boolean): Promise<void>;
  /** The owner's line is locked; the pot is not, for R_m only grows and an old one merely understates what is payable. */
  lockOwner(tx: Tx, modelVersionId: Id, userId: Id): Promise<Earnings | null>;
  addDrawn(tx: Tx, modelVersionId: Id, userId: Id, amountMicros: Micros): Promise<void>;
  drawnInAll(tx: Tx, modelVersionId: Id): Promise<Micros>;
  allIds(): Promise<Id[]>;
  earnings(userId: Id, modelVersionId: Id): Promise<Earnings | null>;
  earningsOf(userId: Id, page: PageRequest): Promise<Page<Earnings>>;
  byId(modelVersionId: Id): Promise<Pot | null>;
  byIds(modelVersionIds: readonly Id[]): Promise<Pot[]>;
  /** Those of the versions of which the user owns a part. */
  ownedAmong(userId: Id, modelVersionIds: readonly Id[]): Promise<Id[]>;
}

/** How a pot's revenue ripens and ends. For all of it, the pot is locked by the transaction. */
export interface PotLives {
  /** Versions with revenue of days that ended before `endedBefore` and is not mature yet. */
  ripe(endedBefore: Date, limit: number): Promise<Id[]>;
  /** R_m += what those days earned and kept; answers by how much. */
  mature(tx: Tx, modelVersionId: Id, endedBefore: Date): Promise<Micros>;
  /** Takes the share of a refund from R and from the day; false where that day is mature already, and nothing is taken. */
  takeBack(tx: Tx, modelVersionId: Id, postedAt: Date, shareMicros: Micros): Promise<boolean>;
  /** What a refund could still take back of that day. */
  unripe(tx: Tx, modelVersionId: Id, postedAt: Date): Promise<Micros>;
  drain(tx: Tx, modelVersionId: Id): Promise<void>;
  /** Draining since before `drainedBefore`, and all their revenue is mature. */
  drained(drainedBefore: Date, limit: number): Promise<Id[]>;
  /** Writes each owner's final amount and credit; answers the sum of the credits. */
  settleOwners(tx: Tx, modelVersionId: Id): Promise<Micros>;
  close(tx: Tx, modelVersionId: Id): Promise<void>;
}

export interface FreeMonths {
  /** Free queries used so far, by `freeMonthKey`; the payers' accounts are locked by this transaction. */
  used(tx: Tx, months: readonly FreeMonth[]): Promise<Map<string, number>>;
  /** What this customer used of each version's free queries in the present month (UTC); absent is none. */
  usedNow(customerId: Id, modelVersionIds: readonly Id[]): Promise<Map<Id, number>>;
  use(tx: Tx, spent: readonly { readonly month: FreeMonth; readonly queries: number }[]): Promise<void>;
}

export interface Refunds {
  insert(tx: Tx, refund: Refund): Promise<void>;
  byId(tx: Tx, id: Id): Promise<Refund | null>;
  /** All of one call, the oldest first. */
  of(tx: Tx, paidFor: PaidFor): Promise<Refund[]>;
  /** Of those that have any, the oldest first. */
  ofEvents(inboxIds: readonly bigint[]): Promise<Map<bigint, Refund[]>>;
  /** Those that were made since then, of whatever calls of these customers and versions. */
  madeTo(tx: Tx, calls: BoughtCalls): Promise<Refund[]>;
}

export interface Draws {
  /** False where this user used the key before. */
  insert(tx: Tx, draw: Draw): Promise<boolean>;
  byKey(tx: Tx, userId: Id, idempotencyKey: string): Promise<Draw | null>;
  byId(id: Id): Promise<Draw | null>;
  ofUser(userId: Id, page: PageRequest): Promise<Page<Draw>>;
}

export interface Drainings {
  insert(tx: Tx, draining: Draining): Promise<void>;
  ofVersions(modelVersionIds: readonly Id[]): Promise<Draining[]>;
}

export interface UsageDecisions {
  insert(tx: Tx, decisions: readonly UsageDecision[]): Promise<void>;
  byIds(inboxIds: readonly bigint[]): Promise<UsageDecision[]>;
}

export interface ReserveFundings {
  /** False where this operator used the key before, even in a transaction that has only just committed. */
  insert(tx: Tx, funding: ReserveFunding): Promise<boolean>;
  byKey(tx: Tx, operatorId: Id, idempotencyKey: string): Promise<ReserveFunding | null>;
}
