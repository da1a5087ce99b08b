import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { createDataSource } from '../../infra/postgres/data-source.ts';
import { PostgresTransactions } from '../../infra/postgres/transactions.ts';

export interface TestDatabase {
  readonly dataSource: DataSource;
  readonly transactions: PostgresTransactions;
  readonly url: string;
  readonly clock: TestClock;
  close(): Promise<void>;
}

/** Moves `commonpool_now()`, the one clock of deadlines, in this database alone. */
export class TestClock {
  private shiftMs = 0;
  constructor(private readonly dataSource: DataSource) {}

  async advance(ms: number): Promise<void> {
    this.shiftMs += ms;
    await this.dataSource.query(
      `INSERT INTO clock_offset (shift) VALUES ($1 * interval '1 millisecond')
       ON CONFLICT (only_row) DO UPDATE SET shift = excluded.shift`,
      [this.shiftMs],
    );
  }

  async now(): Promise<Date> {
    const [row] = await this.dataSource.query<{ now: Date }[]>('SELECT commonpool_now() AS now');
    return (row as { now: Date }).now;
  }
}

/** A migrated database of its own for one test file, cloned from the template that the global setup made. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const server = process.env['COMMONPOOL_TEST_POSTGRES_URL'];
  if (!server) throw new Error('COMMONPOOL_TEST_POSTGRES_URL is not set: run this file in the jest project `real`.');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE template_commonpool`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const dataSource = await createDataSource(url.href, 10);
  return {
    dataSource,
    transactions: new PostgresTransactions(dataSource),
    url: url.href,
    clock: new TestClock(dataSource),
    close: async () => {
      await dataSource.destroy();
      await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const server = await new DataSource({ type: 'postgres', url, poolSize: 1 }).initialize();
  await server.query(statement);
  await server.destroy();
}
