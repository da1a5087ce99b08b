/**
 * For how long after the end of the day (UTC) on which a call was posted a refund of it may take its share back from the
 * owners. Zero: never, so what they earn is theirs at once, and the platform's reserve pays every refund.
 */
export interface Maturity {
  readonly windowMs: number;
}

const DAY_MS = 86_400_000;

/** Whether the share of a call that was posted then is the owners' for good, by the clock alone. */
export function isMature(postedAt: Date, now: Date, maturity: Maturity): boolean {
  const dayEndMs = (Math.floor(postedAt.getTime() / DAY_MS) + 1) * DAY_MS;
  return maturity.windowMs === 0 || dayEndMs <= matureBefore(now, maturity).getTime();
}

/** Days that ended before it are mature. */
export function matureBefore(now: Date, { windowMs }: Maturity): Date {
  return new Date(now.getTime() - windowMs);
}
