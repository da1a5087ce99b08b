import { NotFound, changed, type Id, type Transactions } from '../shared/index.ts';
import { assertOperator, type Viewer } from '../identity/index.ts';
import type { Gateway } from './gateway.ts';
import type { Gateways } from './ports.ts';

/** Its token and its signatures stop working at once. What it reported before stays counted. */
export class RevokeGateway {
  constructor(
    private readonly transactions: Transactions,
    private readonly gateways: Gateways,
  ) {}

  async execute(command: { viewer: Viewer; gatewayId: Id }): Promise<Gateway> {
    assertOperator(command.viewer);
    return this.transactions.run(async (tx) => {
      const gateway = await this.gateways.lock(tx, command.gatewayId);
      if (!gateway) throw new NotFound('The gateway', ['gatewayId']);
      if (gateway.revokedAt) return gateway;
      await this.gateways.revoke(tx, gateway.id);
      return changed(gateway, { revokedAt: tx.now });
    });
  }
}
