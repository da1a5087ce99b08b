import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type App } from '../../app.ts';
import { loadConfig } from '../../infra/config.ts';
import { createLogger } from '../../infra/logging.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';

export interface TestInstance {
  readonly url: string;
  readonly setupToken: string;
  readonly database: TestDatabase;
  /** Of the instance; a test may keep files of its own beside. */
  readonly folder: string;
  /** One more process' worth of the same instance: same database, same NATS, same keys. Closes with it. */
  replica(): Promise<string>;
  close(): Promise<void>;
}

/** The whole service in this process, on a database of its own: what a client reaches is all real. */
export async function startTestInstance(environment: Readonly<Record<string, string>> = {}): Promise<TestInstance> {
  const natsUrl = process.env['COMMONPOOL_TEST_NATS_URL'];
  if (!natsUrl) throw new Error('COMMONPOOL_TEST_NATS_URL is not set: run this file in the jest project `real`.');
  const database = await openTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'commonpool-instance-'));
  const config = loadConfig({ COMMONPOOL_DATA: folder, PORT: '0', LOG_LEVEL: 'silent', ...environment });
  const start = () => startApp(config, { databaseUrl: database.url, natsUrl }, createLogger(config.logLevel));
  const first = await start();
  const apps: App[] = [first];
  return {
    url: first.url,
    setupToken: first.setupToken ?? '',
    database,
    folder,
    replica: async () => {
      const app = await start();
      apps.push(app);
      return app.url;
    },
    close: async () => {
      await Promise.all(apps.map((app) => app.stop()));
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
