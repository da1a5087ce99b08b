import type { Inbox, UsageQueue } from '../../metering/index.ts';
import type { PostUsage } from './post-usage.ts';

/** Told of each event that cannot be posted for a fault that is no refusal; it waits for the next pass. */
export type UsageFault = (error: unknown, inboxId: bigint) => void;

/**
 * Posts what no message led to in time: whatever NATS lost, or a crash between commit and publish left behind. One pass
 * goes from the oldest to the newest, so that an event which fails again and again holds up none behind it.
 *
 * While messages wait, old events are theirs to lead to: two at the same work would only wait for each other's locks.
 */
export class SweepUsage {
  constructor(
    private readonly inbox: Inbox,
    private readonly queue: Pick<UsageQueue, 'depth'>,
    private readonly postUsage: Pick<PostUsage, 'execute'>,
    private readonly onFault: UsageFault,
    private readonly olderThanMs = 5_000,
    private readonly batch = 500,
    private readonly olderThanWhileBusyMs = 30_000,
  ) {}

  /** Returns how many events left the waiting state. Throws where the database itself is away. */
  async execute(signal?: AbortSignal): Promise<number> {
    const ageMs = (await this.queue.depth()) > 0 ? this.olderThanWhileBusyMs : this.olderThanMs;
    let settled = 0;
    for (let after = 0n; ;) {
      const ids = await this.inbox.pendingAfter(after, ageMs, this.batch);
      const last = ids.at(-1);
      if (last === undefined || signal?.aborted) return settled;
      settled += await this.settle(ids);
      after = last;
    }
  }

  /** PostUsage halves for a refusal; this halves for any other fault, until the event that has it stands alone. */
  private async settle(ids: readonly bigint[]): Promise<number> {
    try {
      await this.postUsage.execute(ids);
      return ids.length;
    } catch (error) {
      await this.inbox.backlog(); // Throws where the database is away, which is the fault of no event.
      const [first] = ids;
      if (ids.length > 1) {
        const middle = Math.ceil(ids.length / 2);
        return (await this.settle(ids.slice(0, middle))) + (await this.settle(ids.slice(middle)));
      }
      if (first !== undefined) this.onFault(error, first);
      return 0;
    }
  }
}
