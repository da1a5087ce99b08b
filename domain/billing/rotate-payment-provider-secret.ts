import { assertOperator, type SenderKeys, type Viewer } from '../identity/index.ts';
import { NotFound, type Id, type Transactions } from '../shared/index.ts';
import type { PaymentProviders } from './ports.ts';
import type { RegisteredProvider } from './register-payment-provider.ts';

export class RotatePaymentProviderSecret {
  constructor(
    private readonly transactions: Transactions,
    private readonly providers: PaymentProviders,
    private readonly keys: SenderKeys,
  ) {}

  async execute(command: { viewer: Viewer; providerId: Id }): Promise<RegisteredProvider> {
    assertOperator(command.viewer);
    const secret = await this.keys.fresh(command.providerId);
    return this.transactions.run(async (tx) => {
      const provider = await this.providers.lock(tx, command.providerId);
      if (!provider) throw new NotFound('The payment provider', ['providerId']);
      await this.keys.replace(tx, secret);
      return { provider, webhookSecret: secret.text };
    });
  }
}
