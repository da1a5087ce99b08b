import type { Check, Fault } from '../audit/index.ts';

/** How far the posting workers are behind in one shard of the queue, as the broker sees it. */
export interface ShardBacklog {
  readonly shard: number;
  /** Messages that no worker has taken yet. */
  readonly pending: number;
  /** Messages that a worker has taken and not acknowledged, or has put back for a while. */
  readonly inHand: number;
  readonly hasConsumer: boolean;
}

export interface QueueLag {
  /** One line for each shard that has messages or a consumer. Throws where the broker does not answer. */
  read(): Promise<readonly ShardBacklog[]>;
}

/** A message names up to 500 events, so this is more than half an hour's work of a large instance. */
const MOST_PENDING = 20_000;

/**
 * The queue of hints is short, and somebody reads it. The events themselves are safe in the inbox whatever the broker
 * does; but if nobody reads, they are late.
 */
export class QueueDrained implements Check {
  readonly name = 'queue-drained';
  readonly invariant = 12;

  constructor(
    private readonly lag: QueueLag,
    private readonly mostPending = MOST_PENDING,
  ) {}

  async run(): Promise<Fault | null> {
    for (const { shard, pending, inHand, hasConsumer } of await this.lag.read()) {
      const row = `shard ${shard}`;
      const waiting = pending + inHand;
      if (waiting > this.mostPending) {
        return {
          row,
          message: `${row}: ${waiting} messages are not dealt with, and at most ${this.mostPending} should be`,
        };
      }
      if (pending > 0 && !hasConsumer) {
        return { row, message: `${row}: ${pending} messages wait, but no worker reads them` };
      }
    }
    return null;
  }
}
