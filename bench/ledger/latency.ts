import type { Answered } from './generator.ts';
import type { Seen } from './progress.ts';

/**
 * From accepted (its 202 came) to posted (its commit was seen). Calls are posted about in the order in which they were
 * accepted, so the n-th accepted is taken to be the n-th posted: the mean is exact in any order.
 */
export function latencies(answers: readonly Answered[], seen: readonly Seen[]): { p50: number; p99: number } {
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
