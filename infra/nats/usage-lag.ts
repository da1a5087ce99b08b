import { JetStreamApiError } from '@nats-io/jetstream';
import type { QueueLag, ShardBacklog } from '../../domain/metering/index.ts';
import type { Nats } from './connection.ts';
import type { Subjects } from './subjects.ts';
import { DURABLE } from './usage-consumer.ts';

/** JetStream's "there is no such stream" and "no such consumer": nothing was ever announced, or nobody ever read. */
const ABSENT = new Set([10059, 10014]);

/** The one consumer that all workers share. */
export class UsageLag implements QueueLag {
  constructor(
    private readonly nats: Nats,
    private readonly subjects: Subjects,
  ) {}

  async read(): Promise<readonly ShardBacklog[]> {
    const { stream } = this.subjects.usage;
    const messages = await this.orAbsent(async () => (await this.nats.manager.streams.info(stream)).state.messages);
    const consumer = await this.orAbsent(() => this.nats.manager.consumers.info(stream, DURABLE));
    if (!messages && !consumer) return [];
    const inHand = Math.min(messages ?? 0, consumer?.num_ack_pending ?? 0);
    return [{ shard: 0, pending: (messages ?? 0) - inHand, inHand, hasConsumer: consumer !== null }];
  }

  private async orAbsent<T>(ask: () => Promise<T>): Promise<T | null> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof JetStreamApiError && ABSENT.has(error.code)) return null;
      throw error;
    }
  }
}
