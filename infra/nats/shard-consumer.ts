import { setTimeout as delay } from 'node:timers/promises';
import { AckPolicy, DeliverPolicy, type ConsumerMessages } from '@nats-io/jetstream';
import type { Seat } from '../postgres/leadership.ts';
import { Gathering, IDS_PER_BATCH } from './batch.ts';
import { BatchPoster, type PostingWork } from './batch-poster.ts';
import type { Nats } from './connection.ts';
import { isMissing } from './missing.ts';
import { ensureStreams } from './streams.ts';
import { durableOf, type Subjects } from './subjects.ts';

/** Messages on their way to us; each may hold a quarter of a batch. */
const MESSAGES_AHEAD = 256;
const ACK_WAIT_MS = 30_000;
const RETRY_MS = 1_000;

/** Of versions before shards. It takes every subject, and a work queue allows no two consumers to overlap. */
const DURABLE_OF_ALL = 'posting';

export interface ShardWork extends PostingWork {
  readonly nats: Nats;
  readonly subjects: Subjects;
}

/** The one writer of a shard, for as long as it has the seat. While batches are posted the next one gathers. */
export class ShardConsumer {
  private readonly gathering = new Gathering();
  private readonly poster: BatchPoster;
  private incoming: ConsumerMessages | null = null;
  private readonly ending = new AbortController();

  constructor(
    private readonly shard: number,
    private readonly seat: Seat,
    private readonly work: ShardWork,
  ) {
    this.poster = new BatchPoster(shard, this.gathering, seat, work);
  }

  /** Until `stop` is called or the seat is lost, and the batches in hand are finished. */
  async run(): Promise<void> {
    const stop = () => this.stop();
    this.seat.lost.addEventListener('abort', stop);
    if (this.seat.lost.aborted) stop();
    const keepAlive = setInterval(() => this.keepAlive(), ACK_WAIT_MS / 3);
    const ignore = this.work.nats.onReconnect(() => void this.incoming?.close());
    await Promise.all([this.read(), this.poster.run(this.ending.signal)]);
    ignore();
    clearInterval(keepAlive);
    this.seat.lost.removeEventListener('abort', stop);
  }

  /** What only waits is delivered again, to whoever is next. */
  stop(): void {
    this.ending.abort();
    this.gathering.wake();
    void this.incoming?.close();
  }

  private get ended(): boolean {
    return this.ending.signal.aborted;
  }

  /**
   * Again and again, as the server or its disk may go. After a crash the server may hold messages that its consumer takes
   * for acknowledged: they would stay for two days, were the consumer not made anew after each reconnection.
   */
  private async read(): Promise<void> {
    while (!this.ended) {
      // Who lost the seat unawares must not take the consumer from under its successor.
      if (!(await this.seat.confirm())) return this.stop();
      try {
        this.incoming = await this.subscribe();
        if (this.ended) void this.incoming.close(); // It is closed by the loop that reads it to its end.
        for await (const message of this.incoming) {
          this.gathering.add(message);
          while (this.gathering.isFull && !this.ended) await this.gathering.changed();
        }
      } catch (error) {
        const { shard } = this;
        this.work.logger.warn({ err: error, shard }, 'the usage stream cannot be read and will be tried again');
      }
      await delay(RETRY_MS, undefined, { signal: this.ending.signal }).catch(() => {});
    }
  }

  /** A consumer made anew has nothing in anybody's hands: what the one before us took comes now, and not after `ack_wait`. */
  private async subscribe(): Promise<ConsumerMessages> {
    const { nats, subjects } = this.work;
    const { stream } = subjects.usage;
    await ensureStreams(nats.manager, subjects);
    this.gathering.clear();
    for (const durable of [DURABLE_OF_ALL, durableOf(this.shard)]) await removeConsumer(nats, stream, durable);
    const info = await nats.manager.consumers.add(stream, {
      durable_name: durableOf(this.shard),
      filter_subject: subjects.usageOf(this.shard),
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      ack_wait: ACK_WAIT_MS * 1_000_000,
      max_ack_pending: 4 * IDS_PER_BATCH,
    });
    return nats.jetstream.consumers.getConsumerFromInfo(info).consume({
      max_messages: MESSAGES_AHEAD,
      expires: 5_000,
      idle_heartbeat: 1_000,
      abort_on_missing_resource: true,
    });
  }

  private keepAlive(): void {
    for (const message of [...this.poster.messages, ...this.gathering.messages]) message.working();
  }
}

export async function removeConsumer({ manager }: Nats, stream: string, durable: string): Promise<void> {
  try {
    await manager.consumers.delete(stream, durable);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
