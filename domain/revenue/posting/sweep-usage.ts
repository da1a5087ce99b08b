import type { Inbox } from '../../metering/index.ts';
import type { PostUsage } from './post-usage.ts';

/** Told of each event that cannot be posted for a fault that is no refusal; it waits for the next pass. */
export type UsageFault = (error: unknown, inboxId: bigint) => void;

/**
 * Posts what no message led to in time: whatever NATS lost, or a crash between commit and publish left behind. One pass
 * goes from the oldest to the newest, so that an event which fails again and again holds up none behind it.
 */
export class SweepUsage {
  constructor(
    private readonly inbox: Inbox,
    private readonly postUsage: PostUsage,
    private readonly onFault: UsageFault,
    private readonly olderThanMs = 5_000,
    private readonly batch = 500,
  ) {}

  /** Returns how many events left the waiting state. Throws where the database itself is away. */
  async execute(signal?: AbortSignal): Promise<number> {
    let settled = 0;
    for (let after = 0n; ;) {
      const ids = await this.pending(after);
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
      await this.pending(0n); // Throws where the database is away, which is the fault of no event.
      const [first] = ids;
      if (ids.length > 1) {
        const middle = Math.ceil(ids.length / 2);
        return (await this.settle(ids.slice(0, middle))) + (await this.settle(ids.slice(middle)));
      }
      if (first !== undefined) this.onFault(error, first);
      return 0;
    }
  }

  private pending(after: bigint): Promise<bigint[]> {
    return this.inbox.pendingAfter(after, this.olderThanMs, this.batch);
  }
}
