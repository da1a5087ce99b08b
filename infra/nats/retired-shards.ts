import { setTimeout as delay } from 'node:timers/promises';
import type { Leadership, Seat } from '../postgres/leadership.ts';
import { shardsFrom } from './shard.ts';
import { removeConsumer, ShardConsumer, type ShardWork } from './shard-consumer.ts';
import { ShardLag } from './shard-lag.ts';
import { durableOf } from './subjects.ts';

const LOOK_MS = 250;

/**
 * Shards beyond this worker's number: of a time with more of them, or announced by a process that counts more. What they
 * hold is posted, then their consumer goes. A worker that counts them among its own keeps them, for it has their seats.
 */
export class RetiredShards {
  private readonly lag: ShardLag;

  constructor(
    private readonly work: ShardWork,
    private readonly leadership: Leadership,
    private readonly shards: number,
  ) {
    this.lag = new ShardLag(work.nats, work.subjects);
  }

  /** One pass over them all. */
  async execute(signal: AbortSignal): Promise<void> {
    const known = new Set((await this.lag.read()).map(({ shard }) => shard));
    for (const shard of shardsFrom(this.shards).filter((each) => known.has(each))) {
      const seat = signal.aborted ? null : await this.leadership.take(shard);
      if (seat) await this.retire(shard, seat, signal);
    }
  }

  private async retire(shard: number, seat: Seat, signal: AbortSignal): Promise<void> {
    const consumer = new ShardConsumer(shard, seat, this.work);
    const running = consumer.run();
    const isEmpty = await this.emptied(shard, AbortSignal.any([seat.lost, signal]));
    consumer.stop();
    await running;
    const { nats, subjects } = this.work;
    if (isEmpty) await removeConsumer(nats, subjects.usage.stream, durableOf(shard)).catch(() => {}); // The next pass will.
    await seat.release();
  }

  /** False where it was not to be waited for. */
  private async emptied(shard: number, end: AbortSignal): Promise<boolean> {
    while (!end.aborted) {
      await delay(LOOK_MS, undefined, { signal: end }).catch(() => {});
      const lags = await this.lag.read().catch(() => []);
      const lag = lags.find((each) => each.shard === shard);
      if (lag?.hasConsumer && lag.pending + lag.inHand === 0) return true;
    }
    return false;
  }
}
