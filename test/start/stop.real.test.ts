import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createClient, generateKey, type Tokens } from '../../codegen/client/index.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { runProgram, type RunningProgram } from '../support/program.ts';

const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url));
const programs: RunningProgram[] = [];
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonpool stop '));
  await chmod(folder, 0o711);
});
afterEach(async () => {
  for (const program of programs.splice(0)) {
    program.kill('SIGKILL');
    await program.ended;
  }
  await rm(folder, { recursive: true, force: true });
});

test('on SIGTERM an upload in flight is finished, while /readyz says 503 to whoever asks', async () => {
  const { program, url } = await start(onServersOfOthers());
  const accessToken = await claim(url);
  const upload = await slowUpload(url, accessToken);

  program.kill('SIGTERM');
  const seen = await untilGone(`${url}/readyz`, () => upload.finish());

  expect(seen).toContain(503);
  expect(await upload.answer).toBe(204);
  expect(await program.ended).toBe(0);
});

test('the servers that were started here are gone after SIGTERM, and the upload in flight was finished', async () => {
  const { program, url } = await start({});
  const upload = await slowUpload(url, await claim(url));
  expect(processesIn(folder)).not.toEqual([]);

  program.kill('SIGTERM');
  await new Promise((resolve) => setTimeout(resolve, 300));
  upload.finish();

  expect(await upload.answer).toBe(204);
  expect(await program.ended).toBe(0);
  expect(processesIn(folder)).toEqual([]);
});

function onServersOfOthers(): NodeJS.ProcessEnv {
  const natsUrl = process.env['COMMONPOOL_TEST_NATS_URL'] as string;
  const rootKey = randomBytes(32).toString('base64');
  return { DATABASE_URL: database.url, NATS_URL: natsUrl, COMMONPOOL_ROOT_KEY: rootKey };
}

function run(env: NodeJS.ProcessEnv): RunningProgram {
  const program = runProgram(MAIN, [], {
    PORT: '0',
    LOG_LEVEL: 'error',
    COMMONPOOL_DATA: join(folder, 'data'),
    ...env,
  });
  programs.push(program);
  return program;
}

async function start(env: NodeJS.ProcessEnv): Promise<{ program: RunningProgram; url: string }> {
  const program = run(env);
  const url = (await program.nextLine()).replace('Commonpool is ready at ', '');
  return { program, url };
}

/** As the first operator, after which the file with the token is to be gone. */
async function claim(url: string): Promise<string> {
  const path = join(folder, 'data', 'setup-token');
  let tokens: Tokens | null = null;
  const onTokens = (given: Tokens | null) => {
    tokens = given;
  };
  const client = createClient({ url, key: await generateKey(), onTokens });
  await client.claimInstance('operator', (await readFile(path, 'utf8')).trim());
  await until(() => !existsSync(path));
  return (tokens as Tokens | null)?.accessToken ?? '';
}

/** A PATCH of which half is on its way, and the other half follows when it is told to. */
async function slowUpload(url: string, accessToken: string) {
  const authorization = `Bearer ${accessToken}`;
  const common = { authorization, 'tus-resumable': '1.0.0' };
  const filename = Buffer.from('export.zip').toString('base64');
  const made = await fetch(`${url}/uploads`, {
    method: 'POST',
    headers: { ...common, 'upload-length': '4000', 'upload-metadata': `filename ${filename}` },
  });
  const address = new URL(made.headers.get('location') ?? '', url);
  const patch = request(address, {
    method: 'PATCH',
    headers: {
      ...common,
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
      'content-length': '2000',
    },
  });
  const answer = new Promise<number | undefined>((resolve, reject) => {
    patch.once('response', (response) => resolve(response.resume().statusCode)).once('error', reject);
  });
  await new Promise((resolve) => patch.write(randomBytes(1000), resolve));
  return { answer, finish: () => void patch.end(randomBytes(1000)) };
}

/** The answers until nobody answers any more, which is when `then` is called. */
async function untilGone(url: string, then: () => void): Promise<number[]> {
  const seen: number[] = [];
  for (;;) {
    const answer = await fetch(url, { headers: { connection: 'close' } }).catch(() => null);
    if (answer === null) break;
    seen.push(answer.status);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  then();
  return seen;
}

async function until(met: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!met()) {
    if (Date.now() > deadline) throw new Error('It did not happen within 10 s.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function processesIn(place: string): string[] {
  const all = execFileSync('ps', ['-eww', '-o', 'args='], { encoding: 'utf8' }).split('\n');
  return all.filter((line) => line.includes(place) && !line.startsWith('ps '));
}
