import type { Id, Page, PageRequest, Tx } from '../shared/index.ts';
import type { Algorithm } from './algorithm.ts';
import type { Corpus, CorpusMember } from './corpus.ts';
import type { RunFailure, RunResult, TrainingRun } from './training-run.ts';

export interface TrainingRuns {
  insert(tx: Tx, run: TrainingRun): Promise<void>;
  /** The oldest approved run, or one whose worker went silent; leased to `worker` until `leaseMs` have passed. */
  claimNext(tx: Tx, worker: Id, leaseMs: number): Promise<TrainingRun | null>;
  /** False when another worker holds the run by now: then nothing was written, and the work must stop. */
  recordProgress(tx: Tx, run: Id, worker: Id, recordsFed: number, leaseMs: number): Promise<boolean>;
  startOn(tx: Tx, run: Id, worker: Id, corpus: Corpus): Promise<boolean>;
  succeed(tx: Tx, run: Id, worker: Id, result: RunResult): Promise<boolean>;
  fail(tx: Tx, run: Id, worker: Id, failure: RunFailure): Promise<boolean>;
  /** Back to approved, to start again on a corpus frozen anew. */
  requeue(tx: Tx, run: Id, worker: Id): Promise<boolean>;
  locked(tx: Tx, id: Id): Promise<TrainingRun | null>;
  byId(id: Id): Promise<TrainingRun | null>;
  byIds(ids: readonly Id[]): Promise<TrainingRun[]>;
  ofPool(poolId: Id, page: PageRequest): Promise<Page<TrainingRun>>;
}

export interface Corpora {
  insert(tx: Tx, corpus: Corpus, members: readonly CorpusMember[]): Promise<void>;
  members(tx: Tx, corpusId: Id): Promise<readonly CorpusMember[]>;
}

/** The key of each pool's pseudonyms, wrapped by the root key. */
export interface PoolKeys {
  wrapped(tx: Tx, poolId: Id): Promise<Uint8Array | null>;
  /** Keeps the first key if two come at once. */
  insert(tx: Tx, poolId: Id, wrapped: Uint8Array): Promise<void>;
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
