import type { SignedDelivery, WebhookSignatures } from '../identity/index.ts';
import { CallbackUnsigned } from './errors.ts';

/** Whether the payout provider signed this just now. Several secrets count during a rotation. */
export class VerifyCallback {
  constructor(
    private readonly signatures: WebhookSignatures,
    private readonly secrets: readonly string[],
  ) {}

  execute(delivery: SignedDelivery, now: Date): void {
    if (!this.signatures.verify(delivery, this.secrets, now)) throw new CallbackUnsigned();
  }
}
