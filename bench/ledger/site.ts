import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FileBlobs } from '../../infra/blobs/file-blobs.ts';
import { loadConfig } from '../../infra/config.ts';
import { LocalRootKey } from '../../infra/crypto/root-key.ts';
import { createLogger } from '../../infra/logging.ts';
import { connectNats } from '../../infra/nats/connection.ts';
import { NatsEventFeed } from '../../infra/nats/event-feed.ts';
import { ensureStreams } from '../../infra/nats/streams.ts';
import { Subjects } from '../../infra/nats/subjects.ts';
import { brokerNamespace } from '../../infra/postgres/broker-namespace.ts';
import { createDataSource, migrate } from '../../infra/postgres/data-source.ts';
import { PostgresTransactions } from '../../infra/postgres/transactions.ts';
import type { Ground } from '../../wiring/parts.ts';
import type { Servers } from './servers.ts';

/** One instance's database and settings: the bench prepares it from within, its processes come by `environment`. */
export interface Site {
  readonly ground: Ground;
  readonly databaseUrl: string;
  readonly natsMicros: () => number | null;
  /** For `main.js`, without what tells one process from another. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** `more`: what else an operator would set. */
export async function openSite(
  servers: Servers,
  folder: string,
  name: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Site> {
  const databaseUrl = await servers.database(name);
  const { natsUrl } = servers;
  const environment = {
    DATABASE_URL: databaseUrl,
    NATS_URL: natsUrl,
    COMMONPOOL_DATA: join(folder, name),
    COMMONPOOL_ROOT_KEY: randomBytes(32).toString('base64'),
    COMMONPOOL_INSTANCE: 'bench',
    PORT: '0',
    LOG_LEVEL: 'warn',
    // A database without an audit of last night gets it at the start of its first worker, in the middle of what is timed.
    COMMONPOOL_AUDIT_HOUR: 'off',
    ...more,
  };
  await mkdir(environment.COMMONPOOL_DATA, { mode: 0o700 });
  const config = loadConfig(environment);
  const dataSource = await createDataSource(databaseUrl);
  await migrate(dataSource);
  const nats = await connectNats(natsUrl, 'commonpool-bench');
  const subjects = new Subjects(await brokerNamespace(dataSource));
  await ensureStreams(nats.manager, subjects);
  const ground: Ground = {
    config,
    dataSource,
    transactions: new PostgresTransactions(dataSource),
    nats,
    subjects,
    feed: new NatsEventFeed(nats, subjects),
    rootKey: LocalRootKey.fromBase64(environment.COMMONPOOL_ROOT_KEY),
    blobs: await FileBlobs.open(join(environment.COMMONPOOL_DATA, 'blobs')),
    logger: createLogger('warn'),
  };
  return {
    ground,
    databaseUrl,
    natsMicros: () => servers.natsMicros(),
    environment,
    close: async () => {
      await nats.close();
      await dataSource.destroy();
    },
  };
}
