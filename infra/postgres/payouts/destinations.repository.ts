import { In, IsNull, MoreThan, type DataSource } from 'typeorm';
import { Destination, type Destinations } from '../../../domain/payouts/index.ts';
import type { Currency, Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresDestinations implements Destinations {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, destination: Destination): Promise<void> {
    await managerOf(tx).insert(Destination, destination);
  }

  async cancel(tx: Tx, id: Id): Promise<void> {
    await managerOf(tx).update(Destination, { id }, { cancelledAt: tx.now });
  }

  async lastVersion(tx: Tx, userId: Id, currency: Currency): Promise<number> {
    return (await managerOf(tx).maximum(Destination, 'version', { userId, currency })) ?? 0;
  }

  waiting(tx: Tx, userId: Id, currency: Currency): Promise<Destination | null> {
    const where = { userId, currency, cancelledAt: IsNull(), usableAt: MoreThan(tx.now) };
    return managerOf(tx).findOne(Destination, { where, order: { version: 'DESC' } });
  }

  /** One that was cancelled while it waited was never in force, and does not count. */
  lastUsable(tx: Tx, userId: Id, currency: Currency): Promise<Destination | null> {
    return managerOf(tx)
      .createQueryBuilder(Destination, 'd')
      .where('d.userId = :userId AND d.currency = :currency', { userId, currency })
      .andWhere('d.usableAt <= :now AND (d.cancelledAt IS NULL OR d.cancelledAt >= d.usableAt)', { now: tx.now })
      .orderBy('d.version', 'DESC')
      .take(1)
      .getOne();
  }

  find(tx: Tx, id: Id): Promise<Destination | null> {
    return managerOf(tx).findOneBy(Destination, { id });
  }

  async findAll(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, Destination>> {
    const found = await managerOf(tx).findBy(Destination, { id: In(ids) });
    return new Map(found.map((destination) => [destination.id, destination]));
  }

  byId(id: Id): Promise<Destination | null> {
    return this.dataSource.manager.findOneBy(Destination, { id });
  }

  byIds(ids: readonly Id[]): Promise<Destination[]> {
    return this.dataSource.manager.findBy(Destination, { id: In(ids) });
  }

  ofUser(userId: Id, page: PageRequest): Promise<Page<Destination>> {
    const query = this.dataSource.createQueryBuilder(Destination, 'd').where('d.userId = :userId', { userId });
    return keysetPage(query, ['setAt', 'id'], 'DESC', page);
  }
}
