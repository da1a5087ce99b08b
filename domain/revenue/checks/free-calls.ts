import type { AuditedEvent } from '../../metering/index.ts';
import type { ModelVersion } from '../../models/index.ts';
import type { Id } from '../../shared/index.ts';
import { freeMonthKey, freeMonthsOf, type FreeMonth } from '../posting/free-tier.ts';

interface Used {
  readonly month: FreeMonth;
  readonly queries: number;
  readonly lastEvent: bigint;
}

/** Queries of calls that were posted without a journal, by customer, version and month: the free tier must have counted them. */
export class FreeCalls {
  private readonly used = new Map<string, Used>();

  /** False where the version grants nothing that the call could be free by. */
  take(event: AuditedEvent, version: ModelVersion): boolean {
    const [month] = freeMonthsOf([event], () => version);
    if (!month) return false;
    const key = freeMonthKey(month);
    const queries = (this.used.get(key)?.queries ?? 0) + event.queries;
    this.used.set(key, { month, queries, lastEvent: event.id });
    return true;
  }

  get months(): readonly FreeMonth[] {
    return [...this.used.values()].map(({ month }) => month);
  }

  /** The first month of which more was free than the tier counted, or counted than the version grants. */
  fault(counted: ReadonlyMap<string, number>, grantedBy: (modelVersionId: Id) => number): string | null {
    for (const [key, { month, queries, lastEvent }] of this.used) {
      const said = counted.get(key) ?? 0;
      const granted = grantedBy(month.modelVersionId);
      const which = `customer ${month.customerId} in ${month.month} of version ${month.modelVersionId}`;
      if (queries > said) {
        return `event ${lastEvent}: it is posted without a journal, but the free tier counts ${said} queries and not ${queries} of ${which}`;
      }
      if (said > granted) return `event ${lastEvent}: ${said} queries were free to ${which}, but ${granted} may be`;
    }
    return null;
  }
}
