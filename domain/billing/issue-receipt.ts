import { newId, type Tx } from '../shared/index.ts';
import { partyOf } from './billing-details.ts';
import { documentNumber } from './document-number.ts';
import type { BillingDetailsBook, DocumentNumbers, Receipts } from './document-ports.ts';
import type { Party } from './party.ts';
import type { Payment } from './payment.ts';
import { Receipt } from './receipt.ts';

/**
 * The last step of a payment's transaction. Taking the number locks the series until the end, so that a payment which is
 * undone leaves no gap; no other lock may be waited for after it.
 */
export class IssueReceipt {
  constructor(
    private readonly numbers: DocumentNumbers,
    private readonly receipts: Receipts,
    private readonly details: BillingDetailsBook,
    private readonly issuer: Party,
  ) {}

  async execute(tx: Tx, payment: Payment): Promise<Receipt> {
    const { id: paymentId, customerId, currency, amountMicros, reference } = payment;
    const details = await this.details.find(tx, customerId);
    const place = await this.numbers.take(tx, 'receipt');
    const receipt = new Receipt({
      id: newId(),
      number: documentNumber('receipt', place),
      ...place,
      paymentId,
      customerId,
      currency,
      amountMicros,
      reference,
      issuer: partyOf(this.issuer),
      billedTo: details && partyOf(details),
      issuedAt: tx.now,
    });
    await this.receipts.insert(tx, receipt);
    return receipt;
  }
}
