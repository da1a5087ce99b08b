import type { Micros } from '../../shared/index.ts';
import { closingMicros, lineMicros, type Weights } from './lines.ts';

/** R of one version before and after a period, and the place of the owner who asks. */
export interface PeriodPart extends Weights {
  readonly calls: bigint;
  readonly beforeMicros: Micros;
  readonly afterMicros: Micros;
  /** The version was closed in this period, which therefore is its last. */
  readonly closes: boolean;
  /** The period is over and all that was earned up to its end is mature, so that its line cannot change any more. */
  readonly final: boolean;
}

/** One period of one owner, with a part per version in which something happened. */
export interface OwnerPeriod {
  /** `2026-01-31` or `2026-01`. */
  readonly period: string;
  readonly parts: readonly PeriodPart[];
}

/** What one owner earned in one period. Summed over all periods, the two amounts are what `Earnings` says was earned. */
export interface EarningsPeriod {
  readonly period: string;
  readonly calls: bigint;
  readonly earnedMicros: Micros;
  /** The last micros that closings handed out: 0 or 1 per version that was closed in the period. */
  readonly closingMicros: Micros;
  readonly final: boolean;
}

export function earningsPeriod({ period, parts }: OwnerPeriod): EarningsPeriod {
  const sum = (of: (part: PeriodPart) => bigint) => parts.reduce((total, part) => total + of(part), 0n);
  return {
    period,
    calls: sum((part) => part.calls),
    earnedMicros: sum((part) => lineMicros(part.beforeMicros, part.afterMicros, part)),
    closingMicros: sum((part) => (part.closes ? closingMicros(part.afterMicros, part) : 0n)),
    final: parts.every((part) => part.final),
  };
}
