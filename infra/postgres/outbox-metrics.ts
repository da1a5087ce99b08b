import type { DataSource } from 'typeorm';
import type { Metric, MetricSource } from '../../domain/shared/index.ts';

const BACKLOG = `
  SELECT count(*)::integer AS events, coalesce(extract(epoch FROM clock_timestamp() - min(emitted_at)), 0)::float8 AS seconds
  FROM outbox`;

export class OutboxMetrics implements MetricSource {
  readonly name = 'outbox';

  constructor(private readonly dataSource: DataSource) {}

  async read(): Promise<readonly Metric[]> {
    const [row] = await this.dataSource.query<{ events: number; seconds: number }[]>(BACKLOG);
    return [
      {
        name: 'outbox_events',
        help: 'Committed events that the broker has not taken yet.',
        type: 'gauge',
        samples: [{ value: row?.events ?? 0 }],
      },
      {
        name: 'outbox_oldest_seconds',
        help: 'For how long the oldest of them has waited; 0 where none does.',
        type: 'gauge',
        samples: [{ value: row?.seconds ?? 0 }],
      },
    ];
  }
}
