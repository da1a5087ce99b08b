import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { runProgram } from '../support/program.ts';

const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url));
const KEY = randomBytes(32).toString('base64');
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'commonpool sentence '));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

test('a start on a port that is taken says one sentence and ends with code 2', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  const sentence = `Port ${port} is in use; set PORT to another, or 0 for any free one.\n`;
  expect(await outcomeOf({ PORT: String(port), COMMONPOOL_ROOT_KEY: KEY })).toEqual({ code: 2, said: sentence });
  taken.close();
});

test('a root key file that others can read is told in one sentence, with the command that mends it', async () => {
  const path = join(folder, 'root.key');
  await writeFile(path, `${KEY}\n`, { mode: 0o644 });
  const sentence = `The root key file ${path} can be read by others. Run: chmod 600 '${path}'\n`;
  expect(await outcomeOf({ COMMONPOOL_ROOT_KEY: '' })).toEqual({ code: 2, said: sentence });
});

test('what nobody foresaw is printed in full and ends with code 1', async () => {
  await database.dataSource.query('ALTER TABLE outbox RENAME TO outbox_of_another_version');
  await database.dataSource.query('DELETE FROM migrations');
  const { code, said } = await outcomeOf({ COMMONPOOL_ROOT_KEY: KEY });
  expect(code).toBe(1);
  expect(said).toMatch(/QueryFailedError[^]*\n\s+at /);
});

/** What a start on the servers of this test run comes to. */
async function outcomeOf(environment: NodeJS.ProcessEnv): Promise<{ code: number | null; said: string }> {
  const program = runProgram(MAIN, [], {
    DATABASE_URL: database.url,
    NATS_URL: process.env['COMMONPOOL_TEST_NATS_URL'],
    PORT: '0',
    LOG_LEVEL: 'error',
    COMMONPOOL_DATA: folder,
    ...environment,
  });
  return { code: await program.ended, said: program.said() };
}
