import type { Currency, Id, Micros, Page, PageRequest, Tx } from '../shared/index.ts';
import type { Charter } from './charter.ts';
import type { Closing } from './closing.ts';
import type { Contribution, ContributionState } from './contribution.ts';
import type { Pledge } from './pledge.ts';
import type { Pledged, Pool, PoolState } from './pool.ts';
import type { Holding } from './power.ts';
import type { Reserve } from './reserve.ts';

export interface Pools {
  insert(tx: Tx, pool: Pool, charter: Charter): Promise<void>;
  /** Held against a change of state until the transaction ends; others who pledge may hold it too. */
  lockToPledge(tx: Tx, id: Id): Promise<Pool | null>;
  lock(tx: Tx, id: Id): Promise<Pool | null>;
  /** The pool whose pledging ended longest ago and that no other worker holds. */
  lockNextDue(tx: Tx, except: readonly Id[]): Promise<Pool | null>;
  move(
    tx: Tx,
    id: Id,
    to: Partial<Pick<Pool, 'state' | 'foundingProposalId' | 'charterId' | 'builderId'>>,
  ): Promise<void>;
  byId(id: Id): Promise<Pool | null>;
  byIds(ids: readonly Id[]): Promise<Pool[]>;
  /** Newest first; every state where `states` is empty. */
  page(states: readonly PoolState[], request: PageRequest): Promise<Page<Pool>>;
}

export interface Charters {
  /** The charter in force. */
  current(tx: Tx, poolId: Id): Promise<Charter>;
  insert(tx: Tx, charter: Charter): Promise<void>;
  byDigest(digest: string): Promise<Charter | null>;
  byId(id: Id): Promise<Charter | null>;
  byIds(ids: readonly Id[]): Promise<Charter[]>;
}

export interface Pledges {
  /** False where this dataset has a live pledge to this pool already. */
  insert(tx: Tx, pledge: Pledge): Promise<boolean>;
  isLive(tx: Tx, poolId: Id, datasetId: Id): Promise<boolean>;
  /** Live ones, earliest first. */
  liveIn(tx: Tx, poolId: Id): Promise<Pledge[]>;
  /** Some live ones; fewer than `limit` are all. */
  someLiveIn(tx: Tx, poolId: Id, limit: number): Promise<Pledge[]>;
  hasLive(tx: Tx, poolId: Id, userId: Id): Promise<boolean>;
  /** Ends the live pledges that rest on a consent or a dataset, and returns them. */
  withdraw(tx: Tx, grounds: Grounds): Promise<Pledge[]>;
  byId(id: Id): Promise<Pledge | null>;
  ofUserIn(poolIds: readonly Id[], userId: Id): Promise<Pledge[]>;
  /** For screens: persons as they were proved when they pledged. */
  totals(poolIds: readonly Id[]): Promise<ReadonlyMap<Id, Pledged>>;
}

/** What a pledge or a contribution rests on. */
export type Grounds = { readonly consentId: Id } | { readonly datasetId: Id };

export interface ContributionCounts {
  readonly pending: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly withdrawn: number;
  readonly dormant: number;
  /** Units of the accepted ones. */
  readonly units: bigint;
}

/** A contribution in the hands of one evaluation: each attempt has an id of its own. */
export interface HeldContribution {
  readonly contribution: Contribution;
  readonly evaluation: Id;
}

