import type { Transactions } from '../shared/index.ts';
import type { Deliveries } from './ports.ts';

const KEPT_MS = 30 * 24 * 3_600_000;
const STEP = 10_000;

/** Whom mail went to is of no use to anybody after a month. */
export class SweepDeliveries {
  constructor(
    private readonly transactions: Transactions,
    private readonly deliveries: Deliveries,
  ) {}

  /** Returns whether there may be more. */
  execute(): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const before = new Date(tx.now.getTime() - KEPT_MS);
      return (await this.deliveries.forget(tx, before, STEP)) === STEP;
    });
  }
}
