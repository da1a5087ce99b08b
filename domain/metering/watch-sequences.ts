import { changed, newId, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { gapChanged } from './events.ts';
import type { SequenceGaps, WaitingUsage } from './oversight-ports.ts';
import { gapChanges, WatchedGap } from './watched-gap.ts';

/** Of one gateway at a time; one that has left more is watched from the lowest on. */
const MOST_GAPS = 1_000;

/** Accepted events that are late in being posted, so that their numbers do not count as seen yet. */
const MOST_WAITING = 1_000;

/** Numbers that were accepted before a gap can be old enough to be reported, by gateway; null: too many to say. */
type Accepted = ReadonlyMap<Id, readonly bigint[]> | null;

/**
 * Turns a gap in a gateway's numbers into a fact once it has lasted `delayMs`: a row, and an event. What only waits to be
 * posted is no gap; while too much of that waits, nothing is reported.
 */
export class WatchSequences {
  constructor(
    private readonly transactions: Transactions,
    private readonly gaps: SequenceGaps,
    private readonly waiting: Pick<WaitingUsage, 'longWaiting'>,
    private readonly delayMs: number,
  ) {}

  /** Returns false: what is to be seen later is not there at once. */
  async execute(): Promise<boolean> {
    const accepted = await this.accepted();
    for (const gatewayId of await this.gaps.suspects(this.delayMs)) {
      await this.transactions.run((tx) => this.watch(tx, gatewayId, accepted));
    }
    return false;
  }

  private async watch(tx: Tx, gatewayId: Id, accepted: Accepted): Promise<void> {
    const watched = await this.gaps.lockWatched(tx, gatewayId);
    const current = await this.gaps.missing(tx, gatewayId, MOST_GAPS);
    const horizon = current.length < MOST_GAPS ? null : (current.at(-1)?.last ?? null);
    const { appeared, outdated, filled } = gapChanges(watched, current, horizon, tx.now);
    const added = appeared.map(
      (gap) => new WatchedGap({ ...gap, id: newId(), gatewayId, openedAt: null, closedAt: null }),
    );
    await this.gaps.forget(tx, outdated);
    await this.gaps.add(tx, added);
    await this.gaps.close(tx, filled);
    const candidates = [...watched.filter((one) => !outdated.includes(one) && !one.openedAt), ...added];
    const due = accepted === null ? [] : candidates.filter((gap) => this.isDue(gap, accepted, tx.now));
    await this.gaps.open(tx, due);
    for (const gap of due) tx.emit(gapChanged(gap));
    for (const gap of filled) tx.emit(gapChanged(changed(gap, { closedAt: tx.now })));
  }

  private isDue({ gatewayId, first, last, firstSeenAt }: WatchedGap, accepted: NonNullable<Accepted>, now: Date) {
    const arrived = accepted.get(gatewayId)?.some((sequence) => first <= sequence && sequence <= last);
    return !arrived && firstSeenAt.getTime() <= now.getTime() - this.delayMs;
  }

  private async accepted(): Promise<Accepted> {
    const events = await this.waiting.longWaiting(this.delayMs, MOST_WAITING);
    if (events.length === MOST_WAITING) return null;
    const accepted = new Map<Id, bigint[]>();
    for (const { gatewayId, sequence } of events) {
      accepted.set(gatewayId, [...(accepted.get(gatewayId) ?? []), sequence]);
    }
    return accepted;
  }
}
