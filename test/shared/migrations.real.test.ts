import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource, migrate } from '../../infra/postgres/data-source.ts';

const server = process.env['COMMONPOOL_TEST_POSTGRES_URL'] as string;
const name = `instance_${randomBytes(6).toString('hex')}`;
let root: DataSource;
let url: string;

beforeAll(async () => {
  root = await createDataSource(server, 2);
  await root.query(`CREATE DATABASE ${name}`);
  const address = new URL(server);
  address.pathname = `/${name}`;
  url = address.href;
});
afterAll(async () => {
  await root.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await root.destroy();
});

test('two processes that start at once migrate once, and all of it can be taken back and done again', async () => {
  const [one, other] = await Promise.all([createDataSource(url, 3), createDataSource(url, 3)]);
  await Promise.all([migrate(one), migrate(other)]);
  expect(await one.showMigrations()).toBe(false);
  const tables = await tablesOf(one);
  expect(tables.length).toBeGreaterThan(30);

  for (const _ of one.migrations) await one.undoLastMigration();
  expect(await tablesOf(one)).toEqual(['migrations']);
  await migrate(one);
  expect(await tablesOf(one)).toEqual(tables);
  await Promise.all([one.destroy(), other.destroy()]);
});

test('the clock of a database that is no test database cannot be shifted', async () => {
  const dataSource = await createDataSource(url, 2);
  await migrate(dataSource);
  const shift = dataSource.query(`INSERT INTO clock_offset (shift) VALUES (interval '1 day')`);
  await expect(shift).rejects.toThrow('only be shifted in a test database');
  await dataSource.destroy();
});

async function tablesOf(dataSource: DataSource): Promise<string[]> {
  const rows = await dataSource.query<{ tablename: string }[]>(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
  );
  return rows.map((row) => row.tablename);
}
