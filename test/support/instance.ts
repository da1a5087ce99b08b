import { startApp, type App } from '../../app.ts';
import { createLogger } from '../../infra/logging.ts';
import type { TestDatabase } from './database.ts';
import { openTestSite } from './site.ts';

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
  const { config, database, natsUrl, close } = await openTestSite(environment);
  const start = () => startApp(config, { databaseUrl: database.url, natsUrl }, createLogger(config.logLevel));
  const first = await start();
  const apps: App[] = [first];
  return {
    url: first.url,
    setupToken: first.setupToken ?? '',
    database,
    folder: config.dataFolder,
    replica: async () => {
      const app = await start();
      apps.push(app);
      return app.url;
    },
    close: async () => {
      await Promise.all(apps.map((app) => app.stop()));
      await close();
    },
  };
}
