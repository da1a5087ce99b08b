import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FileBlobs } from '../../infra/blobs/file-blobs.ts';
import { loadConfig } from '../../infra/config.ts';
import { LocalRootKey } from '../../infra/crypto/root-key.ts';
import { findTool, startEmbeddedPostgres } from '../../infra/embedded/index.ts';
import { createLogger } from '../../infra/logging.ts';
import { connectNats } from '../../infra/nats/connection.ts';
import { NatsEventFeed } from '../../infra/nats/event-feed.ts';
import { reachNats } from '../../infra/nats/reach.ts';
import { ensureStreams } from '../../infra/nats/streams.ts';
import { Subjects } from '../../infra/nats/subjects.ts';
import { brokerNamespace } from '../../infra/postgres/broker-namespace.ts';
import { createDataSource, migrate } from '../../infra/postgres/data-source.ts';
import { PostgresTransactions } from '../../infra/postgres/transactions.ts';
import { Market } from '../revenue/market.ts';
import { TestClock } from '../support/database.ts';
import { runProgram, type RunningProgram } from '../support/program.ts';
import type { DeathPoint } from './process.ts';

const PROCESS = fileURLToPath(new URL('./process.ts', import.meta.url));

/** An instance on servers of its own, which a test may kill without anybody else noticing. */
export interface FaultSite {
  readonly market: Market;
  /** A further process; resolves with its address. */
  start(
    role: 'api' | 'worker',
    point?: DeathPoint,
    passes?: number,
  ): Promise<RunningProgram & { readonly url: string }>;
  /** `kill -9`, and the same broker again on the same files and port. */
  killBroker(): Promise<void>;
  /** `kill -9` of one session, on which PostgreSQL ends all sessions and recovers, as after a crash. */
  crashPostgres(): Promise<void>;
  close(): Promise<void>;
}

export async function openFaultSite(): Promise<FaultSite> {
  const folder = await mkdtemp(join(tmpdir(), 'commonpool-faults-'));
  await chmod(folder, 0o711);
  const postgres = await startEmbeddedPostgres({
    dataFolder: join(folder, 'pg'),
    durable: true,
    database: 'test_faults',
  });
  const natsPort = await freePort();
  const natsUrl = `nats://127.0.0.1:${natsPort}`;
  let broker = startBroker(natsPort, join(folder, 'nats'));
  const environment = {
    DATABASE_URL: postgres.url,
    NATS_URL: natsUrl,
    COMMONPOOL_DATA: join(folder, 'data'),
    COMMONPOOL_ROOT_KEY: Buffer.alloc(32, 7).toString('base64'),
    COMMONPOOL_MATURITY_MS: '0',
    PORT: '0',
    LOG_LEVEL: 'silent',
  };
  const { market, close } = await openMarketOn(environment);
  const running: RunningProgram[] = [];
  return {
    market,
    start: async (role, point = 'never', passes = 0) => {
      const program = runProgram(PROCESS, [point, String(passes)], { ...environment, COMMONPOOL_ROLES: role });
      running.push(program);
      return Object.assign(program, { url: await program.nextLine() });
    },
    killBroker: async () => {
      broker.kill('SIGKILL');
      await new Promise((resolve) => broker.once('close', resolve));
      broker = startBroker(natsPort, join(folder, 'nats'));
      await reachNats(natsUrl, createLogger('silent'));
    },
    crashPostgres: async () => {
      const sessions = await market.db.dataSource.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
      process.kill(sessions[0]!.pid, 'SIGKILL');
      await untilAnswers(market);
    },
    close: async () => {
      for (const program of running) program.kill('SIGKILL');
      await close();
      broker.kill('SIGKILL');
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openMarketOn(environment: Record<string, string>) {
  const config = loadConfig(environment);
  const logger = createLogger('silent');
  await reachNats(environment['NATS_URL']!, logger);
  const dataSource = await createDataSource(environment['DATABASE_URL']!, 10);
  await migrate(dataSource);
  const transactions = new PostgresTransactions(dataSource);
  const nats = await connectNats(environment['NATS_URL']!, 'faults');
  const subjects = new Subjects(await brokerNamespace(dataSource));
  await ensureStreams(nats.manager, subjects);
  const close = async () => {
    await nats.close();
    await dataSource.destroy();
  };
  const clock = new TestClock(dataSource);
  const database = { dataSource, transactions, url: environment['DATABASE_URL']!, clock, close };
  const market = await new Market({
    config,
    database,
    dataSource,
    transactions,
    nats,
    subjects,
    feed: new NatsEventFeed(nats, subjects),
    rootKey: LocalRootKey.fromBase64(environment['COMMONPOOL_ROOT_KEY']!),
    blobs: await FileBlobs.open(join(environment['COMMONPOOL_DATA']!, 'blobs')),
    logger,
    close,
  }).open();
  return { market, close };
}

/** On a port of its own choice, since clients look for a restarted server where it was. */
function startBroker(port: number, folder: string): ChildProcess {
  const args = ['-a', '127.0.0.1', '-p', `${port}`, '-js', '-sd', folder];
  return spawn(findTool('nats-server') as string, args, { stdio: 'ignore' });
}

async function untilAnswers({ db }: Market): Promise<void> {
  for (let i = 0; i < 200; i += 1) {
    if (await db.dataSource.query('SELECT 1').catch(() => null)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('PostgreSQL did not recover within 10 s.');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
