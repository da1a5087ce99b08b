import type { Metric, MetricSource } from '../shared/index.ts';
import { OUTCOMES, type CaseKind } from './case.ts';
import type { Cases } from './ports.ts';

/** All of them, so that none is missing while there is nothing to count. */
const KINDS = Object.keys(OUTCOMES) as CaseKind[];

/** How many cases wait for people, and how many of them for too long. */
export class CaseMetrics implements MetricSource {
  readonly name = 'cases';

  constructor(private readonly cases: Pick<Cases, 'counts'>) {}

  async read(): Promise<readonly Metric[]> {
    const counts = new Map((await this.cases.counts()).map((count) => [count.kind, count]));
    const samples = (of: 'running' | 'escalated') =>
      KINDS.map((kind) => ({ labels: { kind }, value: counts.get(kind)?.[of] ?? 0n }));
    return [
      {
        name: 'cases_running',
        help: 'Cases that have not ended, by kind.',
        type: 'gauge',
        samples: samples('running'),
      },
      {
        name: 'cases_escalated',
        help: 'Those of them whose deadline has passed, by kind.',
        type: 'gauge',
        samples: samples('escalated'),
      },
    ];
  }
}
