const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The wait after the first, second, ... failed try: the example schedule of Standard Webhooks, 75 h 35 min in all. */
const DELAYS_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

export const MOST_TRIES = DELAYS_MS.length + 1;

/** A provider that asks for more than that is asked again after it all the same. */
const LONGEST_RETRY_AFTER_MS = 24 * HOUR;

/** Up to a tenth longer, so that what failed together does not come back together. `random` is in [0, 1). */
const JITTER = 0.1;

/** How long to wait after so many failed tries; null after the last. */
export function delayMs(tries: number, retryAfterMs: number | null, random: number): number | null {
  const planned = DELAYS_MS[tries - 1];
  if (planned === undefined) return null;
  const jittered = Math.round(planned * (1 + JITTER * random));
  return Math.max(jittered, Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS));
}
