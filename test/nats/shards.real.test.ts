import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { connectNats, type Nats } from '../../infra/nats/connection.ts';
import { ShardLag, type Lag } from '../../infra/nats/shard-lag.ts';
import { shardOf } from '../../infra/nats/shard.ts';
import type { UsageConsumer } from '../../infra/nats/usage-consumer.ts';
import { openMarket, type Customer, type Market } from '../revenue/market.ts';
import { announce, brokerOf, eventually, PostingWorkers } from './posting.ts';

const CUSTOMERS = 24;
let market: Market;
let workers: PostingWorkers;
let api: Nats;
let modelId: string;
const customers: Customer[] = [];

beforeAll(async () => {
  market = await openMarket();
  workers = new PostingWorkers(market);
  api = await connectNats(brokerOf('api'), 'shards-test');
  modelId = (await market.publish({ pricePerQueryMicros: 10n })).id;
  for (let i = 0; i < CUSTOMERS; i += 1) customers.push(await market.customer(1_000_000n));
  // The stream is there and nobody reads it yet.
  await workers.start();
  await eventually(async () => (await lag()).length > 0);
  await workers.stop();
});
afterEach(() => workers.stop());
afterAll(async () => {
  await api.close();
  await market.close();
});

const lag = () => new ShardLag(market.ground.nats, market.ground.subjects).read();
const pending = async () => Number((await market.money.inbox.backlog()).pending);
const shardOfCustomer = ({ viewer }: Customer, shards: number) => shardOf(viewer.userId, shards);

async function callFromAll(shards: number, calls = 2): Promise<void> {
  for (const customer of customers) {
    await announce(market, api, customer, await market.report(customer, modelId, calls), shards);
  }
}

async function untilSettled(withinMs?: number): Promise<void> {
  const empty = ({ pending: waiting, inHand }: Lag) => waiting + inHand === 0;
  await eventually(async () => (await pending()) === 0 && (await lag()).every(empty), withinMs);
  expect(await market.faults()).toEqual([]);
}

const ledBy = (worker: UsageConsumer, shards: number) =>
  Array.from({ length: shards }, (_, shard) => shard).filter((shard) => worker.leads(shard));

test('two workers never post the same shard at the same time, and none posts for another shard', async () => {
  const shards = 4;
  const shardOfId = new Map<bigint, number>();
  const busy = new Map<number, number>();
  const seen: string[] = [];
  const probe = (worker: number) => async (ids: readonly bigint[]) => {
    const found = new Set(ids.map((id) => shardOfId.get(id) as number));
    if (found.size !== 1) seen.push(`worker ${worker} posted shards ${[...found].join()} in one batch`);
    for (const shard of found) {
      if (busy.has(shard)) seen.push(`workers ${busy.get(shard)} and ${worker} post shard ${shard}`);
      busy.set(shard, worker);
    }
    await market.money.postUsage.execute(ids);
    await new Promise((resolve) => setTimeout(resolve, 5));
    for (const shard of found) busy.delete(shard);
  };
  const both = [await workers.start({ shards, post: probe(0) }), await workers.start({ shards, post: probe(1) })];
  for (let round = 0; round < 60; round += 1) {
    const customer = customers[round % CUSTOMERS] as Customer;
    const ids = await market.report(customer, modelId, 3);
    for (const id of ids) shardOfId.set(id, shardOfCustomer(customer, shards));
    await announce(market, api, customer, ids, shards);
    await announce(market, api, customer, ids, shards);
  }
  await untilSettled();
  expect(seen).toEqual([]);
  // A seat may be on its way from one to the other just now: each is led by one of them before long.
  await eventually(
    async () =>
      both
        .flatMap((worker) => ledBy(worker, shards))
        .toSorted((a, b) => a - b)
        .join() === '0,1,2,3',
  );
});

test('workers share the shards evenly, and who is left takes them all', async () => {
  const first = await workers.start({ shards: 5 });
  await eventually(() => ledBy(first, 5).length === 5);
  const others = new PostingWorkers(market);
  const second = await others.start({ shards: 5 });
  await eventually(() => ledBy(first, 5).length === 3 && ledBy(second, 5).length === 2, 12_000);
  await callFromAll(5);
  await untilSettled();
  await others.stop();
  await eventually(() => ledBy(first, 5).length === 5);
});

test.each([
  [1, 16],
  [16, 1],
  [4, 3],
  [3, 4],
])(
  'usage announced to %i shards is posted by a worker with %i, and no consumer of old ones stays',
  async (then, now) => {
    const before = await workers.start({ shards: then });
    await eventually(() => ledBy(before, then).length === then);
    await callFromAll(then);
    await untilSettled();
    await workers.stop();
    await callFromAll(then);
    expect(await pending()).toBe(CUSTOMERS * 2);

    await workers.start({ shards: now });
    await untilSettled(20_000);
    const expected = Array.from({ length: now }, (_, shard) => shard);
    await eventually(async () => (await lag()).map(({ shard }) => shard).join() === expected.join(), 12_000);
  },
);

test('while processes count differently everything is posted, by whomever', async () => {
  await workers.start({ shards: 2 });
  await workers.start({ shards: 3 });
  for (const shards of [1, 2, 3, 8]) await callFromAll(shards);
  await untilSettled(20_000);
});
