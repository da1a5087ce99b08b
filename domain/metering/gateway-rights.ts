import type { ServingRights } from '../mandates/index.ts';
import type { ModelVersion } from '../models/index.ts';
import type { Id } from '../shared/index.ts';
import { mayServe } from './licence.ts';
import type { Licences } from './oversight-ports.ts';
import type { Gateways } from './ports.ts';

/** For whoever sells tickets: a call that the gateway may not serve must not be paid before it is refused. */
export class GatewayRights implements ServingRights {
  constructor(
    private readonly gateways: Pick<Gateways, 'byId'>,
    private readonly licences: Pick<Licences, 'ofVersions'>,
  ) {}

  async servable(
    gatewayId: Id,
    versions: readonly Pick<ModelVersion, 'id' | 'releaseMode'>[],
  ): Promise<ReadonlySet<Id>> {
    const gateway = await this.gateways.byId(gatewayId);
    if (!gateway) return new Set();
    const ids = versions.map(({ id }) => id);
    const licences = gateway.kind === 'licensed' ? await this.licences.ofVersions(gatewayId, ids) : [];
    const licensed = new Set(licences.filter(({ endedAt }) => endedAt === null).map((one) => one.modelVersionId));
    const may = versions.filter(({ id, releaseMode }) => mayServe(gateway.kind, releaseMode, licensed.has(id)));
    return new Set(may.map(({ id }) => id));
  }
}
