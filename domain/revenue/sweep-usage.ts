import type { Inbox } from '../metering/index.ts';
import type { PostUsage } from './post-usage.ts';

/** Posts what no message led to in time: whatever NATS lost, or a crash between commit and publish left behind. */
export class SweepUsage {
  constructor(
    private readonly inbox: Inbox,
    private readonly postUsage: PostUsage,
    private readonly olderThanMs = 5_000,
    private readonly batch = 500,
  ) {}

  /** Returns how many events were still waiting; zero means that nothing is left. */
  async execute(): Promise<number> {
    const ids = await this.inbox.oldestPending(this.olderThanMs, this.batch);
    if (ids.length > 0) await this.postUsage.execute(ids);
    return ids.length;
  }
}
