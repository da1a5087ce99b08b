import type { DataSource } from 'typeorm';
import type { InboxAge } from '../../../domain/metering/index.ts';

/** The lowest number is the oldest to all purposes, and the queue is read in that order. */
const OLDEST = `
  SELECT extract(epoch FROM (SELECT commonpool_now()) - i.received_at)::float8 AS seconds
  FROM (SELECT inbox_id FROM usage_waiting ORDER BY inbox_id LIMIT 1) AS w JOIN usage_inbox i ON i.id = w.inbox_id`;

export class PostgresInboxAge implements InboxAge {
  constructor(private readonly dataSource: DataSource) {}

  async oldestPendingSeconds(): Promise<number | null> {
    const [row] = await this.dataSource.query<{ seconds: number }[]>(OLDEST);
    return row ? Math.max(0, row.seconds) : null;
  }
}
