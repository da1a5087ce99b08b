import { newId, type Transactions } from '../shared/index.ts';
import { assertOperator, SenderKeys, type Viewer } from '../identity/index.ts';
import type { RootKey } from '../vaults/index.ts';
import { assertGatewayName, Gateway, GATEWAY_SECRETS, newToken, type GatewayKind } from './gateway.ts';
import type { Gateways } from './ports.ts';

/** `webhookSecret` and `token` can never be read again. */
export interface RegisteredGateway {
  readonly gateway: Gateway;
  readonly webhookSecret: string;
  readonly token: string;
}

export class RegisterGateway {
  private readonly keys: SenderKeys;

  constructor(
    private readonly transactions: Transactions,
    private readonly gateways: Gateways,
    rootKey: RootKey,
  ) {
    this.keys = new SenderKeys(gateways, rootKey, GATEWAY_SECRETS);
  }

  async execute(command: { viewer: Viewer; name: string; kind?: GatewayKind }): Promise<RegisteredGateway> {
    assertOperator(command.viewer);
    const name = assertGatewayName(command.name);
    const id = newId();
    const { token, hash } = newToken('cpg_');
    const secret = await this.keys.fresh(id);
    return this.transactions.run(async (tx) => {
      const { viewer, kind = 'hosted' } = command;
      const registered = { registeredBy: viewer.userId, createdAt: tx.now, suspendedAt: null, revokedAt: null };
      const gateway = new Gateway({ id, name, kind, tokenHash: hash, ...registered });
      await this.gateways.insert(tx, gateway);
      await this.keys.add(tx, secret);
      return { gateway, webhookSecret: secret.text, token };
    });
  }
}
