import { assertOperator, type SenderKeys, type Viewer } from '../identity/index.ts';
import { newId, type Transactions } from '../shared/index.ts';
import { assertProviderName, PaymentProvider } from './payment-provider.ts';
import type { PaymentProviders } from './ports.ts';

/** `webhookSecret` can never be read again. */
export interface RegisteredProvider {
  readonly provider: PaymentProvider;
  readonly webhookSecret: string;
}

export class RegisterPaymentProvider {
  constructor(
    private readonly transactions: Transactions,
    private readonly providers: PaymentProviders,
    private readonly keys: SenderKeys,
  ) {}

  async execute(command: { viewer: Viewer; name: string }): Promise<RegisteredProvider> {
    assertOperator(command.viewer);
    const name = assertProviderName(command.name);
    const id = newId();
    const secret = await this.keys.fresh(id);
    return this.transactions.run(async (tx) => {
      const registered = { registeredBy: command.viewer.userId, createdAt: tx.now, revokedAt: null };
      const provider = new PaymentProvider({ id, name, ...registered });
      await this.providers.insert(tx, provider);
      await this.keys.add(tx, secret);
      return { provider, webhookSecret: secret.text };
    });
  }
}
