import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Role } from '../config.ts';
import { renderServerConfig, type BrokerUser } from '../nats/server-config.ts';
import { claimFolder } from './claim.ts';
import { EmbeddedServerFault } from './faults.ts';
import { startLeashed, waitUntilReady, type LeashedServer } from './leash.ts';
import { openFolder } from './place.ts';
import type { EmbeddedServer } from './postgres.ts';
import { endProcess, seeProcess } from './processes.ts';
import { findTool } from './tools.ts';

export interface EmbeddedNatsOptions {
  /** A folder for this server alone; made where it is missing. */
  readonly dataFolder: string;
  /** False: `stop` removes all data. For tests and demonstrations. */
  readonly durable?: boolean;
}

export interface EmbeddedNats extends EmbeddedServer {
  /** For a process of both roles. */
  readonly url: string;
  /** For a process of one role, which may do less. */
  readonly urlOf: Readonly<Record<Role, string>>;
}

/**
 * Brings up a `nats-server` with JetStream on 127.0.0.1, on a free port, that cannot outlive us. Passwords of its own,
 * kept in a file that nobody else can read, keep other users of the machine from publishing.
 */
export async function startEmbeddedNats(options: EmbeddedNatsOptions): Promise<EmbeddedNats> {
  const program = findTool('nats-server');
  if (!program)
    throw new EmbeddedServerFault(
      '`nats-server` was not found. Run `npm run setup`, or set DATABASE_URL and NATS_URL.',
    );
  const folder = resolve(options.dataFolder);
  openFolder('NATS', folder);
  const release = claimFolder(folder);
  try {
    await recover(folder);
    const users = makeUsers();
    const server = startServer(program, folder, users);
    const port = await portOf(server, folder);
    const urlFor = ({ name, password }: EmbeddedUser) => `nats://${name}:${password}@127.0.0.1:${port}`;
    return {
      url: urlFor(users.both),
      urlOf: { api: urlFor(users.api), worker: urlFor(users.worker) },
      folder,
      ended: server.ended,
      stop: async () => {
        await server.stop();
        release();
        if (options.durable === false) rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

type EmbeddedUser = BrokerUser & { readonly password: string };

/** Anew at each start, as nobody is told them but processes that start with this one. */
function makeUsers(): Readonly<Record<'api' | 'worker' | 'both', EmbeddedUser>> {
  const user = (name: string, roles: readonly Role[]) => ({ name, roles, password: randomBytes(24).toString('hex') });
  return {
    api: user('api', ['api']),
    worker: user('worker', ['worker']),
    both: user('commonpool', ['api', 'worker']),
  };
}

/** The store is not locked: two servers on it would both write. So one that is still there must go first. */
async function recover(folder: string): Promise<void> {
  const pidFile = join(folder, 'nats.pid');
  if (existsSync(pidFile)) {
    const seen = seeProcess(Number(readFileSync(pidFile, 'utf8')));
    if (seen?.command.includes(folder)) {
      const ended = await endProcess(seen.pid, [
        ['SIGTERM', 10_000],
        ['SIGKILL', 5_000],
      ]);
      if (!ended)
        throw new EmbeddedServerFault(`An earlier nats-server (process ${seen.pid}) on ${folder} does not stop.`);
    }
    rmSync(pidFile, { force: true });
  }
  for (const file of [...portsFiles(folder), logFile(folder)]) rmSync(file, { force: true });
}

function startServer(program: string, folder: string, users: ReturnType<typeof makeUsers>): LeashedServer {
  const configFile = join(folder, 'nats.conf');
  rmSync(configFile, { force: true });
  writeFileSync(configFile, renderServerConfig(Object.values(users)), { mode: 0o600 });
  const flags = [
    `--config=${configFile}`,
    '--addr=127.0.0.1',
    '--port=-1',
    `--ports_file_dir=${folder}`,
    `--pid=${join(folder, 'nats.pid')}`,
    // Not to our pipe: after our death the server would die of its next line instead of stopping in order.
    `--log=${logFile(folder)}`,
    '--jetstream',
    `--store_dir=${join(folder, 'store')}`,
  ];
  return startLeashed({
    command: program,
    args: flags,
    cwd: folder,
    stopSignal: 'TERM',
  });
}

/** The file comes after the server says that it is ready, and may be seen half-written. */
async function portOf(server: LeashedServer, folder: string): Promise<number> {
  let port: number | undefined;
  try {
    await waitUntilReady(
      'NATS',
      server,
      () => {
        port = portsFiles(folder)
          .map(readPort)
          .find((found) => found !== undefined);
        return port !== undefined;
      },
      20_000,
    );
  } catch (error) {
    await server.stop();
    if (!(error instanceof EmbeddedServerFault)) throw error;
    throw new EmbeddedServerFault(error.headline, [...error.log, ...lastLines(logFile(folder))]);
  }
  return port as number;
}

function logFile(folder: string): string {
  return join(folder, 'nats.log');
}

function lastLines(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-20) : [];
}

function portsFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ports'))
    .map((name) => join(folder, name));
}

function readPort(file: string): number | undefined {
  try {
    const { nats } = JSON.parse(readFileSync(file, 'utf8')) as { nats?: string[] };
    return nats?.[0] === undefined ? undefined : Number(new URL(nats[0]).port);
  } catch {
    return undefined;
  }
}
