import type { Metric, MetricSource } from '../shared/index.ts';
import { CHANNELS } from './delivery.ts';
import type { Deliveries, WaitingCount } from './ports.ts';

/** Whether a carrier is down: then deliveries wait, and with them what waits for their notices. */
export class NoticeMetrics implements MetricSource {
  readonly name = 'notices';

  constructor(private readonly deliveries: Pick<Deliveries, 'waiting'>) {}

  async read(): Promise<readonly Metric[]> {
    const waiting = new Map((await this.deliveries.waiting()).map((count) => [count.channel, count]));
    const samples = (of: (count: WaitingCount) => number | bigint) =>
      CHANNELS.map((channel) => {
        const count = waiting.get(channel);
        return { labels: { channel }, value: count ? of(count) : 0 };
      });
    return [
      {
        name: 'notice_deliveries_waiting',
        help: 'Messages of notices that no carrier has taken yet, by channel.',
        type: 'gauge',
        samples: samples(({ deliveries }) => deliveries),
      },
      {
        name: 'notice_deliveries_oldest_seconds',
        help: 'For how long the oldest of them has waited; 0 where none does.',
        type: 'gauge',
        samples: samples(({ oldestSeconds }) => oldestSeconds),
      },
    ];
  }
}
