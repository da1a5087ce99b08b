import type { Id } from '../shared/index.ts';
import type { RootKey } from '../vaults/index.ts';
import { GatewaySuspended, SignatureInvalid } from './errors.ts';
import { secretContext, type Gateway } from './gateway.ts';
import type { Gateways, SignedDelivery, WebhookSignatures } from './ports.ts';

/** Who signed this delivery. `claimedId` comes from the unverified body and only says whose secrets to try. */
export class VerifyDelivery {
  constructor(
    private readonly gateways: Gateways,
    private readonly rootKey: RootKey,
    private readonly signatures: WebhookSignatures,
  ) {}

  async execute(claimedId: Id | null, delivery: SignedDelivery, now: Date): Promise<Gateway> {
    if (!claimedId) throw new SignatureInvalid();
    const [gateway, wrapped] = await Promise.all([this.gateways.byId(claimedId), this.gateways.liveSecrets(claimedId)]);
    if (!gateway || gateway.revokedAt) throw new SignatureInvalid();
    const context = secretContext(gateway.id);
    const secrets = await Promise.all(wrapped.map((secret) => this.rootKey.unwrap(secret.wrapped, context)));
    const texts = secrets.map((secret) => secret.toString());
    if (!this.signatures.verify(delivery, texts, now)) throw new SignatureInvalid();
    // After the signature: only the gateway itself learns it.
    if (gateway.suspendedAt) throw new GatewaySuspended();
    return gateway;
  }
}
