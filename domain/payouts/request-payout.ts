import type { Viewer } from '../identity/index.ts';
import type { Transactions } from '../shared/index.ts';
import type { OpenPayout, PayoutAsk } from './open-payout.ts';
import type { Payout, PayoutSource } from './payout.ts';

/** What a user may empty at will. A prepaid balance is given back by the context that sold it. */
export type EarnedSource = Exclude<PayoutSource, 'customer'>;

export interface RequestPayoutCommand extends Omit<PayoutAsk, 'userId' | 'source'> {
  readonly viewer: Viewer;
  readonly source: EarnedSource;
}

/** A user takes earned money out. Refusals are those of OpenPayout. */
export class RequestPayout {
  constructor(
    private readonly transactions: Transactions,
    private readonly openPayout: OpenPayout,
  ) {}

  execute({ viewer, ...asked }: RequestPayoutCommand): Promise<Payout> {
    return this.transactions.run((tx) => this.openPayout.execute(tx, { ...asked, userId: viewer.userId }));
  }
}
