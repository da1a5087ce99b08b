import type { Metric, MetricSource } from '../../shared/index.ts';
import type { PostUsage } from './post-usage.ts';
import type { PostedUsage } from './settle-usage.ts';

/** Counts what this process posts. `skipped`: ids that were dealt with already, as every message that comes twice has. */
export class CountedPosting implements MetricSource {
  readonly name = 'posting';
  private readonly counts = { posted: 0, unfunded: 0, quarantined: 0, skipped: 0 };
  private failures = 0;

  constructor(private readonly postUsage: Pick<PostUsage, 'execute'>) {}

  async execute(inboxIds: readonly bigint[]): Promise<PostedUsage> {
    try {
      const done = await this.postUsage.execute(inboxIds);
      const { posted, unfunded, quarantined } = done;
      this.counts.posted += posted;
      this.counts.unfunded += unfunded;
      this.counts.quarantined += quarantined;
      this.counts.skipped += inboxIds.length - posted - unfunded - quarantined;
      return done;
    } catch (error) {
      this.failures += 1;
      throw error;
    }
  }

  read(): Promise<readonly Metric[]> {
    return Promise.resolve([
      {
        name: 'usage_settled_total',
        help: 'Calls that this process took to post, by what became of them.',
        type: 'counter',
        samples: Object.entries(this.counts).map(([outcome, value]) => ({ labels: { outcome }, value })),
      },
      {
        name: 'usage_posting_failures_total',
        help: 'Batches of calls that this process could not post and left to be tried again.',
        type: 'counter',
        samples: [{ value: this.failures }],
      },
    ]);
  }
}
