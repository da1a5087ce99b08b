import type { Tx } from '../shared/index.ts';
import type { CreditBalance } from './credit-balance.ts';
import type { IssueReceipt } from './issue-receipt.ts';
import { paymentJournal, type Payment } from './payment.ts';

/** What every payment does, in the transaction in which its row was inserted. */
export class AcceptPayment {
  constructor(
    private readonly creditBalance: CreditBalance,
    private readonly issueReceipt: IssueReceipt,
  ) {}

  async execute(tx: Tx, payment: Payment): Promise<void> {
    await this.creditBalance.execute(tx, payment, paymentJournal(payment));
    await this.issueReceipt.execute(tx, payment);
  }
}
