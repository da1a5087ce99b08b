import { In, IsNull, type DataSource } from 'typeorm';
import { MemberKey, type MemberKeys } from '../../../domain/identity/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';
import { insertIfNew } from './insert-if-new.ts';

export class PostgresMemberKeys implements MemberKeys {
  constructor(private readonly dataSource: DataSource) {}

  byThumbprint(tx: Tx, thumbprint: string): Promise<MemberKey | null> {
    return managerOf(tx).findOneBy(MemberKey, { thumbprint });
  }

  /** In one order, so that no two transactions wait for each other. */
  hold(tx: Tx, named: readonly Pick<MemberKey, 'userId' | 'thumbprint'>[]): Promise<MemberKey[]> {
    return managerOf(tx)
      .createQueryBuilder(MemberKey, 'key')
      .where(
        '(key.userId, key.thumbprint) IN (SELECT * FROM unnest(CAST(:userIds AS uuid[]), CAST(:thumbprints AS text[])))',
        { userIds: named.map(({ userId }) => userId), thumbprints: named.map(({ thumbprint }) => thumbprint) },
      )
      .orderBy('key.id')
      .setLock('pessimistic_read')
      .getMany();
  }

  async holders(tx: Tx, userIds: readonly Id[]): Promise<ReadonlySet<Id>> {
    const rows = await managerOf(tx).query<{ user_id: Id }[]>(
      'SELECT DISTINCT user_id FROM member_keys WHERE user_id = ANY ($1::uuid[])',
      [userIds],
    );
    return new Set(rows.map((row) => row.user_id));
  }

  ofUser(tx: Tx, userId: Id): Promise<MemberKey[]> {
    return managerOf(tx).findBy(MemberKey, { userId });
  }

  liveOf(userId: Id): Promise<MemberKey[]> {
    const order = { addedAt: 'ASC', id: 'ASC' } as const;
    return this.dataSource.manager.find(MemberKey, { where: { userId, revokedAt: IsNull() }, order });
  }

  insert(tx: Tx, key: MemberKey): Promise<boolean> {
    return insertIfNew(managerOf(tx), MemberKey, key);
  }

  async revoke(tx: Tx, ids: readonly Id[]): Promise<void> {
    if (ids.length === 0) return;
    await managerOf(tx).update(MemberKey, { id: In(ids), revokedAt: IsNull() }, { revokedAt: tx.now });
  }
}
