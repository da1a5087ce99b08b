import type { Units } from '../pools/index.ts';
import type { Id } from '../shared/index.ts';

/** Which model version an accepted call was of, and what it used. */
export interface UsedCall {
  readonly modelVersionId: Id;
  readonly units: Units;
}

/** For who bills: what the journals of calls were for. */
export interface UsedCalls {
  /** By the key of the call's journal; those that are no call's are absent. */
  byJournal(keys: readonly string[]): Promise<ReadonlyMap<string, UsedCall>>;
}
