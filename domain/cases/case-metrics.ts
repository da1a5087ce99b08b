import type { Metric, MetricSource } from '../shared/index.ts';
import type { Cases } from './ports.ts';

/** How many cases wait for people, and how many of them for too long. */
export class CaseMetrics implements MetricSource {
  readonly name = 'cases';

  constructor(private readonly cases: Pick<Cases, 'counts'>) {}

  async read(): Promise<readonly Metric[]> {
    const counts = await this.cases.counts();
    return [
      {
        name: 'cases_running',
        help: 'Cases that have not ended, by kind.',
        type: 'gauge',
        samples: counts.map(({ kind, running: value }) => ({ labels: { kind }, value })),
      },
      {
        name: 'cases_escalated',
        help: 'Those of them whose deadline has passed, by kind.',
        type: 'gauge',
        samples: counts.map(({ kind, escalated: value }) => ({ labels: { kind }, value })),
      },
    ];
  }
}
