import type { Watch, WatchStep } from '../../audit/index.ts';
import { BUCKET_BITS } from '../../ledger/index.ts';
import type { ChargedUsage } from '../../metering/index.ts';
import type { Json, Snapshot, Snapshots, Tx } from '../../shared/index.ts';
import { FreeCalls } from './free-calls.ts';
import type { PostedOnce } from './posted-once.ts';

const MOST = 1n << BigInt(BUCKET_BITS);

/** Looks at each accepted call once, a while after it came: mostly it is posted by then, and its journal must be right. */
export class WatchCalls implements Watch {
  readonly name = 'calls';

  constructor(
    private readonly snapshots: Snapshots,
    private readonly usage: Pick<ChargedUsage, 'events'>,
    private readonly postedOnce: PostedOnce,
    private readonly afterMs = 60_000,
  ) {}

  step(tx: Tx, mark: Json | null): Promise<WatchStep> {
    const after = BigInt((mark ?? '0') as string);
    return this.snapshots.read((snapshot) => this.look(snapshot, after, new Date(tx.now.getTime() - this.afterMs)));
  }

  private async look(snapshot: Snapshot, after: bigint, before: Date): Promise<WatchStep> {
    const page = await this.usage.events(snapshot, after, Number(MOST));
    const tooNew = page.findIndex((event) => event.receivedAt >= before);
    const settled = tooNew < 0 ? page : page.slice(0, tooNew);
    const first = settled[0]?.id;
    if (first === undefined) return { mark: after.toString(), looked: 0, faults: [], proved: [], more: false };
    const seen = settled.filter(({ id }) => id < first + MOST);
    const end = (seen.at(-1)?.id ?? first) + 1n;
    const sold = await this.postedOnce.sold(snapshot);
    const free = new FreeCalls();
    const { name, invariant } = this.postedOnce;
    const fault =
      (await this.postedOnce.examine(snapshot, sold, { first, end }, free)) ??
      (await this.postedOnce.freeFault(snapshot, sold, free));
    return {
      mark: (end - 1n).toString(),
      looked: seen.length,
      faults: fault ? [{ name, invariant, ...fault }] : [],
      proved: [],
      more: seen.length === Number(MOST) || seen.length < settled.length,
    };
  }
}
