import { newId, NotFound, type Id, type Transactions } from '../shared/index.ts';
import { assertOperator, type Viewer } from '../identity/index.ts';
import type { RootKey } from '../vaults/index.ts';
import { newWebhookSecret, secretContext, type Gateway } from './gateway.ts';
import type { Gateways } from './ports.ts';

/** Long enough to bring the new secret to every replica of a gateway. */
const OVERLAP_MS = 24 * 3_600_000;

export class RotateGatewaySecret {
  constructor(
    private readonly transactions: Transactions,
    private readonly gateways: Gateways,
    private readonly rootKey: RootKey,
  ) {}

  async execute(command: { viewer: Viewer; gatewayId: Id }): Promise<{ gateway: Gateway; webhookSecret: string }> {
    assertOperator(command.viewer);
    const { gatewayId } = command;
    const webhookSecret = newWebhookSecret();
    const wrapped = await this.rootKey.wrap(Buffer.from(webhookSecret), secretContext(gatewayId));
    return this.transactions.run(async (tx) => {
      const gateway = await this.gateways.lock(tx, gatewayId);
      if (!gateway) throw new NotFound('The gateway', ['gatewayId']);
      await this.gateways.retireSecrets(tx, gatewayId, new Date(tx.now.getTime() + OVERLAP_MS));
      await this.gateways.addSecret(tx, { id: newId(), gatewayId, wrapped, createdAt: tx.now, retiresAt: null });
      return { gateway, webhookSecret };
    });
  }
}
