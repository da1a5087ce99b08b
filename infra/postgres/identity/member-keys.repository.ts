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

  hold(tx: Tx, userId: Id, thumbprint: string): Promise<MemberKey | null> {
    return managerOf(tx).findOne(MemberKey, { where: { userId, thumbprint }, lock: { mode: 'pessimistic_read' } });
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
