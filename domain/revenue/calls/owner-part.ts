import type { Micros } from '../../shared/index.ts';
import { earnedMicros, type Earnings } from '../pots/pot.ts';

/** R of a version right before and right after one call. */
export interface Revenue {
  readonly beforeMicros: Micros;
  readonly afterMicros: Micros;
}

/** What one call was for one owner. */
export interface OwnerPart {
  readonly weight: bigint;
  readonly totalWeight: bigint;
  /** A of R before, and after. */
  readonly earnedBeforeMicros: Micros;
  readonly earnedAfterMicros: Micros;
  /** The owner's exact part of the share is a fraction of micros: share * w / W. */
  readonly exactNumerator: bigint;
  readonly exactDenominator: bigint;
}

export function ownerPart(shareMicros: Micros, revenue: Revenue, { weight, totalWeight }: Earnings): OwnerPart {
  return {
    weight,
    totalWeight,
    earnedBeforeMicros: earnedMicros(revenue.beforeMicros, weight, totalWeight),
    earnedAfterMicros: earnedMicros(revenue.afterMicros, weight, totalWeight),
    exactNumerator: shareMicros * weight,
    exactDenominator: totalWeight === 0n ? 1n : totalWeight,
  };
}
