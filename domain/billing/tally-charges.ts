import type { BookedLegs } from '../ledger/index.ts';
import type { Transactions, Tx } from '../shared/index.ts';
import { CHARGED_ACCOUNTS, chargesOf, tallyOf, type Charges, type ChargeSource, type ChargeTally } from './charge.ts';
import type { ChargeTallies } from './document-ports.ts';
import { monthEnd, monthOf, type Month } from './month.ts';

/** A quiet book is not read more often than this. */
const QUIET_MS = 60_000;

/**
 * Reads the book once, forward, in windows of time, and adds up what customers were charged: one pass for all customers, in
 * bounded memory, and what was read is never read again. The tally and how far it goes commit together.
 *
 * Only what is settled is read (`BookedLegs.settledUntil`), so nothing can appear behind it. A window is of one month.
 */
export class TallyCharges {
  constructor(
    private readonly transactions: Transactions,
    private readonly bookedLegs: BookedLegs,
    private readonly tallies: ChargeTallies,
    private readonly sources: readonly ChargeSource[],
    private readonly journalsAtOnce = 20_000,
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
    const latest = new Date(Math.min(settled.getTime(), monthEnd(monthOf(from)).getTime()));
    const to = await this.bookedLegs.windowEnd(from, latest, this.journalsAtOnce);
    const kinds = this.sources.flatMap((source) => source.kinds);
    const booked = await this.bookedLegs.byHolder({ kinds, accountKinds: CHARGED_ACCOUNTS, from, to });
    const isQuiet = booked.length === 0 && to.getTime() - from.getTime() < QUIET_MS;
    if (isQuiet && to.getTime() === settled.getTime()) return false;
    await this.tallies.add(tx, await this.tally(booked.map(chargesOf), monthOf(from)));
    await this.tallies.moveCursor(tx, to);
    return to < settled;
  }

  private async tally(charges: readonly Charges[], month: Month): Promise<ChargeTally[]> {
    const tallies: ChargeTally[] = [];
    for (const source of this.sources) {
      const own = charges.filter(({ kind }) => source.kinds.includes(kind));
      if (own.length === 0) continue;
      tallies.push(...(await source.perVersion(own)).map((sum) => tallyOf(own, sum, month)));
    }
    return tallies;
  }
}
