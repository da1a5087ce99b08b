import { In, type DataSource } from 'typeorm';
import { Notice, ReceivedNotice, type Inboxes } from '../../../domain/notices/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { uuidsOf } from '../arrays.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

const UNREAD = 'SELECT count(*)::integer AS unread FROM received_notices WHERE user_id = $1 AND read_at IS NULL';

export class PostgresInboxes implements Inboxes {
  constructor(private readonly dataSource: DataSource) {}

  /** Numbers are given out as rows are written, so one writer at a time makes their order that of the commits. */
  async insert(tx: Tx, { id }: Notice, userIds: readonly Id[]): Promise<readonly Id[]> {
    if (userIds.length === 0) return [];
    const manager = managerOf(tx);
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('notices.inboxes', 0))`);
    const rows = await manager.query<{ userId: Id }[]>(
      `INSERT INTO received_notices (notice_id, user_id, created_at)
       SELECT $1, user_id, $3 FROM unnest($2::uuid[]) AS member (user_id)
       ON CONFLICT DO NOTHING RETURNING user_id AS "userId"`,
      [id, uuidsOf(userIds), tx.now],
    );
    return rows.map(({ userId }) => userId);
  }

  page(userId: Id, isUnreadOnly: boolean, page: PageRequest): Promise<Page<ReceivedNotice>> {
    const query = this.dataSource.createQueryBuilder(ReceivedNotice, 'r').where('r.userId = :userId', { userId });
    if (isUnreadOnly) query.andWhere('r.readAt IS NULL');
    return keysetPage(query, ['sequence'], 'DESC', page);
  }

  after(userId: Id, sequence: bigint, limit: number): Promise<ReceivedNotice[]> {
    return this.dataSource
      .createQueryBuilder(ReceivedNotice, 'r')
      .where('r.userId = :userId AND r.sequence > :sequence', { userId, sequence: sequence.toString() })
      .orderBy('r.sequence')
      .take(limit)
      .getMany();
  }

  async last(userId: Id): Promise<bigint> {
    const [row] = await this.dataSource.query<{ last: string | null }[]>(
      'SELECT max(sequence) AS last FROM received_notices WHERE user_id = $1',
      [userId],
    );
    return BigInt(row?.last ?? 0);
  }

  async unread(userId: Id): Promise<number> {
    const [row] = await this.dataSource.query<{ unread: number }[]>(UNREAD, [userId]);
    return row?.unread ?? 0;
  }

  async notice(userId: Id, id: Id): Promise<Notice | null> {
    const { manager } = this.dataSource;
    const isReceived = await manager.existsBy(ReceivedNotice, { userId, noticeId: id });
    return isReceived ? manager.findOneBy(Notice, { id }) : null;
  }

  async markRead(tx: Tx, userId: Id, noticeIds: readonly Id[]): Promise<void> {
    const update = managerOf(tx).createQueryBuilder().update(ReceivedNotice).set({ readAt: tx.now });
    await update
      .where({ userId, noticeId: In([...noticeIds]) })
      .andWhere('readAt IS NULL')
      .execute();
  }

  async markReadUpTo(tx: Tx, userId: Id, sequence: bigint): Promise<void> {
    await managerOf(tx).query(
      'UPDATE received_notices SET read_at = $2 WHERE user_id = $1 AND read_at IS NULL AND sequence <= $3',
      [userId, tx.now, sequence.toString()],
    );
  }
}
