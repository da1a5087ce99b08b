import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { connectNats, type Nats } from '../../infra/nats/connection.ts';
import { ShardLag } from '../../infra/nats/shard-lag.ts';
import { openMarket, type Customer, type Market } from '../revenue/market.ts';
import { runProgram, type RunningProgram } from '../support/program.ts';
import { announce, brokerOf, eventually, PostingWorkers } from './posting.ts';

/** Each test starts whole processes, which takes a busy machine a while. */
jest.setTimeout(90_000);

const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url));
const programs: RunningProgram[] = [];
let market: Market;
let workers: PostingWorkers;
let api: Nats;
let customer: Customer;
let modelId: string;

beforeAll(async () => {
  market = await openMarket();
  workers = new PostingWorkers(market);
  api = await connectNats(brokerOf('api'), 'takeover-test');
  modelId = (await market.publish({ pricePerQueryMicros: 10n })).id;
});
beforeEach(async () => {
  customer = await market.customer(1_000_000n);
});
afterEach(async () => {
  await workers.stop();
  for (const program of programs.splice(0)) {
    program.kill('SIGKILL');
    await program.ended;
  }
});
afterAll(async () => {
  await api.close();
  await market.close();
});

async function paid(): Promise<number> {
  return Number((1_000_000n - (await market.money.accounts.balance(`customer:${customer.viewer.userId}:EUR`))) / 10n);
}

async function call(calls: number): Promise<void> {
  await announce(market, api, customer, await market.report(customer, modelId, calls));
}

/** Whose connection holds the seat of the first shard: the server's process, and ours. */
async function holder(): Promise<{ backend: number; process: number } | null> {
  const [row] = await market.db.dataSource.query<{ pid: number; application_name: string }[]>(
    `SELECT pid, application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE locktype = 'advisory' AND objid = 0 AND mode = 'ExclusiveLock' AND application_name LIKE '%leadership%'
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return row ? { backend: row.pid, process: Number(/\d+$/.exec(row.application_name)?.[0]) } : null;
}

/** A process of one role, with the password of that role. */
async function startProcess(role: 'api' | 'worker' = 'worker'): Promise<RunningProgram & { readonly url: string }> {
  const program = runProgram(MAIN, [], {
    DATABASE_URL: market.db.url,
    NATS_URL: brokerOf(role),
    COMMONPOOL_DATA: market.ground.config.dataFolder,
    COMMONPOOL_ROLES: role,
    PORT: '0',
    LOG_LEVEL: 'error',
  });
  programs.push(program);
  const [, url] = /^Commonpool is ready at (\S+)$/.exec(await program.nextLine()) ?? [];
  return { ...program, url: url ?? '' };
}

test('an API process and a worker are ready with what their roles may do', async () => {
  const started = await Promise.all([startProcess('api'), startProcess('worker')]);
  for (const { url } of started) expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect(started.map((program) => program.said())).toEqual([
    expect.not.stringMatching(/permission/i),
    expect.not.stringMatching(/permission/i),
  ]);
});

test('after its connection is cut the leader is another, or the same anew, within two seconds', async () => {
  const [first, second] = [await workers.start(), await workers.start()];
  await eventually(() => first.leads(0) || second.leads(0));
  for (let cuts = 1; cuts <= 3; cuts += 1) {
    await call(10);
    const { backend } = (await holder()) ?? { backend: 0 };
    await market.db.dataSource.query('SELECT pg_terminate_backend($1)', [backend]);
    await eventually(async () => ((await holder())?.backend ?? backend) !== backend, 2_500);
    await call(10);
    await eventually(async () => (await paid()) === cuts * 20, 2_500);
  }
  expect(await market.faults()).toEqual([]);
});

test('after kill -9 of the worker that posts another one posts within two seconds, and each call is paid once', async () => {
  await Promise.all([startProcess(), startProcess()]);
  await eventually(async () => (await holder()) !== null);
  await call(50);
  await eventually(async () => (await paid()) === 50);

  const dead = (await holder())?.process ?? 0;
  expect(programs.map(({ pid }) => pid)).toContain(dead);
  const announced = Promise.all(Array.from({ length: 20 }, () => call(5)));
  process.kill(dead, 'SIGKILL');
  const killedAt = Date.now();
  await eventually(async () => ![0, dead].includes((await holder())?.process ?? 0), 4_000);
  expect(Date.now() - killedAt).toBeLessThan(2_500);
  await announced;

  await eventually(async () => (await paid()) === 150);
  expect(await market.faults()).toEqual([]);
});

test('a worker that stops hands over at once', async () => {
  const [first, second] = await Promise.all([startProcess(), startProcess()]);
  await eventually(async () => (await holder()) !== null);
  const leader = (await holder())?.process;
  (leader === first.pid ? first : second).kill('SIGTERM');
  await eventually(async () => ![undefined, leader].includes((await holder())?.process), 5_000);
  await call(5);
  await eventually(async () => (await paid()) === 5);
});

test('what a leader that hangs leaves is seen, and after two minutes the others post it', async () => {
  const [first, second] = await Promise.all([startProcess(), startProcess()]);
  await eventually(async () => (await holder()) !== null);
  const leader = (await holder())?.process === first.pid ? first : second;
  leader.kill('SIGSTOP');
  await call(10);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const [lag] = await new ShardLag(market.ground.nats, market.ground.subjects).read();
  expect((lag?.pending ?? 0) + (lag?.inHand ?? 0)).toBeGreaterThan(0);
  expect(await paid()).toBe(0);

  await market.db.clock.advance(121_000);
  await eventually(async () => (await paid()) === 10, 10_000);
  leader.kill('SIGCONT');
  await call(10);
  await eventually(async () => (await paid()) === 20, 10_000);
  expect(await market.faults()).toEqual([]);
});
