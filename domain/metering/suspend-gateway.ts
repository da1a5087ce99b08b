import { changed, newId, NotFound, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { assertOperator, type Viewer } from '../identity/index.ts';
import { GatewayRevoked } from './errors.ts';
import type { Gateway } from './gateway.ts';
import { assertNote } from './note.ts';
import type { Gateways } from './ports.ts';

/**
 * Until it is resumed, its deliveries are refused and its token opens nothing. Its customers are refused within seconds,
 * for it cannot look at their keys any more. What it reported before stays counted.
 */
export class SuspendGateway {
  constructor(
    private readonly transactions: Transactions,
    private readonly gateways: Gateways,
  ) {}

  /** Throws NOT_FOUND, GATEWAY_REVOKED. One that is suspended already stays so, for the reason given then. */
  async execute(command: { viewer: Viewer; gatewayId: Id; reason: string }): Promise<Gateway> {
    assertOperator(command.viewer);
    const { viewer, gatewayId, reason } = command;
    return this.transactions.run((tx) => this.within(tx, { gatewayId, reason, suspendedBy: viewer.userId }));
  }

  /** The same in the transaction of a fact that asks for it; `suspendedBy` is null for a policy of the instance. */
  async within(tx: Tx, command: { gatewayId: Id; reason: string; suspendedBy: Id | null }): Promise<Gateway> {
    const reason = assertNote(command.reason, 'reason');
    const gateway = await this.gateways.lock(tx, command.gatewayId);
    if (!gateway) throw new NotFound('The gateway', ['gatewayId']);
    if (gateway.revokedAt) throw new GatewayRevoked();
    if (gateway.suspendedAt) return gateway;
    const by = { suspendedBy: command.suspendedBy, suspendedAt: tx.now, endedBy: null, endedAt: null };
    await this.gateways.suspend(tx, { id: newId(), gatewayId: gateway.id, reason, ...by });
    return changed(gateway, { suspendedAt: tx.now });
  }
}
