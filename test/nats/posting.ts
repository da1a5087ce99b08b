import { connectNats, type Nats } from '../../infra/nats/connection.ts';
import { UsageConsumer } from '../../infra/nats/usage-consumer.ts';
import { NatsUsageQueue } from '../../infra/nats/usage-queue.ts';
import { Leadership } from '../../infra/postgres/leadership.ts';
import type { Customer, Market } from '../revenue/market.ts';

type Post = (ids: readonly bigint[]) => Promise<unknown>;

/** What a worker does with usage, on connections of its own: as many workers as a test wants, in this process. */
export class PostingWorkers {
  private readonly stops: (() => Promise<void>)[] = [];

  constructor(private readonly market: Market) {}

  /** `post`: what is done with a batch; to post it where nothing is said. */
  async start({ shards = 1, post, url = brokerOf('worker') }: { shards?: number; post?: Post; url?: string } = {}) {
    const { ground, money } = this.market;
    const nats = await connectNats(url, 'posting-worker-test');
    const postUsage = post ? { execute: (ids: readonly bigint[]) => post(ids) as never } : money.postUsage;
    const work = { nats, subjects: ground.subjects, postUsage, logger: ground.logger };
    const consumer = new UsageConsumer(work, new Leadership(ground.dataSource, ground.logger), shards);
    consumer.start();
    this.stops.push(async () => {
      await consumer.stop();
      await nats.close();
    });
    return consumer;
  }

  async stop(): Promise<void> {
    await Promise.all(this.stops.splice(0).map((stop) => stop()));
  }
}

/** The broker of this test run, as a process of that role reaches it. */
export function brokerOf(role: 'api' | 'worker'): string {
  return process.env[`COMMONPOOL_TEST_NATS_${role.toUpperCase()}_URL`] as string;
}

/** As the role `api` announces usage that it has recorded. */
export async function announce(
  { ground }: Market,
  nats: Nats,
  { viewer }: Customer,
  ids: readonly bigint[],
  shards = 1,
): Promise<void> {
  const queue = new NatsUsageQueue(nats, ground.subjects, ground.logger, shards);
  queue.publish(ids.map((id) => ({ id, customerId: viewer.userId })));
  await nats.connection.flush();
}

export async function eventually(
  check: () => Promise<boolean> | boolean,
  withinMs = 8_000,
  what = 'It',
): Promise<void> {
  for (const until = Date.now() + withinMs; !(await check());) {
    if (Date.now() > until) throw new Error(`${what} did not happen in time.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Something that goes on until the test ends it. */
export function held(): { readonly over: Promise<void>; readonly end: () => void } {
  let end: () => void = () => {};
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { over, end };
}
