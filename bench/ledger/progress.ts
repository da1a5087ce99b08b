/** How many calls were posted at a moment; in ms since 1970, with fractions. */
export interface Seen {
  readonly at: number;
  readonly posted: number;
}

const STALLED_MS = 60_000;

/** Looks every `everyMs` until `target` calls are posted; throws where none is for a minute. Keeps each look that saw a change. */
export function watchPosted(posted: () => Promise<number>, target: number, everyMs: number): Promise<Seen[]> {
  const watching = watch(posted, target, everyMs);
  // It is awaited only after what it watches; where that fails first, its own failure is no news.
  watching.catch(() => {});
  return watching;
}

async function watch(posted: () => Promise<number>, target: number, everyMs: number): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (;;) {
    const count = await posted();
    const at = performance.timeOrigin + performance.now();
    const last = seen.at(-1);
    if (!last || count > last.posted) seen.push({ at, posted: count });
    if (count >= target) return seen;
    if (at - (seen.at(-1) as Seen).at > STALLED_MS) {
      throw new Error(`Posting stopped at ${count} of ${target} calls.`);
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** `from` and `to` in ms. */
export function perSecond(events: number, from: number, to: number): number {
  return Math.round((events * 1_000) / (to - from));
}
