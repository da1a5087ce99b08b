import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { connectNats, type Nats } from '../../infra/nats/connection.ts';
import { ShardConsumer } from '../../infra/nats/shard-consumer.ts';
import { ShardLag } from '../../infra/nats/shard-lag.ts';
import type { Subjects } from '../../infra/nats/subjects.ts';
import { openMarket, type Customer, type Market } from '../revenue/market.ts';
import { announce, brokerOf, eventually, held, PostingWorkers } from './posting.ts';

const FUNDS = 100_000_000n;
let market: Market;
let workers: PostingWorkers;
let api: Nats;
let subjects: Subjects;
let customer: Customer;
let modelId: string;

beforeAll(async () => {
  market = await openMarket();
  ({ subjects } = market.ground);
  workers = new PostingWorkers(market);
  api = await connectNats(brokerOf('api'), 'usage-consumer-test');
  customer = await market.customer(FUNDS);
  modelId = (await market.publish({ pricePerQueryMicros: 1_000n })).id;
});
afterEach(() => workers.stop());
afterAll(async () => {
  await api.close();
  await market.close();
});

async function paidCalls(): Promise<number> {
  return Number((FUNDS - (await market.money.accounts.balance(`customer:${customer.viewer.userId}:EUR`))) / 1_000n);
}

const lag = () => new ShardLag(market.ground.nats, subjects).read();
const left = async () => (await lag()).reduce((sum, { pending, inHand }) => sum + pending + inHand, 0);
const report = (calls: number) => market.report(customer, modelId, calls);

test('announced usage is posted within moments, and forged or broken messages move nothing and go', async () => {
  await workers.start();
  const before = await paidCalls();
  for (const forged of ['no json', '{}', '["987654321", "1e9", "DROP TABLE"]', '["987654321987"]']) {
    await api.jetstream.publish(subjects.usageOf(0), forged);
  }
  const ids = await report(700);
  await announce(market, api, customer, ids);
  await announce(market, api, customer, ids);
  await eventually(async () => (await paidCalls()) - before === 700 && (await left()) === 0);
  expect(await paidCalls()).toBe(before + 700);
  expect(await market.faults()).toEqual([]);
});

test('what comes while a batch is posted makes one large next batch', async () => {
  const sizes: number[] = [];
  const pause = held();
  const ids = await report(1_900);
  await workers.start({
    post: async (batch) => {
      sizes.push(batch.length);
      if (sizes.length === 1) await pause.over;
      return market.money.postUsage.execute(batch);
    },
  });
  await announce(market, api, customer, ids.slice(0, 1));
  await eventually(() => sizes.length === 1);
  for (let from = 1; from < ids.length; from += 100) await announce(market, api, customer, ids.slice(from, from + 100));
  await eventually(async () => (await lag())[0]?.pending === 0);
  pause.end();
  await eventually(async () => (await left()) === 0);
  expect(sizes).toEqual([1, 1_899]);
});

test('a batch that fails is delivered again until it is posted', async () => {
  let failures = 0;
  await workers.start({
    post: async (ids) => {
      failures += 1;
      if (failures === 1) throw new Error('the database is away');
      return market.money.postUsage.execute(ids);
    },
  });
  const before = await paidCalls();
  await announce(market, api, customer, await report(30));
  await eventually(async () => (await paidCalls()) - before === 30 && (await left()) === 0);
  expect(failures).toBeGreaterThan(1);
});

test('an event that cannot be posted holds up no other message for long', async () => {
  const [poison, ...good] = await report(300);
  await workers.start({
    post: async (ids) => {
      if (ids.includes(poison as bigint)) throw new Error('a broken page');
      return market.money.postUsage.execute(ids);
    },
  });
  const before = await paidCalls();
  await announce(market, api, customer, [poison as bigint]);
  for (let from = 0; from < good.length; from += 10) {
    await announce(market, api, customer, good.slice(from, from + 10));
  }
  await eventually(async () => (await paidCalls()) - before === 299, 12_000);
  await workers.stop();
  await workers.start();
  await eventually(async () => (await left()) === 0);
});

test('what was committed but not acknowledged is delivered to the next worker, and paid once', async () => {
  const ids = await report(40);
  const before = await paidCalls();
  await announce(market, api, customer, ids);
  await market.money.postUsage.execute(ids);
  await workers.start();
  await eventually(async () => (await left()) === 0);
  expect((await paidCalls()) - before).toBe(40);
});

test('a writer can be stopped at any moment, also while it subscribes', async () => {
  const { ground, money } = market;
  const work = { nats: ground.nats, subjects, postUsage: money.postUsage, logger: ground.logger };
  const seat = {
    lost: new AbortController().signal,
    confirm: () => Promise.resolve(true),
    release: () => Promise.resolve(),
  };
  for (let afterMs = 0; afterMs <= 20; afterMs += 1) {
    const writer = new ShardConsumer(0, seat, work);
    const running = writer.run();
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    writer.stop();
    await running;
  }
});

test('what waits behind a paused writer is seen in the lag of its shard', async () => {
  const pause = held();
  await workers.start({ post: (ids) => pause.over.then(() => market.money.postUsage.execute(ids)) });
  await eventually(async () => (await lag())[0]?.hasConsumer === true);
  await announce(market, api, customer, await report(10));
  await eventually(async () => (await lag())[0]?.inHand === 1);
  expect(await lag()).toEqual([{ shard: 0, pending: 0, inHand: 1, hasConsumer: true }]);
  pause.end();
  await eventually(async () => (await left()) === 0);
  expect(await lag()).toEqual([{ shard: 0, pending: 0, inHand: 0, hasConsumer: true }]);
});
