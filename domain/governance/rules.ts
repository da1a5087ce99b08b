import { assertShare, InvalidInput, type Ppm } from '../shared/index.ts';

/** How a proposal is decided. Copied into the proposal when it is published; later settings never touch it. */
export interface GovernanceRules {
  /** From publication to the first ballot; until then the author may cancel. */
  readonly votingDelayMs: number;
  readonly votingPeriodMs: number;
  /** From the decision to its execution: the time in which members who disagree may leave. */
  readonly noticePeriodMs: number;
  /** How long after the notice an execution may still be tried. */
  readonly gracePeriodMs: number;
  /** Share of the roll's power that must take part; AGAINST never counts toward it. */
  readonly quorumPpm: Ppm;
  /** Share of FOR among FOR and AGAINST that must be exceeded: at least half, so that a tie fails. */
  readonly thresholdPpm: Ppm;
  readonly abstainCountsToQuorum: boolean;
  /**
   * Where the outcome turns in the last so many milliseconds, the voting goes on for as long from there, by one voting
   * period in all at most. Left out: never.
   */
  readonly lateWindowMs?: number | undefined;
  /** Who sees the count before the end. Left out: everybody (`LIVE`). */
  readonly results?: ResultsVisibility | undefined;
  /** Share of the roll's power that a member needs to propose. Left out: any. */
  readonly proposerPpm?: Ppm | undefined;
  /** Whether nobody but the voter is ever shown who chose what; the instance keeps it, for it counts. Left out: not. */
  readonly secret?: boolean | undefined;
}

/** `AFTER_OWN_VOTE`: who has voted; `AT_CLOSE`: nobody. A secret vote is always AT_CLOSE: its count betrays each ballot. */
export type ResultsVisibility = 'LIVE' | 'AFTER_OWN_VOTE' | 'AT_CLOSE';
export const RESULTS_VISIBILITIES: readonly ResultsVisibility[] = ['LIVE', 'AFTER_OWN_VOTE', 'AT_CLOSE'];

/** A year: long enough for any vote, and far from the end of the calendar that a date can hold. */
const LONGEST_PERIOD_MS = 366 * 24 * 3600 * 1000;

/** `minPeriodMs` is the instance's floor under the periods in which members must be able to act. */
export function assertRules(rules: GovernanceRules, field: readonly string[], minPeriodMs = 0): GovernanceRules {
  assertPeriod(rules.votingDelayMs, [...field, 'votingDelayMs'], 0);
  assertPeriod(rules.votingPeriodMs, [...field, 'votingPeriodMs'], Math.max(1, minPeriodMs));
  assertPeriod(rules.noticePeriodMs, [...field, 'noticePeriodMs'], minPeriodMs);
  assertPeriod(rules.gracePeriodMs, [...field, 'gracePeriodMs'], Math.max(1, minPeriodMs));
  assertShare(rules.quorumPpm, [...field, 'quorumPpm']);
  assertThreshold(rules.thresholdPpm, [...field, 'thresholdPpm']);
  if (rules.proposerPpm !== undefined) assertShare(rules.proposerPpm, [...field, 'proposerPpm']);
  if (rules.results !== undefined && !RESULTS_VISIBILITIES.includes(rules.results)) {
    throw new InvalidInput([...field, 'results'], `The results are seen ${RESULTS_VISIBILITIES.join(', ')}.`);
  }
  if (rules.lateWindowMs !== undefined) assertLateWindow(rules, [...field, 'lateWindowMs']);
  return rules;
}

/** Who sees the count before the end, under these rules. */
export function resultsOf({ results = 'LIVE', secret = false }: GovernanceRules): ResultsVisibility {
  return secret ? 'AT_CLOSE' : results;
}

/** A window longer than the voting would make every ballot a late one; and that a voting goes on tells how it stands. */
function assertLateWindow(rules: GovernanceRules, field: readonly string[]): void {
  const { lateWindowMs = 0, votingPeriodMs } = rules;
  assertPeriod(lateWindowMs, field, 0);
  if (lateWindowMs > 0 && resultsOf(rules) !== 'LIVE') {
    throw new InvalidInput(field, 'Where the count is hidden from somebody there is no late window: it would tell.');
  }
  if (lateWindowMs > votingPeriodMs) throw new InvalidInput(field, 'The late window is at most the voting period.');
}

/** Below half a minority could decide against a majority; at the whole nothing could ever pass. */
function assertThreshold(thresholdPpm: Ppm, field: readonly string[]): void {
  if (!Number.isInteger(thresholdPpm) || thresholdPpm < 500_000 || thresholdPpm > 999_999) {
    throw new InvalidInput(
      field,
      'An approval threshold is a whole number of parts per million, from 500000 to 999999.',
    );
  }
}

/** A whole number of milliseconds from `leastMs` to a year. */
export function assertPeriod(periodMs: number, field: readonly string[], leastMs: number): number {
  if (!Number.isSafeInteger(periodMs) || periodMs < leastMs || periodMs > LONGEST_PERIOD_MS) {
    throw new InvalidInput(
      field,
      `A period is a whole number of milliseconds, from ${leastMs} to ${LONGEST_PERIOD_MS} here.`,
    );
  }
  return periodMs;
}
