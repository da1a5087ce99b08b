import type { UsageToPost } from '../../metering/index.ts';
import type { ModelVersion } from '../../models/index.ts';
import type { Id } from '../../shared/index.ts';

/** One customer's free queries of one version in one calendar month (UTC), by when the calls were made. */
export interface FreeMonth {
  readonly customerId: Id;
  readonly modelVersionId: Id;
  /** `2026-01`. */
  readonly month: string;
}

export function freeMonthKey({ customerId, modelVersionId, month }: FreeMonth): string {
  return `${customerId}:${modelVersionId}:${month}`;
}

/** What decides whether a call can be free. */
type FreeCandidate = Pick<UsageToPost, 'customerId' | 'modelVersionId' | 'occurredAt' | 'queries'>;

/** The months that the events can draw on: only those of versions that grant free queries. */
export function freeMonthsOf<Event extends FreeCandidate>(
  events: readonly Event[],
  versionOf: (event: Event) => ModelVersion | undefined,
): FreeMonth[] {
  const months = new Map<string, FreeMonth>();
  for (const event of events) {
    if (!versionOf(event)?.freeQueriesPerMonth || event.queries === 0) continue;
    const month = monthOf(event);
    months.set(freeMonthKey(month), month);
  }
  return [...months.values()];
}

function monthOf({ customerId, modelVersionId, occurredAt }: FreeCandidate): FreeMonth {
  return { customerId, modelVersionId, month: occurredAt.toISOString().slice(0, 7) };
}

/** Counts free queries while a batch is planned. */
export class FreeTier {
  private readonly used: Map<string, number>;
  /** What this batch used of each month. */
  readonly spent = new Map<string, { readonly month: FreeMonth; readonly queries: number }>();

  constructor(used: ReadonlyMap<string, number>) {
    this.used = new Map(used);
  }

  /**
   * A call is free if all its queries fit into what the month has left, and then wholly, tokens included; one that does
   * not fit pays in full and uses none of them.
   */
  covers(event: UsageToPost, { freeQueriesPerMonth }: ModelVersion): boolean {
    if (freeQueriesPerMonth === 0 || event.queries === 0) return false;
    const month = monthOf(event);
    const key = freeMonthKey(month);
    const used = this.used.get(key) ?? 0;
    if (used + event.queries > freeQueriesPerMonth) return false;
    this.used.set(key, used + event.queries);
    this.spent.set(key, { month, queries: (this.spent.get(key)?.queries ?? 0) + event.queries });
    return true;
  }
}
