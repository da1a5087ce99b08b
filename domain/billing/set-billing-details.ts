import type { Viewer } from '../identity/index.ts';
import type { Transactions } from '../shared/index.ts';
import { BillingDetails } from './billing-details.ts';
import type { BillingDetailsBook } from './document-ports.ts';
import { assertParty, type Party } from './party.ts';

export class SetBillingDetails {
  constructor(
    private readonly transactions: Transactions,
    private readonly details: BillingDetailsBook,
  ) {}

  async execute({ viewer, ...party }: Party & { readonly viewer: Viewer }): Promise<BillingDetails> {
    const checked = assertParty(party);
    return this.transactions.run(async (tx) => {
      const details = new BillingDetails({ ...checked, customerId: viewer.userId, updatedAt: tx.now });
      await this.details.put(tx, details);
      return details;
    });
  }
}
