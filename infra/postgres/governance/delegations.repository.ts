import type { DataSource } from 'typeorm';
import { Delegation, type Delegations } from '../../../domain/governance/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresDelegations implements Delegations {
  constructor(private readonly dataSource: DataSource) {}

  /** Two at once of one member wait for each other at the lock, which is there also where no delegation is. */
  async replace(tx: Tx, delegation: Delegation): Promise<void> {
    const manager = managerOf(tx);
    const { groupId, userId, madeAt } = delegation;
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`delegation ${groupId} ${userId}`]);
    await manager.query(
      `UPDATE delegations SET ended_at = greatest(made_at, $3::timestamptz)
       WHERE group_id = $1 AND user_id = $2 AND ended_at IS NULL`,
      [groupId, userId, madeAt],
    );
    await manager.insert(Delegation, delegation);
  }

  lock(tx: Tx, id: Id): Promise<Delegation | null> {
    return managerOf(tx).findOne(Delegation, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async end(tx: Tx, id: Id): Promise<void> {
    await managerOf(tx).query('UPDATE delegations SET ended_at = greatest(made_at, $2::timestamptz) WHERE id = $1', [
      id,
      tx.now,
    ]);
  }

  async holding(tx: Tx, groupId: Id): Promise<readonly Pick<Delegation, 'userId' | 'delegateId'>[]> {
    const rows = await managerOf(tx).query<{ user_id: Id; delegate_id: Id }[]>(
      `SELECT user_id, delegate_id FROM delegations
       WHERE group_id = $1 AND ended_at IS NULL AND (expires_at IS NULL OR expires_at > $2) ORDER BY made_at, id`,
      [groupId, tx.now],
    );
    return rows.map((row) => ({ userId: row.user_id, delegateId: row.delegate_id }));
  }

  byId(id: Id): Promise<Delegation | null> {
    return this.dataSource.manager.findOneBy(Delegation, { id });
  }

  ofUser(userId: Id, page: PageRequest): Promise<Page<Delegation>> {
    const query = this.dataSource.createQueryBuilder(Delegation, 'one').where('one.userId = :userId', { userId });
    return keysetPage(query, ['madeAt', 'id'], 'DESC', page);
  }

  toUser(userId: Id, groupId: Id, page: PageRequest): Promise<Page<Delegation>> {
    const query = this.dataSource
      .createQueryBuilder(Delegation, 'one')
      .where('one.delegateId = :userId AND one.groupId = :groupId AND one.endedAt IS NULL', { userId, groupId })
      .andWhere('(one.expiresAt IS NULL OR one.expiresAt > (SELECT commonpool_now()))');
    return keysetPage(query, ['madeAt', 'id'], 'ASC', page);
  }
}
