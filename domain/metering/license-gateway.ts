import { InvalidInput, newId, NotFound, type Id, type Transactions } from '../shared/index.ts';
import { assertOperator, type Viewer } from '../identity/index.ts';
import type { ModelVersions } from '../models/index.ts';
import { GatewayRevoked } from './errors.ts';
import { Licence } from './licence.ts';
import type { Licences } from './oversight-ports.ts';
import type { Gateways } from './ports.ts';

/** A partner's gateway may serve a version whose release mode is `licensed-gateway`, from now on. */
export class LicenseGateway {
  constructor(
    private readonly transactions: Transactions,
    private readonly gateways: Gateways,
    private readonly licences: Licences,
    private readonly modelVersions: Pick<ModelVersions, 'byId'>,
  ) {}

  /** Throws NOT_FOUND, INVALID_INPUT, GATEWAY_REVOKED. Where it has a licence that holds, answers that one. */
  async execute(command: { viewer: Viewer; gatewayId: Id; modelVersionId: Id }): Promise<Licence> {
    const { viewer, gatewayId, modelVersionId } = command;
    assertOperator(viewer);
    const version = await this.modelVersions.byId(modelVersionId);
    if (!version) throw new NotFound('The model version', ['modelVersionId']);
    if (version.releaseMode !== 'licensed-gateway') {
      throw new InvalidInput(['modelVersionId'], 'Only versions whose release mode is LICENSED_GATEWAY are licensed.');
    }
    return this.transactions.run(async (tx) => {
      const gateway = await this.gateways.lock(tx, gatewayId);
      if (!gateway) throw new NotFound('The gateway', ['gatewayId']);
      if (gateway.revokedAt) throw new GatewayRevoked();
      if (gateway.kind !== 'licensed') {
        throw new InvalidInput(['gatewayId'], 'Only gateways that were registered as LICENSED take licences.');
      }
      const held = await this.licences.held(tx, gatewayId, modelVersionId);
      if (held) return held;
      const granted = { grantedBy: viewer.userId, grantedAt: tx.now, endedBy: null, endedAt: null };
      const licence = new Licence({ id: newId(), gatewayId, modelVersionId, ...granted });
      await this.licences.insert(tx, licence);
      return licence;
    });
  }
}