export interface Contributions {
  insert(tx: Tx, contributions: readonly Contribution[]): Promise<void>;
  /**
   * The earliest pending contribution of its pool that no worker has taken. It is this evaluation's alone for `leaseMs`,
   * and the pool's: a later contribution waits until this one is decided.
   */
  leaseNext(tx: Tx, evaluation: Id, leaseMs: number): Promise<HeldContribution | null>;
  /** False where it is no longer pending, or another evaluation's. Until the transaction ends it cannot become so. */
  keepLease(tx: Tx, held: HeldContribution, leaseMs: number): Promise<boolean>;
  /** Ends the lease, so that the next worker takes it at once; false as for `keepLease`. */
  giveBack(tx: Tx, held: HeldContribution): Promise<boolean>;
  /** False as for `keepLease`; nothing is written then. */
  decide(tx: Tx, held: HeldContribution, decided: Contribution): Promise<boolean>;
  /** Ends those that rest on a consent or a dataset, with their digests, and returns them. */
  withdraw(tx: Tx, grounds: Grounds): Promise<Contribution[]>;
  lock(tx: Tx, id: Id): Promise<Contribution | null>;
  /** Those of these users that are used, or would be. */
  liveOf(tx: Tx, poolId: Id, userIds: readonly Id[]): Promise<Contribution[]>;
  /** Puts those that are live, and their pledges, under another consent, to be evaluated anew; returns them. */
  renew(tx: Tx, under: readonly Pick<OptedIn, 'contributionId' | 'consentId'>[]): Promise<Renewed[]>;
  /** Makes all that are used, or would be, dormant, but these. */
  rest(tx: Tx, poolId: Id, except: readonly Id[]): Promise<void>;
  /** Earliest pledge first. */
  acceptedIn(tx: Tx, poolId: Id): Promise<Contribution[]>;
  /** What was accepted by a time, in the same order; somebody with several comes several times. */
  holdings(tx: Tx, poolId: Id, acceptedBy: Date): Promise<readonly Holding[]>;
  /** Users with a contribution in one of these states, each once, above `after`, in the order of their ids. */
  usersAfter(tx: Tx, poolId: Id, states: readonly ContributionState[], after: Id | null, limit: number): Promise<Id[]>;
  hasAccepted(tx: Tx, poolId: Id, userId: Id): Promise<boolean>;
  byId(id: Id): Promise<Contribution | null>;
  byIds(ids: readonly Id[]): Promise<Contribution[]>;
  ofUserIn(poolIds: readonly Id[], userId: Id): Promise<Contribution[]>;
  counts(poolIds: readonly Id[]): Promise<ReadonlyMap<Id, ContributionCounts>>;
}

export interface Claimed {
  readonly fresh: number;
  readonly copied: number;
  readonly repeated: number;
}

/** Which contribution brought a text first, by its keyed digest. */
export interface TextDigests {
  /** Claims what nobody has, and counts what another person and what this person already has. */
  claim(tx: Tx, contribution: Contribution, digests: readonly Buffer[]): Promise<Claimed>;
  release(tx: Tx, contributionId: Id): Promise<void>;
  /** Those of the digests that this contribution holds. */
  heldBy(contributionId: Id, digests: readonly Buffer[]): Promise<Buffer[]>;
}

/** The wrapped key of each pool's digests. */
export interface DigestKeys {
  insert(tx: Tx, poolId: Id, wrapped: Uint8Array): Promise<void>;
  of(poolId: Id): Promise<Uint8Array>;
  /** For good. */
  destroy(tx: Tx, poolId: Id): Promise<void>;
}

export interface Closings {
  insert(tx: Tx, closing: Closing): Promise<void>;
  /** The pools that are closing, the longest one first. */
  open(): Promise<Id[]>;
  /** Null also while another worker holds it. */
  lockUnheld(tx: Tx, poolId: Id): Promise<Closing | null>;
  finish(tx: Tx, poolId: Id): Promise<void>;
  ofPools(poolIds: readonly Id[]): Promise<Closing[]>;
}

/** What a context above has to end with a pool. A throw undoes the step in whose transaction it is called. */
export interface PoolClosingHandler {
  /** The members have ended it: what must stop at once. */
  poolClosing?(tx: Tx, closing: Closing): Promise<void>;
  /** Whether nothing is owed or going on any more. */
  isSettled?(tx: Tx, closing: Closing): Promise<boolean>;
  /** Everything is settled: what must not outlive the pool. */
  poolClosed?(tx: Tx, closing: Closing): Promise<void>;
}

/** For whose purchases a pool asks the contexts above. */
export interface PurchasesAsked {
  readonly poolId: Id;
  readonly currency: Currency;
  readonly userIds: readonly Id[];
  /** Calls that were accepted earlier are not asked for. */
  readonly since: Date;
}

/** What users paid for calls of a pool's models, less what they got back. Who paid nothing may be left out. */
export interface Buyers {
  paid(tx: Tx, asked: PurchasesAsked): Promise<ReadonlyMap<Id, Micros>>;
}

/** A yes to a charter that is not in force yet: the consent that holds if it comes into force. */
export interface OptedIn {
  readonly contributionId: Id;
  readonly charterDigest: string;
  readonly consentId: Id;
}

export interface OptIns {
  /** A later yes of the same contribution to the same charter takes the place of the one before. */
  put(tx: Tx, optIn: OptedIn): Promise<void>;
  to(tx: Tx, charterDigest: string): Promise<OptedIn[]>;
}

export interface Reserves {
  /** In the place of the one before. */
  put(tx: Tx, reserve: Reserve): Promise<void>;
  /** Held until the transaction ends. */
  lockInPool(tx: Tx, poolId: Id): Promise<Reserve[]>;
  inPool(poolId: Id): Promise<Reserve[]>;
  ofUserIn(poolIds: readonly Id[], userId: Id): Promise<Reserve[]>;
}

export interface Renewed {
  readonly contribution: Contribution;
  readonly formerConsentId: Id;
}
