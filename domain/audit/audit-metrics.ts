import type { Metric, MetricSource } from '../shared/index.ts';
import type { AuditFaults, AuditRuns, Marks } from './ports.ts';

/** What audits and watches have come to. */
export class AuditMetrics implements MetricSource {
  readonly name = 'audit';

  constructor(
    private readonly runs: Pick<AuditRuns, 'lastFinished'>,
    private readonly faults: Pick<AuditFaults, 'openByName'>,
    private readonly marks: Pick<Marks, 'all'>,
  ) {}

  async read(): Promise<readonly Metric[]> {
    const [last, open, marks] = [
      await this.runs.lastFinished(),
      await this.faults.openByName(),
      await this.marks.all(),
    ];
    const run = last?.finishedAt ? [last.finishedAt.getTime() / 1_000] : [];
    return [
      {
        name: 'audit_open_faults',
        help: 'Rows that break a rule of the books and were not found right again, by check.',
        type: 'gauge',
        samples: [...open].map(([check, value]) => ({ labels: { check }, value })),
      },
      {
        name: 'audit_last_run_timestamp_seconds',
        help: 'When the last full audit was finished.',
        type: 'gauge',
        samples: run.map((value) => ({ value })),
      },
      {
        name: 'audit_last_run_sound',
        help: '1 if every check of the last full audit passed, else 0.',
        type: 'gauge',
        samples: run.map(() => ({ value: last?.sound ? 1 : 0 })),
      },
      {
        name: 'audit_watched_total',
        help: 'How many batches, calls, pots or checks were looked at, by watch.',
        type: 'counter',
        samples: [...marks].map(([watch, { looked }]) => ({ labels: { watch }, value: looked })),
      },
      {
        name: 'audit_watch_timestamp_seconds',
        help: 'When each watch took its last step.',
        type: 'gauge',
        samples: [...marks].map(([watch, { steppedAt }]) => ({
          labels: { watch },
          value: steppedAt.getTime() / 1_000,
        })),
      },
    ];
  }
}
