import { SenderKeys, SignatureInvalid, type SignedDelivery, type WebhookSignatures } from '../identity/index.ts';
import type { Id } from '../shared/index.ts';
import type { RootKey } from '../vaults/index.ts';
import { GatewaySuspended } from './errors.ts';
import { GATEWAY_SECRETS, type Gateway } from './gateway.ts';
import type { Gateways } from './ports.ts';

/** Who signed this delivery. `claimedId` comes from the unverified body and only says whose secrets to try. */
export class VerifyDelivery {
  private readonly keys: SenderKeys;

  constructor(
    private readonly gateways: Gateways,
    rootKey: RootKey,
    private readonly signatures: WebhookSignatures,
  ) {
    this.keys = new SenderKeys(gateways, rootKey, GATEWAY_SECRETS);
  }

  async execute(claimedId: Id | null, delivery: SignedDelivery, now: Date): Promise<Gateway> {
    const gateway = claimedId ? await this.gateways.byId(claimedId) : null;
    if (!gateway || gateway.revokedAt) throw new SignatureInvalid();
    await this.keys.assertSigned(gateway.id, delivery, this.signatures, now);
    // After the signature: only the gateway itself learns it.
    if (gateway.suspendedAt) throw new GatewaySuspended();
    return gateway;
  }
}
