import { setTimeout as delay } from 'node:timers/promises';
import type { Leadership, Seat } from '../postgres/leadership.ts';
import { RetiredShards } from './retired-shards.ts';
import { ShardConsumer, type ShardWork } from './shard-consumer.ts';

const TRY_MS = 1_000;
const RETIRE_MS = 5_000;

/**
 * This worker's part in posting usage as it is announced: of each shard it is the writer, or stands by to become it
 * within a second of the writer's death. Workers share several shards evenly.
 */
export class UsageConsumer {
  private readonly leading = new Map<number, ShardConsumer>();
  private readonly stopping = new AbortController();
  private readonly retired: RetiredShards;
  private done: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly work: ShardWork,
    private readonly leadership: Leadership,
    private readonly shards = 1,
  ) {
    this.retired = new RetiredShards(work, leadership, shards);
  }

  start(): void {
    const { signal } = this.stopping;
    const own = Array.from({ length: this.shards }, (_, shard) => this.repeat(TRY_MS, () => this.stand(shard)));
    this.done = Promise.all([...own, this.repeat(RETIRE_MS, () => this.retired.execute(signal))]);
  }

  /** Whether this worker is the writer of that shard now. */
  leads(shard: number): boolean {
    return this.leading.has(shard);
  }

  /** Lets the batches in hand finish, and hands over. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const consumer of this.leading.values()) consumer.stop();
    await this.done;
    await this.leadership.close();
  }

  private async stand(shard: number): Promise<void> {
    if (this.leading.size >= (await this.fairShare())) return;
    const seat = await this.leadership.take(shard);
    if (seat) await this.lead(shard, seat);
  }

  /** Until the seat is lost, this worker stops, or gives way to another. */
  private async lead(shard: number, seat: Seat): Promise<void> {
    const consumer = new ShardConsumer(shard, seat, this.work);
    this.leading.set(shard, consumer);
    this.work.logger.info({ shard }, 'this worker posts the usage of the shard from now on');
    if (this.stopping.signal.aborted) consumer.stop();
    const givingWay = this.shards > 1 ? setInterval(() => void this.giveWay(shard), TRY_MS) : undefined;
    await consumer.run();
    clearInterval(givingWay);
    this.leading.delete(shard);
    await seat.release();
  }

  /** One shard at a time, so that the rest of them are posted meanwhile. */
  private async giveWay(shard: number): Promise<void> {
    const share = await this.fairShare().catch(() => this.shards);
    if (this.leading.size > share && shard === Math.max(...this.leading.keys())) this.leading.get(shard)?.stop();
  }

  /** Rounded up: all shards find a writer, and who has no more than this need never give way. */
  private async fairShare(): Promise<number> {
    return this.shards === 1 ? 1 : Math.ceil(this.shards / (await this.leadership.candidates()));
  }

  /** PostgreSQL or the broker may be away; a worker that stands by outlives both, and says so once. */
  private async repeat(everyMs: number, step: () => Promise<void>): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 0; !signal.aborted;) {
      try {
        await step();
        failures = 0;
      } catch (error) {
        failures += 1;
        const words = 'the lead in posting usage cannot be settled and will be tried again';
        if (failures === 1) this.work.logger.warn({ err: error }, words);
      }
      await delay(everyMs, undefined, { signal }).catch(() => {});
    }
  }
}
