import type { Id, Page, PageRequest, Tx } from '../shared/index.ts';
import type { Algorithm } from './algorithm.ts';
import type { Corpus, CorpusMember } from './corpus.ts';
import type { RunFailure, RunResult, TrainingRun } from './training-run.ts';

/** Every write of a worker names it, and does nothing where another worker has the run by now. */
export interface TrainingRuns {
  insert(tx: Tx, run: TrainingRun): Promise<void>;
  /** The oldest approved run, or one whose worker went silent; `worker`'s alone until `leaseMs` have passed. */
  claimNext(tx: Tx, worker: Id, leaseMs: number): Promise<{ run: TrainingRun; attempts: number } | null>;
  /** Running on this corpus; null where the lease is lost. */
  startOn(tx: Tx, run: Id, worker: Id, corpus: Corpus): Promise<TrainingRun | null>;
  recordProgress(tx: Tx, run: Id, worker: Id, recordsFed: number, leaseMs: number): Promise<boolean>;
  succeed(tx: Tx, run: Id, worker: Id, result: RunResult): Promise<TrainingRun | null>;
  fail(tx: Tx, run: Id, worker: Id, failure: RunFailure): Promise<boolean>;
  /** Ends all of a pool that wait or go on, whoever has them; answers which. */
  failInPool(tx: Tx, poolId: Id, failure: RunFailure): Promise<Id[]>;
  /** Approved again, to start on a corpus frozen anew; does not count as an attempt. */
  requeue(tx: Tx, run: Id, worker: Id): Promise<boolean>;
  find(tx: Tx, id: Id): Promise<TrainingRun | null>;
  byId(id: Id): Promise<TrainingRun | null>;
  byIds(ids: readonly Id[]): Promise<TrainingRun[]>;
  /** Newest first. */
  ofPool(poolId: Id, page: PageRequest): Promise<Page<TrainingRun>>;
}

export interface Corpora {
  insert(tx: Tx, corpus: Corpus, members: readonly CorpusMember[]): Promise<void>;
  find(tx: Tx, id: Id): Promise<Corpus | null>;
  members(tx: Tx, corpusId: Id): Promise<readonly CorpusMember[]>;
}

/** The key of each pool's pseudonyms, as it lies in the database: wrapped. */
export interface PoolKeys {
  /** Where there is none yet, `fresh` is stored; safe when two come at once. */
  ofPool(tx: Tx, poolId: Id, fresh: () => Promise<Uint8Array>): Promise<Buffer>;
  /** For good: no key is made for this pool again. */
  destroy(tx: Tx, poolId: Id): Promise<void>;
}

/** The algorithms that this instance can run. */
export interface Algorithms {
  all(): readonly Algorithm[];
  /** Reads the files again, now, so that a byte changed since start is seen. AlgorithmUnknown, AlgorithmChanged. */
  exactly(name: string, digest: string): Promise<Algorithm>;
}

export interface RoomLimits {
  readonly timeMs: number;
  readonly memoryMegabytes: number;
  readonly outputBytes: number;
}

/** What goes into the room, and nothing else: the algorithm's bytes, and the corpus line by line. */
export interface RoomJob {
  readonly algorithm: Algorithm;
  /** Lines without their end. */
  readonly corpus: AsyncIterable<string>;
  readonly limits: RoomLimits;
  readonly signal: AbortSignal;
}

/** Runs a program that cannot reach the network, the disk, other processes or any secret. */
export interface CleanRoom {
  /** CleanRoomUnavailable, with how to install what is missing. */
  probe(): Promise<void>;
  /** Everything that the program printed. RoomFailed, RoomTimedOut, RoomOutputTooLarge, RoomCancelled. */
  run(job: RoomJob): Promise<Buffer>;
}

/** Told in the transaction in which a run succeeds (attribution queues its valuation). */
export interface RunSucceededHandler {
  runSucceeded(tx: Tx, run: TrainingRun): Promise<void>;
}
