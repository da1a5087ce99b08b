import { DispatchNotices, SpreadNotices, type Audience } from '../../domain/notices/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import { createDataSource } from '../../infra/postgres/data-source.ts';
import { postgresNotices } from '../../infra/postgres/notices/index.ts';
import { managerOf, PostgresTransactions } from '../../infra/postgres/transactions.ts';

/** A worker that spreads notices to who is in the table `crowd`, in a process of its own: for a test that kills it. */
const [databaseUrl = '', stopBeforePage = ''] = process.argv.slice(2);
const dataSource = await createDataSource(databaseUrl, 4);
const transactions = new PostgresTransactions(dataSource);
const { notices, inboxes, noticeAddresses, deliveries } = postgresNotices(dataSource);
let pages = 0;

const crowd: Audience = {
  name: 'crowds',
  after: async (tx, _ref, after, limit) => {
    const rows = await managerOf(tx).query<{ id: Id }[]>(
      'SELECT id FROM crowd WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2',
      [after, limit],
    );
    return rows.map(({ id }) => id);
  },
};
/** Says so when a page is written and not committed, and then waits to be killed. */
const inboxesThatWait = Object.assign(Object.create(inboxes) as typeof inboxes, {
  insert: async (...page: Parameters<typeof inboxes.insert>) => {
    const inserted = await inboxes.insert(...page);
    pages += 1;
    if (pages === Number(stopBeforePage)) {
      process.stdout.write('written\n');
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    }
    return inserted;
  },
});
const spread = new SpreadNotices(
  ...([transactions, notices, inboxesThatWait, noticeAddresses, deliveries] as const),
  ...([new Map([[crowd.name, crowd]]), new DispatchNotices(transactions, notices, []), false] as const),
);
while (await spread.execute());
await dataSource.destroy();
process.stdout.write('done\n');
