import type { Json } from './digest.ts';
import type { Id } from './id.ts';

/**
 * A fact that other contexts, other processes or subscribers may hear. Published only after the transaction that
 * emitted it has committed, at least once. `subject` is `<context>.<event>.<id>...`; the payload holds ids and
 * versions, never personal data: who reacts reads the rows again and checks the viewer again.
 */
export interface DomainEvent {
  readonly subject: string;
  readonly payload: { readonly [key: string]: Json };
}

export interface FeedEvent extends DomainEvent {
  readonly id: Id;
}

/** One state of the database, to read from. Only infra can look inside; a collection method that takes it reads there. */
export interface Snapshot {
  /** The database's clock when it was taken. */
  readonly now: Date;
  /** Runs `work`, and leaves the snapshot usable where a statement of it fails; throws what it threw. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
}

/** One open transaction: a collection method that takes it runs in it. */
export interface Tx extends Snapshot {
  /** The database's clock when the transaction began: the only clock that decides deadlines. */
  readonly now: Date;
  /** Written to the outbox with the effect, in this transaction. */
  emit(event: DomainEvent): void;
  /**
   * Tells live followers of `<subject>.<id>` that what they look at changed. For what changes many times a second for
   * many at once: it costs one row however many ids there are, and the broker keeps nothing of it.
   */
  announce(subject: string, ids: readonly Id[]): void;
}

/** The one door for writes: commits, or rolls back on any throw; retries serialization failures and deadlocks. */
export interface Transactions {
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** For what must be read as of one moment, however long it takes: nothing that commits meanwhile is seen. */
export interface Snapshots {
  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
}

/** Live events on this process. `pattern` is a NATS subject pattern below the events' prefix (`governance.*.<id>`). */
export interface EventFeed {
  /** What was emitted and what was announced; an announcement has no payload and no id. */
  subscribe(pattern: string): AsyncIterableIterator<FeedEvent>;
  /** Only what was emitted. */
  facts(pattern: string): AsyncIterableIterator<FeedEvent>;
}
