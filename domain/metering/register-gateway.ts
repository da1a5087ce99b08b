import { newId, type Transactions } from '../shared/index.ts';
import { assertOperator, type Viewer } from '../identity/index.ts';
import type { RootKey } from '../vaults/index.ts';
import { assertGatewayName, Gateway, newToken, newWebhookSecret, secretContext, type GatewayKind } from './gateway.ts';
import type { Gateways } from './ports.ts';

/** `webhookSecret` and `token` can never be read again. */
export interface RegisteredGateway {
  readonly gateway: Gateway;
  readonly webhookSecret: string;
  readonly token: string;
}

export class RegisterGateway {
  constructor(
    private readonly transactions: Transactions,
    private readonly gateways: Gateways,
    private readonly rootKey: RootKey,
  ) {}

  async execute(command: { viewer: Viewer; name: string; kind?: GatewayKind }): Promise<RegisteredGateway> {
    assertOperator(command.viewer);
    const name = assertGatewayName(command.name);
    const id = newId();
    const { token, hash } = newToken('cpg_');
    const webhookSecret = newWebhookSecret();
    const wrapped = await this.rootKey.wrap(Buffer.from(webhookSecret), secretContext(id));
    return this.transactions.run(async (tx) => {
      const { viewer, kind = 'hosted' } = command;
      const registered = { registeredBy: viewer.userId, createdAt: tx.now, suspendedAt: null, revokedAt: null };
      const gateway = new Gateway({ id, name, kind, tokenHash: hash, ...registered });
      await this.gateways.insert(tx, gateway);
      await this.gateways.addSecret(tx, { id: newId(), gatewayId: id, wrapped, createdAt: tx.now, retiresAt: null });
      return { gateway, webhookSecret, token };
    });
  }
}
