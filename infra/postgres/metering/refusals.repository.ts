import type { DataSource } from 'typeorm';
import {
  eventKey,
  UsageRefusal,
  type MalformedEvent,
  type RefusalCode,
  type RefusalCount,
  type UsageRefusals,
} from '../../../domain/metering/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresUsageRefusals implements UsageRefusals {
  constructor(private readonly dataSource: DataSource) {}

  async note(tx: Tx, gatewayId: Id, malformed: readonly MalformedEvent[]): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO usage_refusals (event_key, gateway_id, event_id, digest, code, received_at)
       SELECT event_key, $1::uuid, event_id, decode(digest, 'hex'), code, $2::timestamptz
       FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[]) AS e (event_key, event_id, digest, code)
       ON CONFLICT DO NOTHING`,
      [
        gatewayId,
        tx.now,
        malformed.map((event) => eventKey(gatewayId, event.eventId)),
        malformed.map((event) => event.eventId),
        malformed.map((event) => event.digest),
        malformed.map((event) => event.code),
      ],
    );
  }

  list(filter: { gatewayId?: Id; code?: RefusalCode }, page: PageRequest): Promise<Page<UsageRefusal>> {
    const { gatewayId, code } = filter;
    const query = this.dataSource.createQueryBuilder(UsageRefusal, 'refusal');
    if (gatewayId) query.andWhere('refusal.gatewayId = :gatewayId', { gatewayId });
    if (code) query.andWhere('refusal.code = :code', { code });
    return keysetPage(query, ['id'], 'DESC', page);
  }

  async counts(): Promise<RefusalCount[]> {
    const rows = await this.dataSource.query<{ gateway_id: Id; code: RefusalCode; events: string; last_at: Date }[]>(
      `SELECT gateway_id, code, count(*) AS events, max(received_at) AS last_at
       FROM usage_refusals GROUP BY gateway_id, code ORDER BY gateway_id, code`,
    );
    return rows.map((row) => {
      return { gatewayId: row.gateway_id, code: row.code, events: BigInt(row.events), lastAt: row.last_at };
    });
  }
}
