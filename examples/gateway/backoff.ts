const FIRST_MS = 500;
const LONGEST_MS = 60_000;

/** A wait that the instance asks for is kept, but not one that would put off the owners' money for days. */
const LONGEST_ASKED_MS = 3_600_000;

/**
 * How long to wait after that many failures in a row (1, 2 ...): twice as long each time, up to a minute. `random` in
 * [0, 1) takes away up to half, so that gateways that failed together do not come back together.
 */
export function waitMs(failures: number, askedMs: number | null, random: number): number {
  const longest = Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
  const own = longest * (1 - random / 2);
  return Math.max(own, Math.min(askedMs ?? 0, LONGEST_ASKED_MS));
}
