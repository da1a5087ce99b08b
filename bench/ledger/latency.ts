import type { Answered } from './generator.ts';
import type { Gateways } from './gateways.ts';
import type { Market } from './market.ts';
import { watchPosted, type Seen } from './progress.ts';

/** Small ones, since a single call should not wait until its gateway has a thousand. */
const EVENTS_PER_DELIVERY = 100;
const LOOK_MS = 4;

interface Load {
  readonly url: string;
  /** Events. */
  readonly perSecond: number;
  readonly seconds: number;
}

/** How long a call waits to be posted while deliveries come at a steady rate, whether or not the service keeps up. */
export async function measureLatency(market: Market, gateways: Gateways, { url, perSecond, seconds }: Load) {
  const deliveriesPerSecond = perSecond / EVENTS_PER_DELIVERY;
  const load = await gateways.load({
    url,
    events: Math.round(perSecond * seconds),
    eventsPerDelivery: EVENTS_PER_DELIVERY,
    deliveriesPerSecond,
  });
  const before = await market.posted();
  const watching = watchPosted(() => market.posted(), before + load.events, LOOK_MS);
  const [{ answers }, seen] = [await load.send(), await watching];
  const { p50, p99 } = latencies(answers, seen);
  return { halfLoadPerSecond: Math.round(perSecond), p50Ms: p50, p99Ms: p99 };
}

/**
 * From accepted (its 202 came) to posted (its commit was seen). Calls are posted about in the order in which they were
 * accepted, so the n-th accepted is taken to be the n-th posted: the mean is exact in any order.
 */
function latencies(answers: readonly Answered[], seen: readonly Seen[]): { p50: number; p99: number } {
  const accepted = answers.toSorted((a, b) => a.answeredAt - b.answeredAt);
  const base = (seen[0] as Seen).posted;
  const waits: number[] = [];
  let count = 0;
  let look = 0;
  for (const { answeredAt, events } of accepted) {
    for (let i = 0; i < events; i += 1) {
      count += 1;
      while ((seen[look] as Seen).posted - base < count) look += 1;
      waits.push(Math.max(0, (seen[look] as Seen).at - answeredAt));
    }
  }
  const sorted = waits.toSorted((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) };
}

function quantile(sorted: readonly number[], part: number): number {
  const at = Math.min(sorted.length - 1, Math.floor(sorted.length * part));
  return Math.round((sorted[at] ?? 0) * 10) / 10;
}
