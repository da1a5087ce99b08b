import type { Id, Page, PageRequest, Tx } from '../shared/index.ts';
import type { AccessEntry } from './access-entry.ts';
import type { Consent } from './consent.ts';
import type { Permit } from './permit.ts';

export interface Consents {
  insert(tx: Tx, consent: Consent): Promise<void>;
  find(tx: Tx, id: Id): Promise<Consent | null>;
  /** In one statement, however many; ids without a consent are absent. */
  findAll(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, Consent>>;
  /** The member's no to this charter for this dataset; there is at most one. */
  refusal(tx: Tx, datasetId: Id, charterDigest: string): Promise<Consent | null>;
  /** Alone until the transaction ends: for withdrawing. */
  lock(tx: Tx, id: Id): Promise<Consent | null>;
  /** Beside other uses, but not beside a withdrawal, until the transaction ends. */
  holdForUse(tx: Tx, id: Id): Promise<Consent | null>;
  /** Stores the end of a given consent; nothing else of it can change. */
  withdraw(tx: Tx, withdrawn: Consent): Promise<void>;
  byId(id: Id): Promise<Consent | null>;
  pageOf(userId: Id, request: PageRequest): Promise<Page<Consent>>;
  /** Given, not expired. */
  liveOn(datasetId: Id): Promise<readonly Consent[]>;
}

/** The member's access log: append-only, newest first on a page. */
export interface AccessLog {
  append(tx: Tx, entry: AccessEntry): Promise<void>;
  /**
   * Committed at once, for the caller's transaction is about to roll back. Never waits for a connection that such a
   * caller holds: many refusals at once would otherwise wait for one another for ever.
   */
  appendRefusal(entry: AccessEntry): Promise<void>;
  byId(id: Id): Promise<AccessEntry | null>;
  pageOf(userId: Id, datasetId: Id | null, request: PageRequest): Promise<Page<AccessEntry>>;
}

export interface DatasetStanding {
  readonly userId: Id;
  readonly erased: boolean;
}

/** What must be known of a dataset before it is used; kept by `vaults`, which is a higher context. */
export interface DatasetStandings {
  standingOf(tx: Tx, datasetId: Id): Promise<DatasetStanding | null>;
}

/** Asked again by a vault while it reads, so that a withdrawal, an expiry or an erasure stops at the next batch. */
export interface LivePermits {
  assertLive(permit: Permit): Promise<void>;
}

/** For what must end together with the consent, in the same transaction; registered in `wiring/`. */
export interface ConsentWithdrawnHandler {
  consentWithdrawn(tx: Tx, consent: Consent): Promise<void>;
}
