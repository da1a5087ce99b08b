import { assertOperator, type Viewer } from '../identity/index.ts';
import type { PostJournals } from '../ledger/index.ts';
import { changed, NotFound, type Id, type Transactions } from '../shared/index.ts';
import { assertEvidence, refundJournals, type BalanceRefund } from './balance-refund.ts';
import { BalanceRefundClosed } from './errors.ts';
import type { BalanceRefunds } from './ports.ts';

/** An operator has paid the money out; the provider's reference proves it. Said twice with the same reference, it counts once. */
export class SettleBalanceRefund {
  constructor(
    private readonly transactions: Transactions,
    private readonly refunds: BalanceRefunds,
    private readonly postJournals: PostJournals,
  ) {}

  async execute(command: { viewer: Viewer; refundId: Id; providerReference: string }): Promise<BalanceRefund> {
    const { viewer, refundId } = command;
    assertOperator(viewer);
    const evidence = assertEvidence(command.providerReference, 'providerReference');
    return this.transactions.run(async (tx) => {
      const refund = await this.refunds.lock(tx, refundId);
      if (!refund) throw new NotFound('The refund', ['refundId']);
      if (refund.state === 'settled' && refund.evidence === evidence) return refund;
      if (refund.state !== 'requested') throw new BalanceRefundClosed(refund.state);
      const closing = { state: 'settled', closedBy: viewer.userId, closedAt: tx.now, evidence } as const;
      await this.refunds.close(tx, refundId, closing);
      const settled = changed(refund, closing);
      await this.postJournals.execute(tx, refundJournals(settled).slice(-1));
      return settled;
    });
  }
}
