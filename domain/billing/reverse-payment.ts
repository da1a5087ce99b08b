import { accountKeys, type PostJournals } from '../ledger/index.ts';
import { announceBalances } from '../revenue/index.ts';
import { newId, type Tx } from '../shared/index.ts';
import { lockBalance, smaller } from './lock-balance.ts';
import type { PaymentReversed } from './payment-event.ts';
import { PaymentReversal, reversalJournal, type Payment } from './payment.ts';
import type { Debts, Payments } from './ports.ts';

/**
 * The step of a chargeback: takes back what is left of the balance, at most the payment, and writes down the rest as
 * owed. No balance goes below zero, and nothing that others earned from the money is touched: until the customer has paid,
 * the instance bears it. The payment is locked by this transaction.
 */
export class ReversePayment {
  constructor(
    private readonly payments: Payments,
    private readonly debts: Debts,
    private readonly postJournals: PostJournals,
  ) {}

  async execute(tx: Tx, payment: Payment, { eventId, reference }: PaymentReversed): Promise<void> {
    const { customerId, currency, amountMicros } = payment;
    await this.debts.lock(tx, payment);
    const { balanceMicros, accounts } = await lockBalance(this.postJournals, tx, payment, [
      accountKeys.external(currency),
    ]);
    const takenMicros = smaller(balanceMicros, amountMicros);
    const reversal = new PaymentReversal({
      id: newId(),
      paymentId: payment.id,
      customerId,
      currency,
      amountMicros,
      takenMicros,
      providerId: payment.providerId as string,
      eventId,
      reference,
      createdAt: tx.now,
    });
    await this.payments.insertReversal(tx, reversal);
    if (takenMicros < amountMicros) await this.debts.add(tx, payment, amountMicros - takenMicros);
    if (takenMicros > 0n) await this.postJournals.post(tx, [reversalJournal(reversal)], accounts);
    announceBalances(tx, [customerId]);
  }
}
