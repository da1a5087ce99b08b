import type { Json, Tx } from '../shared/index.ts';
import type { Check, Fault } from './check.ts';

/** A fault, and the check whose rule it breaks. */
export interface NamedFault extends Fault, Pick<Check, 'name' | 'invariant'> {}

/** What one step of a watch came to. */
export interface WatchStep {
  /** Where the next step begins. */
  readonly mark: Json;
  /** How many things it looked at. */
  readonly looked: number;
  readonly faults: readonly NamedFault[];
  /** Checks that it proved for the whole database as it is now: what was wrong by them is wrong no longer. */
  readonly proved: readonly string[];
  /** Whether there is more to look at already. */
  readonly more: boolean;
}

/** Rules that are checked all the time, at small cost: a step looks at what is new since the mark of the last one. */
export interface Watch {
  readonly name: string;
  /** `mark` is null before the first step; it is locked by `tx`, so that one worker at a time goes on from it. */
  step(tx: Tx, mark: Json | null): Promise<WatchStep>;
}
