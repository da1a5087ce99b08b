import { assertOperator, type Viewer } from '../identity/index.ts';
import type { JournalDraft } from '../ledger/index.ts';
import { changed, NotFound, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { assertEvidence, refundJournals, type BalanceRefund } from './balance-refund.ts';
import type { CreditBalance } from './credit-balance.ts';
import { BalanceRefundClosed } from './errors.ts';
import type { BalanceRefunds } from './ports.ts';
import type { RefundHands } from './refund-hands.ts';

export interface ReturnCommand {
  readonly viewer: Viewer;
  readonly refundId: Id;
  readonly reason: string;
}

/**
 * The money could not be paid out: it reaches the balance again, as any other money does. Once it was approved it may
 * have left the house, so that it takes another operator too; before, one is enough.
 */
export class ReturnBalanceRefund {
  constructor(
    private readonly transactions: Transactions,
    private readonly refunds: BalanceRefunds,
    private readonly hands: RefundHands,
    private readonly creditBalance: CreditBalance,
  ) {}

  /** BALANCE_REFUND_SAME_HANDS, OWN_BALANCE_REFUND, BALANCE_REFUND_CLOSED. */
  async execute(command: ReturnCommand): Promise<BalanceRefund> {
    assertOperator(command.viewer);
    const evidence = assertEvidence(command.reason, 'reason');
    return this.transactions.run((tx) => this.giveBack(tx, command, evidence));
  }

  private async giveBack(tx: Tx, { viewer, refundId }: ReturnCommand, evidence: string): Promise<BalanceRefund> {
    const refund = await this.refunds.lock(tx, refundId);
    if (!refund) throw new NotFound('The refund', ['refundId']);
    if (refund.state === 'returned' && refund.evidence === evidence) return refund;
    if (refund.closedAt !== null) throw new BalanceRefundClosed(refund.state);
    await this.hands.assertOthers(tx, refund, viewer.userId);
    const closing = { state: 'returned', closedBy: viewer.userId, closedAt: tx.now, evidence } as const;
    await this.refunds.close(tx, refundId, closing);
    const returned = changed(refund, closing);
    const journal = refundJournals(returned).at(-1) as JournalDraft;
    await this.creditBalance.execute(tx, returned, journal);
    return returned;
  }
}
