import { sha256Hex } from '../shared/index.ts';
import { GatewaySuspended, GatewayUnknown } from './errors.ts';
import type { Gateway } from './gateway.ts';
import type { Gateways } from './ports.ts';

/** Who shows this token. Throws GATEWAY_UNKNOWN; and GATEWAY_SUSPENDED, so that no door opens to a suspended one. */
export class AuthenticateGateway {
  constructor(private readonly gateways: Gateways) {}

  async execute(token: string | undefined): Promise<Gateway> {
    const gateway = token?.startsWith('cpg_') ? await this.gateways.byTokenHash(sha256Hex(token)) : null;
    if (!gateway || gateway.revokedAt) throw new GatewayUnknown();
    if (gateway.suspendedAt) throw new GatewaySuspended();
    return gateway;
  }
}
