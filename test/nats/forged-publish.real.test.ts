import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connectNats, type Nats } from '../../infra/nats/connection.ts';
import { ShardLag } from '../../infra/nats/shard-lag.ts';
import { openMarket, type Customer, type Market } from '../revenue/market.ts';
import { announce, brokerOf, eventually, PostingWorkers } from './posting.ts';

let market: Market;
let workers: PostingWorkers;
let stolen: Nats;
let customer: Customer;
let modelId: string;

beforeAll(async () => {
  market = await openMarket();
  workers = new PostingWorkers(market);
  stolen = await connectNats(brokerOf('api'), 'forger');
  customer = await market.customer(1_000_000n);
  modelId = (await market.publish({ pricePerQueryMicros: 1_000n })).id;
  await workers.start();
});
afterAll(async () => {
  await workers.stop();
  await stolen.close();
  await market.close();
});

/** One digest per table of the whole database. The outbox may tell again what is known. */
async function everything(): Promise<Record<string, string>> {
  const { dataSource } = market.db;
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'outbox' ORDER BY 1`,
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await dataSource.query<{ digest: string }[]>(
      `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) AS digest FROM ${name} t`,
    );
    digests[name] = row?.digest ?? '';
  }
  return digests;
}

async function forge(message: string | Uint8Array): Promise<void> {
  await stolen.jetstream.publish(market.ground.subjects.usageOf(0), message);
}

async function swallowed(): Promise<void> {
  const lag = new ShardLag(market.ground.nats, market.ground.subjects);
  await eventually(async () => (await lag.read()).every(({ pending, inHand }) => pending + inHand === 0));
}

const listOf = (ids: readonly bigint[]) => JSON.stringify(ids.map(String));

test('whoever has the password of the API can announce what they like, and nothing moves', async () => {
  const posted = await market.report(customer, modelId, 5);
  const poor = await market.customer();
  const unfunded = await market.report(poor, modelId, 5);
  const suspended = await market.publish({ pricePerQueryMicros: 1_000n });
  await market.suspend(suspended.id);
  const quarantined = await market.report(customer, suspended.id, 5);
  for (const ids of [posted, unfunded, quarantined]) await announce(market, stolen, customer, ids);
  await eventually(async () => (await market.money.inbox.backlog()).pending === 0n);
  expect(await market.money.inbox.backlog()).toMatchObject({ unfunded: 5n, quarantined: 5n });
  await swallowed();
  const before = await everything();
  expect(Object.keys(before).length).toBeGreaterThan(20);

  for (const ids of [posted, unfunded, quarantined]) await forge(listOf([...ids, ...ids]));
  await forge(listOf(Array.from({ length: 500 }, (_, i) => 900_000_000_000_000_000n - BigInt(i))));
  await forge(listOf([0n, 10n ** 18n, -1n]));
  await forge(listOf(Array.from({ length: 501 }, (_, i) => BigInt(i))));
  await forge('["1", {"id": 2}, null]');
  await forge('');
  await forge(randomBytes(10_000));
  await expect(forge(randomBytes(1024 * 1024 - 512))).rejects.toThrow(/exceeds|maximum/i);
  await expect(forge(randomBytes(16 * 1024 + 1))).rejects.toThrow(/exceeds|maximum/i);
  await swallowed();

  expect(await everything()).toEqual(before);
  expect(await market.faults()).toEqual([]);
});

test('a thousand forged messages beside honest ones delay nothing and pay nothing', async () => {
  const balance = () => market.money.accounts.balance(`customer:${customer.viewer.userId}:EUR`);
  const before = await balance();
  const ids = await market.report(customer, modelId, 50);
  const forged = Array.from({ length: 1_000 }, (_, i) =>
    forge(i % 2 ? randomBytes(1_000) : listOf([BigInt(i) + 5_000_000n])),
  );
  await announce(market, stolen, customer, ids);
  await Promise.all(forged);
  await eventually(async () => before - (await balance()) === 50_000n);
  await swallowed();
  expect(before - (await balance())).toBe(50_000n);
});
