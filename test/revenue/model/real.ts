import type { Viewer } from '../../../domain/identity/index.ts';
import type { UsageEvent } from '../../../domain/metering/index.ts';
import type { PayoutsContext } from '../../../wiring/payouts.ts';
import type { Customer, Market } from '../market.ts';
import type { CrashingTransactions } from './crashing.ts';

/** The real thing: one version of a market, what was reported of it, and who takes money out. */
export interface Real {
  readonly market: Market;
  readonly payouts: PayoutsContext;
  readonly crashing: CrashingTransactions;
  readonly model: { readonly id: string; readonly owners: Awaited<ReturnType<Market['publish']>>['owners'] };
  /** In the order of the model's wallets. */
  readonly payees: readonly Viewer[];
  /** Two operators who are two people. */
  readonly hands: readonly [Viewer, Viewer];
  readonly customers: readonly Customer[];
  readonly events: UsageEvent[];
  readonly inboxIds: bigint[];
  readonly tally: Tally;
}

/** How often each act came to what. */
export class Tally {
  readonly counts: Record<string, Record<string, number>> = {};
  total = 0;

  count(act: string, outcome: string): void {
    const outcomes = (this.counts[act] ??= {});
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    this.total += 1;
  }

  times(act: string, outcome: string): number {
    return this.counts[act]?.[outcome] ?? 0;
  }
}
