import type { DataSource } from 'typeorm';
import { NoticeAddress, type NoticeAddresses } from '../../../domain/notices/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { uuidsOf } from '../arrays.ts';
import { managerOf } from '../transactions.ts';

export class PostgresNoticeAddresses implements NoticeAddresses {
  constructor(private readonly dataSource: DataSource) {}

  async lock(tx: Tx, userId: Id): Promise<NoticeAddress> {
    const manager = managerOf(tx);
    await manager.query(
      `INSERT INTO notice_addresses (user_id, tries, codes_sent_at) VALUES ($1, 0, '{}') ON CONFLICT DO NOTHING`,
      [userId],
    );
    return manager.findOneOrFail(NoticeAddress, { where: { userId }, lock: { mode: 'pessimistic_write' } });
  }

  async update(tx: Tx, { userId, ...changing }: NoticeAddress): Promise<void> {
    await managerOf(tx).update(NoticeAddress, { userId }, changing);
  }

  find(userId: Id): Promise<NoticeAddress | null> {
    return this.dataSource.manager.findOneBy(NoticeAddress, { userId });
  }

  async confirmedOf(tx: Tx, userIds: readonly Id[]): Promise<readonly Id[]> {
    const rows = await managerOf(tx).query<{ id: Id }[]>(
      'SELECT user_id AS id FROM notice_addresses WHERE user_id = ANY ($1::uuid[]) AND confirmed_at IS NOT NULL',
      [uuidsOf(userIds)],
    );
    return rows.map(({ id }) => id);
  }
}
