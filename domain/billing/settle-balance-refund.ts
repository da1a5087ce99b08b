import { assertOperator, type Viewer } from '../identity/index.ts';
import type { PostJournals } from '../ledger/index.ts';
import { changed, NotFound, type Id, type Transactions } from '../shared/index.ts';
import { assertEvidence, refundJournals, type BalanceRefund } from './balance-refund.ts';
import { BalanceRefundClosed, BalanceRefundNotApproved } from './errors.ts';
import type { BalanceRefunds } from './ports.ts';
import type { RefundHands } from './refund-hands.ts';

/**
 * The second hand: another operator than the one who approved it has paid the money out, and the provider's reference
 * proves it. Said twice with the same reference, it counts once.
 */
export class SettleBalanceRefund {
  constructor(
    private readonly transactions: Transactions,
    private readonly refunds: BalanceRefunds,
    private readonly hands: RefundHands,
    private readonly postJournals: PostJournals,
  ) {}

  /** BALANCE_REFUND_NOT_APPROVED, BALANCE_REFUND_SAME_HANDS, OWN_BALANCE_REFUND, BALANCE_REFUND_CLOSED. */
  async execute(command: { viewer: Viewer; refundId: Id; providerReference: string }): Promise<BalanceRefund> {
    const { viewer, refundId } = command;
    assertOperator(viewer);
    const evidence = assertEvidence(command.providerReference, 'providerReference');
    return this.transactions.run(async (tx) => {
      const refund = await this.refunds.lock(tx, refundId);
      if (!refund) throw new NotFound('The refund', ['refundId']);
      if (refund.state === 'settled' && refund.evidence === evidence) return refund;
      if (refund.state === 'requested') throw new BalanceRefundNotApproved();
      if (refund.state !== 'approved') throw new BalanceRefundClosed(refund.state);
      await this.hands.assertOthers(tx, refund, viewer.userId);
      const closing = { state: 'settled', closedBy: viewer.userId, closedAt: tx.now, evidence } as const;
      await this.refunds.close(tx, refundId, closing);
      const settled = changed(refund, closing);
      await this.postJournals.execute(tx, refundJournals(settled).slice(-1));
      return settled;
    });
  }
}
