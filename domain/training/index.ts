export { algorithmDigest, type Algorithm, type AlgorithmFile } from './algorithm.ts';
export { Corpus, CorpusMember, ownerOf, selectionDigest, type CorpusRecord } from './corpus.ts';
export {
  AlgorithmChanged,
  AlgorithmUnknown,
  CleanRoomUnavailable,
  CorpusChanged,
  CorpusEmpty,
  OutputRefused,
  PoolNotTrainable,
  RoomCancelled,
  RoomFailed,
  RoomOutputTooLarge,
  RoomTimedOut,
} from './errors.ts';
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
export {
  TrainingRun,
  type RunConfig,
  type RunFailure,
  type RunMetrics,
  type RunResult,
  type RunState,
  type TextStream,
} from './training-run.ts';

import type * as errors from './errors.ts';

export type TrainingErrorCode = {
  [Name in keyof typeof errors]: InstanceType<(typeof errors)[Name]>['code'];
}[keyof typeof errors];
