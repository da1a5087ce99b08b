import { In, IsNull, type DataSource } from 'typeorm';
import { WatchedGap, type SequenceGap, type SequenceGaps } from '../../../domain/metering/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';
import { MISSING, SUSPECTS } from './sequence.sql.ts';

export class PostgresSequenceGaps implements SequenceGaps {
  constructor(private readonly dataSource: DataSource) {}

  async suspects(delayMs: number): Promise<Id[]> {
    const rows = await this.dataSource.query<{ gateway_id: Id }[]>(SUSPECTS, [delayMs]);
    return rows.map((row) => row.gateway_id);
  }

  async lockWatched(tx: Tx, gatewayId: Id): Promise<WatchedGap[]> {
    const manager = managerOf(tx);
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('metering.gaps:' || $1, 0))`, [gatewayId]);
    return manager.find(WatchedGap, { where: { gatewayId, closedAt: IsNull() }, order: { first: 'ASC' } });
  }

  async missing(tx: Tx, gatewayId: Id, limit: number): Promise<SequenceGap[]> {
    const rows = await managerOf(tx).query<{ first: string; last: string }[]>(MISSING, [gatewayId, limit]);
    return rows.map((row) => ({ first: BigInt(row.first), last: BigInt(row.last) }));
  }

  async add(tx: Tx, gaps: readonly WatchedGap[]): Promise<void> {
    if (gaps.length > 0) await managerOf(tx).insert(WatchedGap, [...gaps]);
  }

  async forget(tx: Tx, gaps: readonly WatchedGap[]): Promise<void> {
    if (gaps.length > 0) await managerOf(tx).delete(WatchedGap, { id: idsOf(gaps), openedAt: IsNull() });
  }

  async open(tx: Tx, gaps: readonly WatchedGap[]): Promise<void> {
    if (gaps.length > 0) await managerOf(tx).update(WatchedGap, { id: idsOf(gaps) }, { openedAt: tx.now });
  }

  async close(tx: Tx, gaps: readonly WatchedGap[]): Promise<void> {
    if (gaps.length > 0) await managerOf(tx).update(WatchedGap, { id: idsOf(gaps) }, { closedAt: tx.now });
  }

  byId(id: Id): Promise<WatchedGap | null> {
    return this.dataSource
      .createQueryBuilder(WatchedGap, 'gap')
      .where('gap.id = :id AND gap.openedAt IS NOT NULL', { id })
      .getOne();
  }

  list({ gatewayId, open }: { gatewayId?: Id; open?: boolean }, page: PageRequest): Promise<Page<WatchedGap>> {
    const query = this.dataSource.createQueryBuilder(WatchedGap, 'gap').where('gap.openedAt IS NOT NULL');
    if (gatewayId) query.andWhere('gap.gatewayId = :gatewayId', { gatewayId });
    if (open !== undefined) query.andWhere(`gap.closedAt IS ${open ? '' : 'NOT '}NULL`);
    return keysetPage(query, ['openedAt', 'id'], 'DESC', page);
  }
}

function idsOf(gaps: readonly WatchedGap[]) {
  return In(gaps.map(({ id }) => id));
}
