import { SignatureInvalid, type SenderKeys, type SignedDelivery, type WebhookSignatures } from '../identity/index.ts';
import type { Id } from '../shared/index.ts';
import type { PaymentProvider } from './payment-provider.ts';
import type { PaymentProviders } from './ports.ts';

/** Which provider signed this delivery. `claimedId` comes from the unverified body and only says whose secrets to try. */
export class VerifyPaymentDelivery {
  constructor(
    private readonly providers: PaymentProviders,
    private readonly keys: SenderKeys,
    private readonly signatures: WebhookSignatures,
  ) {}

  async execute(claimedId: Id | null, delivery: SignedDelivery, now: Date): Promise<PaymentProvider> {
    const provider = claimedId ? await this.providers.byId(claimedId) : null;
    if (!provider || provider.revokedAt) throw new SignatureInvalid();
    await this.keys.assertSigned(provider.id, delivery, this.signatures, now);
    return provider;
  }
}
