import { assertOperator, type OtherHands, type Viewer } from '../identity/index.ts';
import { InvalidInput, NotFound, type Id, type Transactions } from '../shared/index.ts';
import type { EndPayout } from './end-payout.ts';
import { OwnPayout } from './errors.ts';
import type { Ending, Payout } from './payout.ts';
import type { Payouts } from './ports.ts';

/** An operator records what bank or provider said of a payout that is out, never of their own money. */
export class DecidePayout {
  constructor(
    private readonly transactions: Transactions,
    private readonly payouts: Payouts,
    private readonly otherHands: OtherHands,
    private readonly endPayout: EndPayout,
  ) {}

  execute({ viewer, payoutId, ending }: { viewer: Viewer; payoutId: Id; ending: Ending }): Promise<Payout> {
    assertOperator(viewer);
    assertReference(ending.reference, ['reference']);
    return this.transactions.run(async (tx) => {
      const payout = await this.payouts.lock(tx, payoutId);
      if (!payout) throw new NotFound('The payout', ['payoutId']);
      if (!(await this.otherHands.are(tx, viewer.userId, [payout.userId]))) throw new OwnPayout();
      return this.endPayout.execute(tx, payout, ending, viewer.userId);
    });
  }
}

/** How bank or provider names a payment. */
export function assertReference(reference: string | null, field: readonly string[]): void {
  if (reference !== null && !/^[^\p{C}]{1,140}$/u.test(reference)) {
    throw new InvalidInput(field, 'A reference has 1 to 140 printable characters.');
  }
}
