import { In, type DataSource } from 'typeorm';
import { Delivery, type Channel, type Deliveries, type WaitingCount } from '../../../domain/notices/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { uuidsOf } from '../arrays.ts';
import { managerOf } from '../transactions.ts';

const INSERT = `
  INSERT INTO notice_deliveries (id, notice_id, user_id, channel, sealed, created_at, due_at, tries)
  SELECT id, notice_id, user_id, $4, $5, $6, $6, 0
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS row (id, notice_id, user_id)`;

const UPDATE = `
  UPDATE notice_deliveries d
  SET due_at = n.due_at, outcome = n.outcome, refusal = n.refusal, ended_at = n.ended_at,
      sealed = CASE WHEN n.ended_at IS NULL THEN d.sealed END
  FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::timestamptz[])
    AS n (id, due_at, outcome, refusal, ended_at)
  WHERE d.id = n.id AND d.ended_at IS NULL`;

const FORGET = `
  DELETE FROM notice_deliveries WHERE id IN (
    SELECT d.id FROM notice_deliveries d LEFT JOIN notices n ON n.id = d.notice_id
    WHERE d.ended_at < $1 AND (n.id IS NULL OR n.dispatched_at IS NOT NULL)
    ORDER BY d.ended_at LIMIT $2)`;

const WAITING = `
  SELECT channel, count(*) AS deliveries,
    extract(epoch FROM commonpool_now() - min(created_at))::float8 AS "oldestSeconds"
  FROM notice_deliveries WHERE ended_at IS NULL GROUP BY channel`;

export class PostgresDeliveries implements Deliveries {
  constructor(private readonly dataSource: DataSource) {}

  /** All of one channel and, where something is sealed, one alone. */
  async insert(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const [first] = deliveries;
    if (!first) return;
    await managerOf(tx).query(INSERT, [
      uuidsOf(deliveries.map(({ id }) => id)),
      uuidsOf(deliveries.map(({ noticeId }) => noticeId)),
      uuidsOf(deliveries.map(({ userId }) => userId)),
      first.channel,
      first.sealed && Buffer.from(first.sealed),
      first.createdAt,
    ]);
  }

  areOutstanding(tx: Tx, noticeId: Id): Promise<boolean> {
    return managerOf(tx)
      .createQueryBuilder(Delivery, 'd')
      .where({ noticeId })
      .andWhere('d.endedAt IS NULL')
      .getExists();
  }

  async claim(tx: Tx, channel: Channel, limit: number, until: Date): Promise<Delivery[]> {
    const manager = managerOf(tx);
    const due = await manager
      .createQueryBuilder(Delivery, 'd')
      .select('d.id')
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .where('d.channel = :channel AND d.endedAt IS NULL AND d.dueAt <= :now', { channel, now: tx.now })
      .orderBy({ 'd.dueAt': 'ASC', 'd.id': 'ASC' })
      .limit(limit)
      .getMany();
    const ids = due.map(({ id }) => id);
    if (ids.length === 0) return [];
    await manager.query('UPDATE notice_deliveries SET due_at = $2, tries = tries + 1 WHERE id = ANY ($1::uuid[])', [
      uuidsOf(ids),
      until,
    ]);
    return manager.findBy(Delivery, { id: In(ids) });
  }

  async update(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const columns = (['id', 'dueAt', 'outcome', 'refusal', 'endedAt'] as const).map((key) =>
      deliveries.map((delivery) => delivery[key]),
    );
    await managerOf(tx).query(UPDATE, columns);
  }

  async forget(tx: Tx, before: Date, limit: number): Promise<number> {
    const [, count] = (await managerOf(tx).query(FORGET, [before, limit])) as [unknown, number];
    return count;
  }

  async waiting(): Promise<readonly WaitingCount[]> {
    const rows = await this.dataSource.query<(Omit<WaitingCount, 'deliveries'> & { deliveries: string })[]>(WAITING);
    return rows.map((row) => ({ ...row, deliveries: BigInt(row.deliveries) }));
  }
}
