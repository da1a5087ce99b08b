import { assertOperator, type Viewer } from '../identity/index.ts';
import { changed, NotFound, type Id, type Transactions } from '../shared/index.ts';
import type { BalanceRefund } from './balance-refund.ts';
import { BalanceRefundClosed } from './errors.ts';
import type { BalanceRefunds } from './ports.ts';
import type { RefundHands } from './refund-hands.ts';

/** The first hand: an operator has looked at a refund, and says that it may be paid out. The money stays where it is. */
export class ApproveBalanceRefund {
  constructor(
    private readonly transactions: Transactions,
    private readonly refunds: BalanceRefunds,
    private readonly hands: RefundHands,
  ) {}

  /** OWN_BALANCE_REFUND, BALANCE_REFUND_CLOSED. What is approved already, by whomever, is returned as it stands. */
  async execute({ viewer, refundId }: { viewer: Viewer; refundId: Id }): Promise<BalanceRefund> {
    assertOperator(viewer);
    return this.transactions.run(async (tx) => {
      const refund = await this.refunds.lock(tx, refundId);
      if (!refund) throw new NotFound('The refund', ['refundId']);
      if (refund.state === 'approved') return refund;
      if (refund.state !== 'requested') throw new BalanceRefundClosed(refund.state);
      await this.hands.assertOthers(tx, refund, viewer.userId);
      const approval = { state: 'approved', approvedBy: viewer.userId, approvedAt: tx.now } as const;
      await this.refunds.approve(tx, refundId, approval);
      return changed(refund, approval);
    });
  }
}
