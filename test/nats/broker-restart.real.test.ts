import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { findTool } from '../../infra/embedded/index.ts';
import { connectNats, type Nats } from '../../infra/nats/connection.ts';
import { UsageConsumer } from '../../infra/nats/usage-consumer.ts';
import { NatsUsageQueue } from '../../infra/nats/usage-queue.ts';
import { openMarket, type Market } from './market.ts';

const logger = pino({ level: 'silent' });
let market: Market;
let folder: string;
let port: number;
let broker: ChildProcess;
let nats: Nats;
let consumer: UsageConsumer;

beforeAll(async () => {
  market = await openMarket();
  folder = await mkdtemp(join(tmpdir(), 'commonpool-nats-'));
  port = await freePort();
  broker = startBroker();
  nats = await connectNats(`nats://127.0.0.1:${port}`, 'nats-restart-test');
  consumer = new UsageConsumer(nats, market.ground.subjects, market.money.postUsage, logger);
  consumer.start();
});
afterAll(async () => {
  await consumer.stop();
  await nats.close();
  broker.kill('SIGKILL');
  await market.close();
  await rm(folder, { recursive: true, force: true });
});

/** On a port of its own choice, since a client looks for a restarted server where it was. */
function startBroker(): ChildProcess {
  const args = ['-a', '127.0.0.1', '-p', `${port}`, '-js', '-sd', folder];
  return spawn(findTool('nats-server') as string, args, { stdio: 'ignore' });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: free } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return free;
}

async function untilBack(): Promise<void> {
  while (!(await nats.manager.streams.info(market.ground.subjects.usage.stream).catch(() => null))) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('usage is posted before, during and after a kill -9 of the broker, each call once', async () => {
  const customer = await market.customer(1_000_000n);
  const model = await market.publish({ pricePerQueryMicros: 10n });
  const queue = new NatsUsageQueue(nats, market.ground.subjects, logger);
  const paid = async () =>
    (1_000_000n - (await market.money.accounts.balance(`customer:${customer.viewer.userId}:EUR`))) / 10n;
  const call = async (calls: number) => {
    const ids = await market.report(customer, model.id, calls);
    queue.publish(ids.map((id) => ({ id, customerId: customer.viewer.userId })));
  };
  const untilPaid = async (calls: bigint) => {
    for (const until = Date.now() + 15_000; (await paid()) < calls && Date.now() < until;) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await paid()).toBe(calls);
  };

  await call(20);
  await untilPaid(20n);
  broker.kill('SIGKILL');
  await call(20);
  broker = startBroker();
  await market.db.clock.advance(6_000);
  await market.money.sweepUsage.execute();
  await untilPaid(40n);
  await untilBack();
  await call(20);
  await untilPaid(60n);
  expect(await market.faults()).toEqual([]);
});
