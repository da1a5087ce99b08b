import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export { algorithmDigest, type Algorithm, type AlgorithmFile } from './algorithm.ts';
export { ApproveRun } from './approve-run.ts';
export type { ApproveRunParams } from './approve-run-params.ts';
export { Corpus, CorpusMember, ownerOf } from './corpus.ts';
export { EndTraining } from './end-training.ts';
export * from './errors.ts';
export { FreezeCorpus } from './freeze-corpus.ts';
export { OpenCorpus, type OpenedCorpus } from './open-corpus.ts';
export { passOutputGate } from './output-gate.ts';
export { PoolKey } from './pool-key.ts';
export { PoolKeyring } from './pool-keyring.ts';
export type {
  Algorithms,
  CleanRoom,
  Corpora,
  PoolKeys,
  RoomJob,
  RoomLimits,
  RunSucceededHandler,
  TrainingRuns,
} from './ports.ts';
export { ProposeRun, type RunPitch } from './propose-run.ts';
export { ROOM_LEASE_MS, MOST_ROOM_ATTEMPTS, Pulse } from './pulse.ts';
export type { RunConfig, TextStream } from './run-config.ts';
export { RunNextTraining } from './run-next-training.ts';
export { TrainingRun, type RunFailure, type RunMetrics, type RunResult, type RunState } from './training-run.ts';

export type TrainingErrorCode = CodesOf<typeof errors>;
