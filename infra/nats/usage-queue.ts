import type { Logger } from 'pino';
import type { UsageQueue } from '../../domain/metering/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import type { Nats } from './connection.ts';
import type { Subjects } from './subjects.ts';

const IDS_PER_MESSAGE = 500;

/** Inbox ids on their way to the posting workers; ids only, so that nobody who reads or forges a message gains by it. */
export class NatsUsageQueue implements UsageQueue {
  constructor(
    private readonly nats: Nats,
    private readonly subjects: Subjects,
    private readonly logger: Logger,
  ) {}

  publish(events: readonly { readonly id: bigint; readonly customerId: Id }[]): void {
    for (const [shard, ids] of byShard(events)) {
      for (let from = 0; from < ids.length; from += IDS_PER_MESSAGE) {
        void this.send(this.subjects.usage.prefix + shard, ids.slice(from, from + IDS_PER_MESSAGE));
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
}

/** One customer's events stay together and in order: the last digit of a UUIDv7 is random, and gives 16 shards. */
function byShard(events: readonly { readonly id: bigint; readonly customerId: Id }[]): Map<string, string[]> {
  const shards = new Map<string, string[]>();
  for (const { id, customerId } of events) {
    const shard = customerId.slice(-1);
    const ids = shards.get(shard);
    if (ids) ids.push(id.toString());
    else shards.set(shard, [id.toString()]);
  }
  return shards;
}
