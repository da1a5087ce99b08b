import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { managerOf } from '../../infra/postgres/transactions.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.dataSource.query('CREATE TABLE counter (id int PRIMARY KEY, n int NOT NULL)');
  await database.dataSource.query('INSERT INTO counter VALUES (1, 0), (2, 0)');
});
afterAll(() => database.close());

const outbox = () => database.dataSource.query<{ subject: string }[]>('SELECT subject FROM outbox ORDER BY seq');

describe('a transaction', () => {
  test('leaves its events in the outbox when it commits', async () => {
    await database.transactions.run(async (tx) => {
      tx.emit({ subject: 'test.committed.1', payload: { n: 1 } });
    });
    expect(await outbox()).toEqual([{ subject: 'test.committed.1' }]);
  });

  test('leaves neither effect nor event when it throws', async () => {
    const work = database.transactions.run(async (tx) => {
      await managerOf(tx).query('UPDATE counter SET n = 99 WHERE id = 1');
      tx.emit({ subject: 'test.rolled-back.1', payload: {} });
      throw new Error('refused');
    });
    await expect(work).rejects.toThrow('refused');
    expect(await database.dataSource.query('SELECT n FROM counter WHERE id = 1')).toEqual([{ n: 0 }]);
    expect(await outbox()).toEqual([{ subject: 'test.committed.1' }]);
  });

  test('is tried again after a deadlock, and each side takes effect once', async () => {
    const touch = (first: number, second: number) =>
      database.transactions.run(async (tx) => {
        await managerOf(tx).query('UPDATE counter SET n = n + 1 WHERE id = $1', [first]);
        await new Promise((resolve) => setTimeout(resolve, 50));
        await managerOf(tx).query('UPDATE counter SET n = n + 1 WHERE id = $1', [second]);
      });
    await Promise.all([touch(1, 2), touch(2, 1)]);
    expect(await database.dataSource.query('SELECT n FROM counter ORDER BY id')).toEqual([{ n: 2 }, { n: 2 }]);
  });

  test('tells the time of the database, which a test may shift', async () => {
    const before = await database.transactions.run((tx) => Promise.resolve(tx.now));
    await database.clock.advance(86_400_000);
    const after = await database.transactions.run((tx) => Promise.resolve(tx.now));
    expect(after.getTime() - before.getTime()).toBeGreaterThanOrEqual(86_400_000);
  });
});
