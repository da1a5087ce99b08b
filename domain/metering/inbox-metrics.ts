import type { Metric, MetricSource } from '../shared/index.ts';
import type { Inbox } from './ports.ts';
import type { QueueLag } from './queue-drained.ts';

export interface InboxAge {
  /** When the oldest event that waits to be posted came, by how many seconds ago; null where none waits. */
  oldestPendingSeconds(): Promise<number | null>;
}

export class InboxMetrics implements MetricSource {
  readonly name = 'inbox';

  constructor(
    private readonly inbox: Pick<Inbox, 'backlog'>,
    private readonly age: InboxAge,
  ) {}

  async read(): Promise<readonly Metric[]> {
    const backlog = await this.inbox.backlog();
    const age = await this.age.oldestPendingSeconds();
    return [
      {
        name: 'inbox_events',
        help: 'Accepted calls that are not posted, by where they stand.',
        type: 'gauge',
        samples: Object.entries(backlog).map(([state, value]) => ({ labels: { state }, value })),
      },
      {
        name: 'inbox_oldest_pending_seconds',
        help: 'For how long the oldest call that waits to be posted has waited; 0 where none does.',
        type: 'gauge',
        samples: [{ value: age ?? 0 }],
      },
    ];
  }
}

export class QueueMetrics implements MetricSource {
  readonly name = 'queue';

  constructor(private readonly lag: QueueLag) {}

  async read(): Promise<readonly Metric[]> {
    const shards = await this.lag.read();
    const of = (value: (shard: (typeof shards)[number]) => number) =>
      shards.map((shard) => ({ labels: { shard: shard.shard.toString() }, value: value(shard) }));
    return [
      {
        name: 'usage_queue_pending_messages',
        help: 'Messages about calls that no worker has taken yet, by shard.',
        type: 'gauge',
        samples: of(({ pending }) => pending),
      },
      {
        name: 'usage_queue_in_hand_messages',
        help: 'Messages about calls that a worker has taken and not acknowledged, by shard.',
        type: 'gauge',
        samples: of(({ inHand }) => inHand),
      },
    ];
  }
}
