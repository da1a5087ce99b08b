import { In, type DataSource } from 'typeorm';
import { User, type Users } from '../../../domain/identity/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';
import { insertIfNew } from './insert-if-new.ts';

/** Not FOR UPDATE: rows that refer to the user may still be written by others meanwhile. */
const lock = { mode: 'for_no_key_update' } as const;

export class PostgresUsers implements Users {
  constructor(private readonly dataSource: DataSource) {}

  byId(id: Id): Promise<User | null> {
    return this.dataSource.manager.findOneBy(User, { id });
  }

  byIds(ids: readonly Id[]): Promise<User[]> {
    return this.dataSource.manager.findBy(User, { id: In(ids) });
  }

  byHandle(handle: string): Promise<User | null> {
    return this.dataSource.manager.findOneBy(User, { handle });
  }

  lock(tx: Tx, id: Id): Promise<User | null> {
    return managerOf(tx).findOne(User, { where: { id }, lock });
  }

  lockByHandle(tx: Tx, handle: string): Promise<User | null> {
    return managerOf(tx).findOne(User, { where: { handle }, lock });
  }

  insert(tx: Tx, user: User): Promise<boolean> {
    return insertIfNew(managerOf(tx), User, user);
  }

  async makeOperator(tx: Tx, id: Id): Promise<void> {
    await managerOf(tx).update(User, { id }, { isOperator: true });
  }

  async bindPerson(tx: Tx, id: Id, personId: Id): Promise<void> {
    await managerOf(tx).update(User, { id }, { personId });
  }
}
