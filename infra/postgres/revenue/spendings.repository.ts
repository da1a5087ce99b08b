import { In, MoreThan, type DataSource } from 'typeorm';
import { Spending, type SpendingBooks, type Spendings } from '../../../domain/revenue/index.ts';
import type { Id, Page, PageRequest, Snapshot, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

const AT_ONCE = 1_000;

export class PostgresSpendings implements Spendings, SpendingBooks {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, spending: Spending): Promise<void> {
    await managerOf(tx).insert(Spending, spending);
  }

  ofPool(poolId: Id, page: PageRequest): Promise<Page<Spending>> {
    const query = this.dataSource.createQueryBuilder(Spending, 'one').where('one.poolId = :poolId', { poolId });
    return keysetPage(query, ['spentAt', 'proposalId'], 'DESC', page);
  }

  async *spendings(snapshot: Snapshot): AsyncGenerator<readonly Spending[], void, undefined> {
    for (let last: Spending | undefined; ;) {
      const where = last ? { proposalId: MoreThan(last.proposalId) } : {};
      const some: Spending[] = await managerOf(snapshot).find(Spending, {
        where,
        order: { proposalId: 'ASC' },
        take: AT_ONCE,
      });
      if (some.length > 0) yield some;
      if (some.length < AT_ONCE) return;
      last = some.at(-1);
    }
  }

  async spent(snapshot: Snapshot, proposalIds: readonly string[]): Promise<ReadonlySet<string>> {
    const ids = proposalIds.filter((id) => /^[0-9a-f-]{36}$/.test(id));
    const found = await managerOf(snapshot).findBy(Spending, { proposalId: In(ids) });
    return new Set(found.map(({ proposalId }) => proposalId));
  }
}
