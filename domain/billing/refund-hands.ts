import type { OtherHands } from '../identity/index.ts';
import type { Id, Tx } from '../shared/index.ts';
import type { BalanceRefund } from './balance-refund.ts';
import { OwnBalanceRefund, RefundSameHands } from './errors.ts';

/** Who may touch a refund: never its customer, and to close it nobody who has approved it. */
export class RefundHands {
  constructor(private readonly otherHands: OtherHands) {}

  async assertOthers(tx: Tx, { customerId, approvedBy }: BalanceRefund, operatorId: Id): Promise<void> {
    if (!(await this.otherHands.are(tx, operatorId, [customerId]))) throw new OwnBalanceRefund();
    if (approvedBy !== null && !(await this.otherHands.are(tx, operatorId, [approvedBy]))) throw new RefundSameHands();
  }
}
