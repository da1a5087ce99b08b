import type { Logger } from 'pino';
import type { UsageQueue } from '../../domain/metering/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import { IDS_PER_MESSAGE } from './batch.ts';
import type { Nats } from './connection.ts';
import { shardOf } from './shard.ts';
import type { Subjects } from './subjects.ts';

/** Inbox ids on their way to the posting workers; ids only, so that nobody who reads or forges a message gains by it. */
export class NatsUsageQueue implements UsageQueue {
  constructor(
    private readonly nats: Nats,
    private readonly subjects: Subjects,
    private readonly logger: Logger,
    private readonly shards = 1,
  ) {}

  publish(events: readonly { readonly id: bigint; readonly customerId: Id }[]): void {
    for (const [shard, ids] of this.byShard(events)) {
      for (let from = 0; from < ids.length; from += IDS_PER_MESSAGE) {
        void this.send(this.subjects.usageOf(shard), ids.slice(from, from + IDS_PER_MESSAGE));
      }
    }
  }

  async depth(): Promise<number> {
    try {
      return (await this.nats.manager.streams.info(this.subjects.usage.stream)).state.messages;
    } catch {
      return 0;
    }
  }

  /** What is lost here is found by the sweeper. */
  private async send(subject: string, ids: readonly string[]): Promise<void> {
    try {
      await this.nats.jetstream.publish(subject, JSON.stringify(ids));
    } catch (error) {
      this.logger.warn(
        { err: error, subject, events: ids.length },
        'usage was not announced and waits for the sweeper',
      );
    }
  }

  private byShard(events: readonly { readonly id: bigint; readonly customerId: Id }[]): Map<number, string[]> {
    const shards = new Map<number, string[]>();
    for (const { id, customerId } of events) {
      const shard = shardOf(customerId, this.shards);
      const ids = shards.get(shard);
      if (ids) ids.push(id.toString());
      else shards.set(shard, [id.toString()]);
    }
    return shards;
  }
}
