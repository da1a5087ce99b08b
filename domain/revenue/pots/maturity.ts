/**
 * For how long after the end of the day (UTC) on which a call was posted a refund of it may take its share back from the
 * owners. Zero: never, so what they earn is theirs at once, and the platform's reserve pays every refund.
 */
export interface Maturity {
  readonly windowMs: number;
}

/** Days that ended before it are mature. */
export function matureBefore(now: Date, { windowMs }: Maturity): Date {
  return new Date(now.getTime() - windowMs);
}
