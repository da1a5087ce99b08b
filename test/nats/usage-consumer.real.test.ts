import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Logger } from 'pino';
import type { Nats } from '../../infra/nats/connection.ts';
import type { Subjects } from '../../infra/nats/subjects.ts';
import { UsageConsumer } from '../../infra/nats/usage-consumer.ts';
import { NatsUsageQueue } from '../../infra/nats/usage-queue.ts';
import { openMarket, type Customer, type Market } from './market.ts';

let market: Market;
let nats: Nats;
let subjects: Subjects;
let logger: Logger;
let customer: Customer;
let modelId: string;
let consumer: UsageConsumer;

beforeAll(async () => {
  market = await openMarket();
  ({ nats, subjects, logger } = market.ground);
  customer = await market.customer(100_000_000n);
  modelId = (await market.publish({ pricePerQueryMicros: 1_000n })).id;
});
afterEach(() => consumer.stop());
afterAll(() => market.close());

async function paidCalls(): Promise<number> {
  return Number(
    (100_000_000n - (await market.money.accounts.balance(`customer:${customer.viewer.userId}:EUR`))) / 1_000n,
  );
}

async function eventually(check: () => Promise<boolean>, withinMs = 8_000): Promise<void> {
  for (const until = Date.now() + withinMs; !(await check());) {
    if (Date.now() > until) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function announce(ids: readonly bigint[]): Promise<void> {
  new NatsUsageQueue(nats, subjects, logger).publish(ids.map((id) => ({ id, customerId: customer.viewer.userId })));
  await nats.connection.flush();
}

const left = async () => (await nats.manager.streams.info(subjects.usage.stream)).state.messages;

test('announced usage is posted within moments, and forged or broken messages move nothing and go', async () => {
  consumer = new UsageConsumer(nats, subjects, market.money.postUsage, logger);
  consumer.start();
  const before = await paidCalls();
  await nats.jetstream.publish(`${subjects.usage.prefix}0`, JSON.stringify(['987654321', '1e9', 'DROP TABLE']));
  await nats.jetstream.publish(`${subjects.usage.prefix}1`, 'no json');
  await nats.jetstream.publish(`${subjects.usage.prefix}2`, JSON.stringify(['987654321987']));
  const ids = await market.report(customer, modelId, 700);
  await announce(ids);
  await announce(ids);
  await eventually(async () => (await paidCalls()) - before === 700 && (await left()) === 0);
  expect(await paidCalls()).toBe(before + 700);
  expect(await market.faults()).toEqual([]);
});

test('a batch that fails is delivered again until it is posted', async () => {
  let failures = 0;
  const flaky = {
    execute: async (ids: readonly bigint[]) => {
      failures += 1;
      if (failures === 1) throw new Error('the database is away');
      return market.money.postUsage.execute(ids);
    },
  };
  consumer = new UsageConsumer(nats, subjects, flaky, logger);
  consumer.start();
  const before = await paidCalls();
  await announce(await market.report(customer, modelId, 30));
  await eventually(async () => (await paidCalls()) - before === 30 && (await left()) === 0);
  expect(failures).toBeGreaterThan(1);
});

test('what was committed but not acknowledged is delivered to the next worker, and paid once', async () => {
  const ids = await market.report(customer, modelId, 40);
  const before = await paidCalls();
  await announce(ids);
  await market.money.postUsage.execute(ids);
  consumer = new UsageConsumer(nats, subjects, market.money.postUsage, logger);
  consumer.start();
  await eventually(async () => (await left()) === 0);
  expect((await paidCalls()) - before).toBe(40);
});

test('a stream that was lost with its server is made again, and posting goes on', async () => {
  consumer = new UsageConsumer(nats, subjects, market.money.postUsage, logger);
  consumer.start();
  await eventually(async () => (await nats.manager.consumers.info(subjects.usage.stream, 'posting')).num_waiting > 0);
  await nats.manager.streams.delete(subjects.usage.stream);
  const before = await paidCalls();
  await eventually(async () => {
    await announce(await market.report(customer, modelId, 1));
    return (await paidCalls()) > before;
  }, 20_000);
});
