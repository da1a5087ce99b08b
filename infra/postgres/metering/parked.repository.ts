import { In, type DataSource } from 'typeorm';
import { InboxEvent, type InboxState, type ParkedUsage, type UsageStates } from '../../../domain/metering/index.ts';
import type { Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresParkedUsage implements ParkedUsage {
  constructor(private readonly dataSource: DataSource) {}

  list(filter: { state?: InboxState; reason?: string }, page: PageRequest): Promise<Page<InboxEvent>> {
    const { state, reason } = filter;
    const query = this.dataSource
      .createQueryBuilder(InboxEvent, 'event')
      .where(`event.state NOT IN ('pending', 'posted')`);
    if (state) query.andWhere('event.state = :state', { state });
    if (reason) query.andWhere('event.reason = :reason', { reason });
    // Said twice, so that the planner reads the few parked rows and not the whole inbox behind its view.
    if (state === 'quarantined') query.andWhere('event.reason IS NOT NULL');
    return keysetPage(query, ['id'], 'DESC', page);
  }

  async statesOf(tx: Tx, ids: readonly bigint[]): Promise<Map<bigint, InboxState>> {
    const events = await managerOf(tx).findBy(InboxEvent, { id: In([...ids]) });
    return new Map(events.map(({ id, state }) => [id, state]));
  }

  /** One statement, so one snapshot. The total is counted apart: a row in two states would show. */
  async states(): Promise<UsageStates> {
    const rows = await this.dataSource.query<{ state: keyof UsageStates; events: string }[]>(
      `SELECT state, count(*) AS events FROM usage_events GROUP BY state
       UNION ALL SELECT 'acceptedTotal', count(*) FROM usage_inbox`,
    );
    const counted = Object.fromEntries(rows.map(({ state, events }) => [state, BigInt(events)]));
    return { pending: 0n, posted: 0n, unfunded: 0n, quarantined: 0n, acceptedTotal: 0n, ...counted };
  }
}
