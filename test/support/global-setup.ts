import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedNats, startEmbeddedPostgres } from '../../infra/embedded/index.ts';
import { seeProcess } from '../../infra/embedded/processes.ts';
import { createDataSource, migrate } from '../../infra/postgres/data-source.ts';
import { keepServers, stopServers } from './servers.ts';

const PREFIX = 'commonpool-test-';
const TEMPLATE = 'template_commonpool';

/** Real servers for the tests of the project `real`, in a folder that goes when they are done. */
export default async function globalSetup(): Promise<void> {
  sweepKilledRuns();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // PostgreSQL may run as another account here, which must be able to pass through.
  chmodSync(folder, 0o711);
  const [postgres, nats] = await Promise.all([
    startEmbeddedPostgres({ dataFolder: join(folder, 'postgres'), durable: false, database: TEMPLATE }),
    startEmbeddedNats({ dataFolder: join(folder, 'nats'), durable: false }),
  ]);
  keepServers(async () => {
    await Promise.all([postgres.stop(), nats.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });
  const server = new URL(postgres.url);
  server.pathname = '/postgres';
  try {
    await migrateTemplate(postgres.url);
    await closeTemplate(server.href);
  } catch (error) {
    // Jest runs no tear-down after a failed set-up, and running servers would keep it from ending.
    await stopServers();
    throw error;
  }
  // The workers of jest inherit the environment.
  process.env['COMMONPOOL_TEST_POSTGRES_URL'] = server.href;
  process.env['COMMONPOOL_TEST_NATS_URL'] = nats.url;
  process.env['COMMONPOOL_TEST_NATS_API_URL'] = nats.urlOf.api;
  process.env['COMMONPOOL_TEST_NATS_WORKER_URL'] = nats.urlOf.worker;
}

/** A killed run takes its servers with it, but not its files. */
function sweepKilledRuns(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = new RegExp(`^${PREFIX}(\\d+)-`).exec(name) ?? [];
    if (pid === undefined || seeProcess(Number(pid))) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another user's run; theirs to sweep.
    }
  }
}

async function migrateTemplate(url: string): Promise<void> {
  const dataSource = await createDataSource(url, 2);
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

/** Nobody can connect to it any more, so that it can be cloned at any moment. */
async function closeTemplate(serverUrl: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query('UPDATE pg_database SET datistemplate = true, datallowconn = false WHERE datname = $1', [
      TEMPLATE,
    ]);
  } finally {
    await client.end();
  }
}
