import type { Micros } from '../../shared/index.ts';
import { earnedMicros, finalMicros, type Owner } from '../pots/pot.ts';

/** One owner's place in a cap table: w, P_(i-1) and W. */
export interface Weights extends Pick<Owner, 'weight' | 'weightBefore'> {
  readonly totalWeight: bigint;
}

/**
 * What an owner earned while R grew from one checkpoint to the next: A(after) - A(before). The lines of consecutive
 * periods telescope to A of the last checkpoint, whatever the periods are. A period's own growth is never floored by
 * itself: that would lose up to a micro per line.
 */
export function lineMicros(beforeMicros: Micros, afterMicros: Micros, { weight, totalWeight }: Weights): Micros {
  return earnedMicros(afterMicros, weight, totalWeight) - earnedMicros(beforeMicros, weight, totalWeight);
}

/** What the close adds to all that was earned before it: E - A, which is 0 or 1. */
export function closingMicros(revenueMicros: Micros, { weightBefore, weight, totalWeight }: Weights): Micros {
  return (
    finalMicros(revenueMicros, weightBefore, weight, totalWeight) - earnedMicros(revenueMicros, weight, totalWeight)
  );
}
