import type { ConsumerInfo } from '@nats-io/jetstream';
import type { Nats } from './connection.ts';
import { isMissing } from './missing.ts';
import { shardsFrom } from './shard.ts';
import { durableOf, type Subjects } from './subjects.ts';

export interface Lag {
  readonly shard: number;
  /** Messages that no worker has taken yet, of up to 500 ids each. A number that does not fall means a paused shard. */
  readonly pending: number;
  /** Messages that a worker has taken and not acknowledged, or has put back for a while after a failure. */
  readonly inHand: number;
  /** Whether the shard has a consumer: none means that no worker ever led it. */
  readonly hasConsumer: boolean;
}

/** How far the posting workers are behind, shard by shard, as the broker sees it. For workers, who may ask it. */
export class ShardLag {
  constructor(
    private readonly nats: Nats,
    private readonly subjects: Subjects,
  ) {}

  /** One line for each shard that has messages or a consumer, the lowest first. */
  async read(): Promise<Lag[]> {
    try {
      const [messages, consumers] = await Promise.all([this.messages(), this.consumers()]);
      return shardsFrom(0).flatMap((shard) => {
        const all = messages[this.subjects.usageOf(shard)] ?? 0;
        const consumer = consumers.get(durableOf(shard));
        if (all === 0 && !consumer) return [];
        const inHand = Math.min(all, consumer?.num_ack_pending ?? 0);
        return [{ shard, pending: all - inHand, inHand, hasConsumer: consumer !== undefined }];
      });
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  /** By subject. A work queue keeps a message until it is acknowledged. */
  private async messages(): Promise<Readonly<Record<string, number>>> {
    const { stream, prefix } = this.subjects.usage;
    const { state } = await this.nats.manager.streams.info(stream, { subjects_filter: `${prefix}*` });
    return state.subjects ?? {};
  }

  private async consumers(): Promise<Map<string, ConsumerInfo>> {
    const found = new Map<string, ConsumerInfo>();
    // One that is removed while they are listed comes as null, whatever the client's types say.
    const listed: AsyncIterable<ConsumerInfo | null> = this.nats.manager.consumers.list(this.subjects.usage.stream);
    for await (const info of listed) if (info) found.set(info.name, info);
    return found;
  }
}
