import { In, type DataSource, type SelectQueryBuilder } from 'typeorm';
import { Notice, type Notices } from '../../../domain/notices/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

const NOTHING_OUTSTANDING = `NOT EXISTS (SELECT FROM notice_deliveries d WHERE d.notice_id = n.id AND d.ended_at IS NULL)`;

export class PostgresNotices implements Notices {
  constructor(private readonly dataSource: DataSource) {}

  async insertOrFind(tx: Tx, notice: Notice): Promise<Notice> {
    const manager = managerOf(tx);
    const insert = manager.createQueryBuilder().insert().into(Notice).values(notice);
    const { raw } = await insert.orIgnore().returning('id').updateEntity(false).execute();
    if ((raw as unknown[]).length === 1) return notice;
    const { kind, subjectId, key } = notice;
    return manager.findOneByOrFail(Notice, { kind, subjectId, key: key as string });
  }

  lockToSpread(tx: Tx): Promise<Notice | null> {
    return this.due(tx).andWhere('n.spreadAt IS NULL').getOne();
  }

  lockToDispatch(tx: Tx): Promise<Notice | null> {
    return this.due(tx)
      .andWhere(`n.spreadAt IS NOT NULL AND n.dispatchedAt IS NULL AND ${NOTHING_OUTSTANDING}`)
      .getOne();
  }

  lock(tx: Tx, id: Id): Promise<Notice | null> {
    return managerOf(tx).findOne(Notice, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async update(tx: Tx, { id, spreadTo, spreadAt, dispatchedAt, dueAt }: Notice): Promise<void> {
    await managerOf(tx).update(Notice, { id }, { spreadTo, spreadAt, dispatchedAt, dueAt });
  }

  byIds(ids: readonly Id[]): Promise<Notice[]> {
    return this.dataSource.manager.findBy(Notice, { id: In([...ids]) });
  }

  private due(tx: Tx): SelectQueryBuilder<Notice> {
    return managerOf(tx)
      .createQueryBuilder(Notice, 'n')
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .where('n.dueAt <= :now', { now: tx.now })
      .orderBy({ 'n.dueAt': 'ASC', 'n.id': 'ASC' })
      .limit(1);
  }
}
