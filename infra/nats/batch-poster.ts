import { setTimeout as delay } from 'node:timers/promises';
import type { JsMsg } from '@nats-io/jetstream';
import type { Logger } from 'pino';
import type { PostUsage } from '../../domain/revenue/index.ts';
import type { Seat } from '../postgres/leadership.ts';
import type { Batch, Gathering } from './batch.ts';

/** `PostUsage` reads the second batch while it writes the first, and decides them in the order in which they come. */
const BATCHES_AT_ONCE = 2;

/** A batch of so many ids means load. Then a moment's wait fills the next one, and otherwise it only delays. */
const LOADED_IDS = 250;
const LINGER_MS = 5;
const RETRY_MS = 1_000;

export interface PostingWork {
  readonly postUsage: Pick<PostUsage, 'execute'>;
  readonly logger: Logger;
}

/**
 * Posts what has gathered: at once where it is quiet, in large batches where it is busy. A message is acknowledged after
 * the commit; dying between the two posts it again, which moves nothing.
 */
export class BatchPoster {
  private readonly posting = new Set<Batch>();
  private readonly idsPosting = new Set<bigint>();
  private finished: Promise<void> = Promise.resolve();

  constructor(
    private readonly shard: number,
    private readonly gathering: Gathering,
    private readonly seat: Seat,
    private readonly work: PostingWork,
  ) {}

  /** Those whose batch is not finished. */
  get messages(): readonly JsMsg[] {
    return [...this.posting].flatMap((batch) => batch.messages);
  }

  /** Until `ending` aborts and the batches in hand are finished, or the seat is seen to be lost. */
  async run(ending: AbortSignal): Promise<void> {
    let loaded = false;
    while (!ending.aborted && !this.seat.lost.aborted) {
      if (!this.mayPost()) {
        await this.gathering.changed();
        continue;
      }
      if (loaded && this.posting.size === 0) await this.linger(ending);
      const batch = this.gathering.take();
      loaded = batch.ids.length >= LOADED_IDS;
      this.finished = Promise.all([this.finished, this.post(batch, ending)]).then(() => {});
    }
    await this.finished;
  }

  /** Beside another batch only a whole one is begun: what is less gains more by growing. */
  private mayPost(): boolean {
    if (this.posting.size === 0) return !this.gathering.isEmpty;
    return this.posting.size < BATCHES_AT_ONCE && this.gathering.isFull;
  }

  private async linger(ending: AbortSignal): Promise<void> {
    const until = performance.now() + LINGER_MS;
    for (
      let left = LINGER_MS;
      left > 0 && !this.gathering.isFull && !ending.aborted;
      left = until - performance.now()
    ) {
      await this.gathering.changed(left);
    }
  }

  private async post(batch: Batch, ending: AbortSignal): Promise<void> {
    // An event that came twice waits for its first batch: two that hold it at once would wait for each other.
    const ids = batch.ids.filter((id) => !this.idsPosting.has(id));
    this.posting.add(batch);
    for (const id of ids) this.idsPosting.add(id);
    try {
      if (await this.seat.confirm()) await this.postIds(batch, ids, ending);
    } finally {
      this.posting.delete(batch);
      for (const id of ids) this.idsPosting.delete(id);
      this.gathering.wake();
    }
  }

  private async postIds({ messages }: Batch, ids: readonly bigint[], ending: AbortSignal): Promise<void> {
    const { postUsage, logger } = this.work;
    try {
      if (ids.length > 0) await postUsage.execute(ids);
      for (const message of messages) message.ack();
    } catch (error) {
      const { shard } = this;
      logger.error({ err: error, shard, events: ids.length }, 'usage could not be posted and will be delivered again');
      for (const message of messages) message.nak(backoffMs(message));
      await delay(RETRY_MS, undefined, { signal: ending }).catch(() => {});
    }
  }
}

function backoffMs(message: JsMsg): number {
  return Math.min(30_000, 500 * 2 ** message.info.deliveryCount);
}
