import type { Users, Viewer } from '../identity/index.ts';
import { newId, type Currency, type Micros, type Transactions } from '../shared/index.ts';
import { spendingLimitChanged } from './events.ts';
import type { SpendingLimits } from './ports.ts';
import { assertBooked, assertLimit, SpendingLimitChange } from './spending-limit.ts';

export interface LimitWish {
  readonly viewer: Viewer;
  readonly currency: Currency;
  readonly dailyMicros: Micros | null;
  readonly monthlyMicros: Micros | null;
}

/**
 * A customer bounds their own spending. It holds from the commit on, lower or higher, and counts what is spent from then
 * on: what was spent before there was a limit is not looked up. Both null removes it. INVALID_INPUT.
 */
export class SetSpendingLimit {
  constructor(
    private readonly transactions: Transactions,
    private readonly spendingLimits: Pick<SpendingLimits, 'set'>,
    private readonly users: Pick<Users, 'lock'>,
    /** Those in which this instance keeps its books. */
    private readonly currencies: readonly Currency[],
  ) {}

  async execute({ viewer, currency, dailyMicros, monthlyMicros }: LimitWish): Promise<SpendingLimitChange> {
    assertBooked(currency, this.currencies);
    assertLimit({ dailyMicros, monthlyMicros });
    return this.transactions.run(async (tx) => {
      // One at a time per customer, so that the history has the order of what held.
      await this.users.lock(tx, viewer.userId);
      const wish = { customerId: viewer.userId, currency, dailyMicros, monthlyMicros };
      const change = new SpendingLimitChange({ id: newId(), ...wish, setAt: tx.now });
      await this.spendingLimits.set(tx, change);
      tx.emit(spendingLimitChanged(viewer.userId));
      return change;
    });
  }
}
