import { sha256Hex } from '../shared/index.ts';
import { GatewayUnknown } from './errors.ts';
import type { Gateway } from './gateway.ts';
import type { Gateways } from './ports.ts';

export class AuthenticateGateway {
  constructor(private readonly gateways: Gateways) {}

  async execute(token: string | undefined): Promise<Gateway> {
    const gateway = token?.startsWith('cpg_') ? await this.gateways.byTokenHash(sha256Hex(token)) : null;
    if (!gateway || gateway.revokedAt) throw new GatewayUnknown();
    return gateway;
  }
}
