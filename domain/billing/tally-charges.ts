import type { BookedLegs } from '../ledger/index.ts';
import type { Transactions, Tx } from '../shared/index.ts';
import {
  CHARGED_ACCOUNTS,
  chargesOf,
  tally,
  type Charge,
  type ChargeReason,
  type ChargeSource,
  type ChargeTally,
} from './charge.ts';
import type { ChargeTallies } from './document-ports.ts';
import { monthEnd, monthOf } from './month.ts';

const LONGEST_WINDOW_MS = 31 * 86_400_000;
/** A quiet book is not read more often than this. */
const QUIET_MS = 60_000;

/**
 * Reads the book once, forward, in windows of time, and adds up what customers were charged: one pass for all customers, in
 * bounded memory, and what was read is never read again. The tally and how far it goes commit together.
 *
 * Only what is settled is read (`BookedLegs.settledUntil`), so nothing can appear behind it. A window is of one month.
 */
export class TallyCharges {
  /** Grows and shrinks with how much was posted in the last one. */
  private windowMs = 3_600_000;

  constructor(
    private readonly transactions: Transactions,
    private readonly bookedLegs: BookedLegs,
    private readonly tallies: ChargeTallies,
    private readonly sources: readonly ChargeSource[],
    private readonly mostLegs = 20_000,
  ) {}

  /** Takes one step. Returns whether there is more to read. */
  async execute(): Promise<boolean> {
    const settled = await this.bookedLegs.settledUntil();
    return this.transactions.run((tx) => this.step(tx, settled));
  }

  private async step(tx: Tx, settled: Date): Promise<boolean> {
    const cursor = await this.tallies.lockCursor(tx);
    if (!cursor) return false;
    const from = cursor.through ?? (await this.bookedLegs.beganAt());
    if (!from || from >= settled) return false;
    const ends = [settled, monthEnd(monthOf(from)), new Date(from.getTime() + this.windowMs)];
    const to = new Date(Math.min(...ends.map((end) => end.getTime())));
    const legs = await this.read(from, to);
    if (!legs) return true;
    if (legs.length === 0 && to === settled && to.getTime() - from.getTime() < QUIET_MS) return false;
    const charges = chargesOf(legs);
    await this.tallies.add(tx, await this.explain(charges, from));
    await this.tallies.moveCursor(tx, to);
    if (legs.length < this.mostLegs / 4) this.windowMs = Math.min(LONGEST_WINDOW_MS, this.windowMs * 2);
    return to < settled;
  }

  /** Null where the window holds too much: the next one is half as long. One of a millisecond is read whole. */
  private async read(from: Date, to: Date) {
    const kinds = this.sources.flatMap((source) => source.kinds);
    const lengthMs = to.getTime() - from.getTime();
    const limit = lengthMs > 1 ? this.mostLegs : Number.MAX_SAFE_INTEGER;
    const legs = await this.bookedLegs.list({ kinds, accountKinds: CHARGED_ACCOUNTS, from, to }, limit + 1);
    if (legs.length <= limit) return legs;
    this.windowMs = Math.ceil(lengthMs / 2);
    return null;
  }

  private async explain(charges: readonly Charge[], from: Date): Promise<ChargeTally[]> {
    const explained: { charge: Charge; reason: ChargeReason }[] = [];
    for (const source of this.sources) {
      const own = charges.filter((charge) => source.kinds.includes(charge.kind));
      if (own.length === 0) continue;
      const reasons = await source.explain(own);
      explained.push(...own.map((charge, i) => ({ charge, reason: reasons[i] as ChargeReason })));
    }
    return tally(
      explained.map(({ charge }) => charge),
      explained.map(({ reason }) => reason),
      monthOf(from),
    );
  }
}
