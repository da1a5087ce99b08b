import { join } from 'node:path';
import { FileBlobs } from '../../infra/blobs/file-blobs.ts';
import { LocalRootKey } from '../../infra/crypto/root-key.ts';
import { createLogger } from '../../infra/logging.ts';
import { connectNats } from '../../infra/nats/connection.ts';
import { NatsEventFeed } from '../../infra/nats/event-feed.ts';
import { ensureStreams } from '../../infra/nats/streams.ts';
import { Subjects } from '../../infra/nats/subjects.ts';
import { brokerNamespace } from '../../infra/postgres/broker-namespace.ts';
import type { Ground } from '../../wiring/parts.ts';
import type { TestDatabase } from './database.ts';
import { openTestSite } from './site.ts';

export interface TestGround extends Ground {
  readonly database: TestDatabase;
  readonly close: () => Promise<void>;
}

/** What `wiring/` builds contexts on, all of it real, so that a test has the same parts as an instance. */
export async function openTestGround(environment: Readonly<Record<string, string>> = {}): Promise<TestGround> {
  const { config, database, natsUrl, close } = await openTestSite(environment);
  const { dataSource, transactions } = database;
  const nats = await connectNats(natsUrl, 'commonpool-test');
  const subjects = new Subjects(await brokerNamespace(dataSource));
  await ensureStreams(nats.manager, subjects);
  return {
    config,
    database,
    dataSource,
    transactions,
    nats,
    subjects,
    feed: new NatsEventFeed(nats, subjects),
    rootKey: await LocalRootKey.fromFile(config.rootKeyFile),
    blobs: await FileBlobs.open(join(config.dataFolder, 'blobs')),
    logger: createLogger(config.logLevel),
    close: async () => {
      await nats.close();
      await close();
    },
  };
}
