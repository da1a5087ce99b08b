import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, type Config } from '../../infra/config.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';

/** Where an instance can stand: a database and a folder of its own, and the NATS of this test run. */
export interface TestSite {
  readonly config: Config;
  readonly database: TestDatabase;
  readonly natsUrl: string;
  readonly close: () => Promise<void>;
}

/** `environment`: variables of an instance, as its operator would set them. */
export async function openTestSite(environment: Readonly<Record<string, string>> = {}): Promise<TestSite> {
  const natsUrl = process.env['COMMONPOOL_TEST_NATS_URL'];
  if (!natsUrl) throw new Error('COMMONPOOL_TEST_NATS_URL is not set: run this file in the jest project `real`.');
  const database = await openTestDatabase();
  // With a space in it, as an operator's may have.
  const folder = await mkdtemp(join(tmpdir(), 'commonpool site '));
  return {
    config: loadConfig({
      COMMONPOOL_DATA: folder,
      PORT: '0',
      LOG_LEVEL: 'silent',
      COMMONPOOL_AUDIT_HOUR: 'off',
      ...environment,
    }),
    database,
    natsUrl,
    close: async () => {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
