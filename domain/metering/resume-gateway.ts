import { changed, NotFound, type Id, type Transactions } from '../shared/index.ts';
import { assertOperator, type Viewer } from '../identity/index.ts';
import { GatewayRevoked } from './errors.ts';
import type { Gateway } from './gateway.ts';
import type { Gateways } from './ports.ts';

/** Ends a suspension. What the gateway has to report of the time before and meanwhile is accepted again. */
export class ResumeGateway {
  constructor(
    private readonly transactions: Transactions,
    private readonly gateways: Gateways,
  ) {}

  /** Throws NOT_FOUND, GATEWAY_REVOKED. */
  async execute(command: { viewer: Viewer; gatewayId: Id }): Promise<Gateway> {
    assertOperator(command.viewer);
    return this.transactions.run(async (tx) => {
      const gateway = await this.gateways.lock(tx, command.gatewayId);
      if (!gateway) throw new NotFound('The gateway', ['gatewayId']);
      if (gateway.revokedAt) throw new GatewayRevoked();
      if (!gateway.suspendedAt) return gateway;
      await this.gateways.resume(tx, gateway.id, command.viewer.userId);
      return changed(gateway, { suspendedAt: null });
    });
  }
}
