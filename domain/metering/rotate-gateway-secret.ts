import { NotFound, type Id, type Transactions } from '../shared/index.ts';
import { assertOperator, SenderKeys, type Viewer } from '../identity/index.ts';
import type { RootKey } from '../vaults/index.ts';
import { GATEWAY_SECRETS, type Gateway } from './gateway.ts';
import type { Gateways } from './ports.ts';

export class RotateGatewaySecret {
  private readonly keys: SenderKeys;

  constructor(
    private readonly transactions: Transactions,
    private readonly gateways: Gateways,
    rootKey: RootKey,
  ) {
    this.keys = new SenderKeys(gateways, rootKey, GATEWAY_SECRETS);
  }

  async execute(command: { viewer: Viewer; gatewayId: Id }): Promise<{ gateway: Gateway; webhookSecret: string }> {
    assertOperator(command.viewer);
    const { gatewayId } = command;
    const secret = await this.keys.fresh(gatewayId);
    return this.transactions.run(async (tx) => {
      const gateway = await this.gateways.lock(tx, gatewayId);
      if (!gateway) throw new NotFound('The gateway', ['gatewayId']);
      await this.keys.replace(tx, secret);
      return { gateway, webhookSecret: secret.text };
    });
  }
}
