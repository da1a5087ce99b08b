import { assertOperator, type Viewer } from '../identity/index.ts';
import { changed, NotFound, type Id, type Transactions } from '../shared/index.ts';
import type { PaymentProvider } from './payment-provider.ts';
import type { PaymentProviders } from './ports.ts';

/** Its signatures stop working at once. What it reported before stays counted. */
export class RevokePaymentProvider {
  constructor(
    private readonly transactions: Transactions,
    private readonly providers: PaymentProviders,
  ) {}

  async execute(command: { viewer: Viewer; providerId: Id }): Promise<PaymentProvider> {
    assertOperator(command.viewer);
    return this.transactions.run(async (tx) => {
      const provider = await this.providers.lock(tx, command.providerId);
      if (!provider) throw new NotFound('The payment provider', ['providerId']);
      if (provider.revokedAt) return provider;
      await this.providers.revoke(tx, provider.id);
      return changed(provider, { revokedAt: tx.now });
    });
  }
}
