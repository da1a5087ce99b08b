import type { Units } from '../pools/index.ts';
import type { Id, Micros } from '../shared/index.ts';

/** What the journals of some calls took, in the order of `keys`. */
export interface TakenForCalls {
  readonly keys: readonly string[];
  readonly amountsMicros: readonly Micros[];
}

/** The calls of one model version among those of one `TakenForCalls`, whose place is `of`. */
export interface UsedCalls {
  readonly of: number;
  /** Null for journals that are no call's. */
  readonly modelVersionId: Id | null;
  readonly calls: bigint;
  readonly units: Readonly<Record<keyof Units, bigint>>;
  readonly amountMicros: Micros;
}

/** For who bills: what the journals of calls were for. */
export interface CallSums {
  /** Each journal is counted in one of the answers. */
  perVersion(taken: readonly TakenForCalls[]): Promise<readonly UsedCalls[]>;
}
