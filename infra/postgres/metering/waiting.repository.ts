import type { DataSource } from 'typeorm';
import type { WaitingUsage } from '../../../domain/metering/index.ts';
import type { Id } from '../../../domain/shared/index.ts';

export class PostgresWaitingUsage implements WaitingUsage {
  constructor(private readonly dataSource: DataSource) {}

  /** Between the oldest and the newest id there are at most so many: two looks at the ends of an index mostly suffice. */
  async moreThan(limit: number): Promise<boolean> {
    const spanned = await this.holds(`SELECT max(inbox_id) - min(inbox_id) >= $1 AS holds FROM usage_waiting`, [limit]);
    return (
      spanned &&
      this.holds(`SELECT count(*) > $1 AS holds FROM (SELECT FROM usage_waiting LIMIT $1::bigint + 1) AS w`, [limit])
    );
  }

  anyPast(skip: number, ms: number): Promise<boolean> {
    return this.holds(
      `SELECT i.received_at < (SELECT commonpool_now()) - $2 * interval '1 millisecond' AS holds
       FROM (SELECT inbox_id FROM usage_waiting ORDER BY inbox_id OFFSET $1 LIMIT 1) AS w JOIN usage_inbox i ON i.id = w.inbox_id`,
      [skip, ms],
    );
  }

  async longWaiting(ms: number, limit: number): Promise<{ gatewayId: Id; sequence: bigint }[]> {
    const rows = await this.dataSource.query<{ gateway_id: Id; sequence: string }[]>(
      `SELECT i.gateway_id, i.sequence
       FROM (SELECT inbox_id FROM usage_waiting ORDER BY inbox_id LIMIT $2) AS w JOIN usage_inbox i ON i.id = w.inbox_id
       WHERE i.received_at < (SELECT commonpool_now()) - $1 * interval '1 millisecond'`,
      [ms, limit],
    );
    return rows.map((row) => ({ gatewayId: row.gateway_id, sequence: BigInt(row.sequence) }));
  }

  private async holds(sql: string, parameters: readonly number[]): Promise<boolean> {
    const [row] = await this.dataSource.query<{ holds: boolean | null }[]>(sql, [...parameters]);
    return row?.holds ?? false;
  }
}
