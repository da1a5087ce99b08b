import type { BoughtCalls } from '../mandates/index.ts';
import type { Units } from '../pools/index.ts';
import type { Id, Micros, Tx } from '../shared/index.ts';

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

/** What the journals of calls were for, and which calls were whose. */
export interface CallSums {
  /** For who bills. Each journal is counted in one of the answers. */
  perVersion(taken: readonly TakenForCalls[]): Promise<readonly UsedCalls[]>;
  /** The numbers of those that were accepted since then, whether or not they are paid yet. In no order. */
  boughtBy(tx: Tx, calls: BoughtCalls): Promise<readonly bigint[]>;
}
