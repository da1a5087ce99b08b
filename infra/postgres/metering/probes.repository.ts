import type { DataSource } from 'typeorm';
import {
  InboxEvent,
  Probe,
  PROBE_TOLERANCE_MS,
  type Probes,
  type ProbeState,
  type ReportedCall,
} from '../../../domain/metering/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresProbes implements Probes {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, probe: Probe): Promise<boolean> {
    const insert = managerOf(tx).createQueryBuilder().insert().into(Probe).values(probe);
    const { raw } = await insert.orIgnore().returning('id').updateEntity(false).execute();
    return (raw as unknown[]).length === 1;
  }

  same(tx: Tx, { gatewayId, keyId, modelVersionId, calledAt }: Probe): Promise<Probe | null> {
    return managerOf(tx).findOneBy(Probe, { gatewayId, keyId, modelVersionId, calledAt });
  }

  async lockDue(tx: Tx, before: Date, limit: number): Promise<Probe[]> {
    const manager = managerOf(tx);
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('metering.probes', 0))`);
    return manager
      .createQueryBuilder(Probe, 'probe')
      .where(`probe.state = 'sealed' AND probe.calledAt <= :before`, { before })
      .andWhere(
        `NOT EXISTS (SELECT FROM gateway_suspensions s
                     WHERE s.gateway_id = probe.gatewayId AND (s.ended_at IS NULL OR s.ended_at > :before))`,
      )
      .orderBy('probe.calledAt')
      .addOrderBy('probe.id')
      .take(limit)
      .getMany();
  }

  /** By customer first, for which the inbox has an index. */
  reportedCalls(tx: Tx, probes: readonly [Probe, ...Probe[]]): Promise<ReportedCall[]> {
    const [{ customerId, gatewayId, keyId, modelVersionId }] = probes;
    const times = probes.map(({ calledAt }) => calledAt.getTime());
    const from = new Date(Math.min(...times) - PROBE_TOLERANCE_MS);
    const to = new Date(Math.max(...times) + PROBE_TOLERANCE_MS);
    return managerOf(tx)
      .createQueryBuilder(InboxEvent, 'event')
      .where('event.customerId = :customerId AND event.gatewayId = :gatewayId', { customerId, gatewayId })
      .andWhere('event.keyId = :keyId AND event.modelVersionId = :modelVersionId', { keyId, modelVersionId })
      .andWhere('event.occurredAt BETWEEN :from AND :to', { from, to })
      .andWhere('NOT EXISTS (SELECT FROM usage_probes p WHERE p.inbox_id = event.id)')
      .getMany();
  }

  async settle(tx: Tx, checked: readonly Probe[]): Promise<void> {
    for (const { id, state, checkedAt, inboxId } of checked) {
      await managerOf(tx).update(Probe, { id }, { state, checkedAt, inboxId });
    }
  }

  byId(id: Id): Promise<Probe | null> {
    return this.dataSource.manager.findOneBy(Probe, { id });
  }

  list({ gatewayId, state }: { gatewayId?: Id; state?: ProbeState }, page: PageRequest): Promise<Page<Probe>> {
    const query = this.dataSource.createQueryBuilder(Probe, 'probe');
    if (gatewayId) query.andWhere('probe.gatewayId = :gatewayId', { gatewayId });
    if (state) query.andWhere('probe.state = :state', { state });
    return keysetPage(query, ['calledAt', 'id'], 'DESC', page);
  }
}
