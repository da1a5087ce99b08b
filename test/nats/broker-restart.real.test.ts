import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { AckPolicy, RetentionPolicy } from '@nats-io/jetstream';
import { findTool } from '../../infra/embedded/index.ts';
import { connectNats, type Nats } from '../../infra/nats/connection.ts';
import { ShardLag } from '../../infra/nats/shard-lag.ts';
import { openMarket, type Customer, type Market } from '../revenue/market.ts';
import { announce, eventually, PostingWorkers } from './posting.ts';

let market: Market;
let workers: PostingWorkers;
let folder: string;
let port: number;
let broker: ChildProcess;
let nats: Nats;
let customer: Customer;
let modelId: string;

beforeAll(async () => {
  market = await openMarket();
  workers = new PostingWorkers(market);
  folder = await mkdtemp(join(tmpdir(), 'commonpool-nats-'));
  port = await freePort();
  broker = startBroker();
  nats = await connectNats(address(), 'broker-restart-test');
  modelId = (await market.publish({ pricePerQueryMicros: 10n })).id;
});
beforeEach(async () => {
  customer = await market.customer(1_000_000n);
});
afterEach(() => workers.stop());
afterAll(async () => {
  await nats.close();
  await killBroker();
  await market.close();
  await rm(folder, { recursive: true, force: true });
});

const address = () => `nats://127.0.0.1:${port}`;
const stream = () => market.ground.subjects.usage.stream;

/** On a port of its own choice, since a client looks for a restarted server where it was. */
function startBroker(): ChildProcess {
  const args = ['-a', '127.0.0.1', '-p', `${port}`, '-js', '-sd', folder];
  return spawn(findTool('nats-server') as string, args, { stdio: 'ignore' });
}

async function killBroker(): Promise<void> {
  if (broker.signalCode !== null) return;
  broker.kill('SIGKILL');
  await once(broker, 'exit');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: free } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return free;
}

/** Reports and announces; what is announced to nobody is no fault. */
async function call(calls: number): Promise<void> {
  const ids = await market.report(customer, modelId, calls);
  const announced = announce(market, nats, customer, ids).catch(() => {});
  await Promise.race([announced, new Promise((resolve) => setTimeout(resolve, 500))]);
}

async function paid(): Promise<bigint> {
  return (1_000_000n - (await market.money.accounts.balance(`customer:${customer.viewer.userId}:EUR`))) / 10n;
}

async function untilPaid(calls: bigint): Promise<void> {
  await eventually(async () => (await paid()) >= calls, 20_000);
  expect(await paid()).toBe(calls);
}

const streamIsThere = () =>
  nats.manager.streams.info(stream()).then(
    () => true,
    () => false,
  );

test.each([
  ['restarted on its store', false],
  ['restarted with its store wiped', true],
])('usage is posted before, during and after a kill -9 of a broker that is %s, each call once', async (_, wiped) => {
  await workers.start({ url: address() });
  await eventually(streamIsThere);
  await call(20);
  await untilPaid(20n);

  await killBroker();
  await call(20);
  if (wiped) await rm(join(folder, 'jetstream'), { recursive: true });
  broker = startBroker();
  await market.db.clock.advance(6_000);
  await market.money.sweepUsage.execute();
  await untilPaid(40n);

  await eventually(streamIsThere, 20_000);
  await call(20);
  await untilPaid(60n);
  // A store that was killed brings back messages that were acknowledged; they must not pass for a backlog.
  const lag = new ShardLag(nats, market.ground.subjects);
  await eventually(async () => (await lag.read()).every(({ pending, inHand }) => pending + inHand === 0));
  expect(await market.faults()).toEqual([]);
});

test('the one consumer of versions before shards is removed, and what it had not posted is posted', async () => {
  await nats.manager.streams.delete(stream()).catch(() => null);
  const { prefix } = market.ground.subjects.usage;
  await nats.manager.streams.add({
    name: stream(),
    subjects: [`${prefix}*`],
    retention: RetentionPolicy.Workqueue,
  });
  await nats.manager.consumers.add(stream(), { durable_name: 'posting', ack_policy: AckPolicy.Explicit });
  const old = await nats.jetstream.consumers.get(stream(), 'posting');
  const ids = await market.report(customer, modelId, 16);
  for (const [at, id] of ids.entries()) {
    await nats.jetstream.publish(prefix + at.toString(16), JSON.stringify([id.toString()]));
  }
  // A worker of that version took some and died.
  for (let i = 0; i < 3; i += 1) await old.next({ expires: 1_000 });

  await workers.start({ url: address() });
  await untilPaid(16n);
  await eventually(async () => (await names()).join() === 'posting-0');
});

async function names(): Promise<string[]> {
  const found: string[] = [];
  // One that is removed while they are listed comes as null, whatever the client's types say.
  for await (const consumer of nats.manager.consumers.list(stream()) as AsyncIterable<{ name: string } | null>) {
    if (consumer) found.push(consumer.name);
  }
  return found;
}
