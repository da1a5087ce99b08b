import type {
  ApiKeys,
  CreateApiKey,
  Probes,
  RecordProbe,
  RevokeApiKey,
  SequenceGaps,
  UsageRefusals,
} from '../../domain/metering/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import type { NodeLoader } from '../shared/index.ts';
import { ApiKeyResolver } from './api-key.resolver.ts';
import { GapResolver } from './gap.resolver.ts';
import { GatewayRightsResolver, LicenceFields, type GatewayRightsUseCases } from './gateway-rights.resolver.ts';
import { GatewayResolver, type GatewayUseCases } from './gateway.resolver.ts';
import { ParkedResolver, ReplayFields, type ParkedUseCases } from './parked.resolver.ts';
import { ProbeResolver } from './probe.resolver.ts';
import { RefusalCountFields, RefusalResolver } from './refusal.resolver.ts';

export { ApiKeyResolver } from './api-key.resolver.ts';
export { GapResolver } from './gap.resolver.ts';
export { GatewayRightsResolver, LicenceFields } from './gateway-rights.resolver.ts';
export { GatewayResolver } from './gateway.resolver.ts';
export { ParkedResolver, ReplayFields } from './parked.resolver.ts';
export { ProbeResolver } from './probe.resolver.ts';
export { RefusalCountFields, RefusalResolver } from './refusal.resolver.ts';
export { UsageStateEnum } from './usage-state.type.ts';
export { gatewayIn, sourceOf } from './source.ts';

export interface MeteringUseCases extends GatewayUseCases, GatewayRightsUseCases, ParkedUseCases {
  readonly refusals: UsageRefusals;
  readonly sequenceGaps: SequenceGaps;
  readonly probes: Probes;
  readonly recordProbe: RecordProbe;
  readonly apiKeys: ApiKeys;
  readonly createApiKey: CreateApiKey;
  readonly revokeApiKey: RevokeApiKey;
}

export function meteringResolvers(useCases: MeteringUseCases): object[] {
  const { apiKeys, createApiKey, revokeApiKey } = useCases;
  return [
    new GatewayResolver(useCases),
    new GatewayRightsResolver(useCases),
    new LicenceFields(),
    new RefusalResolver(useCases.refusals),
    new RefusalCountFields(),
    new ParkedResolver(useCases),
    new ReplayFields(),
    new GapResolver(useCases.sequenceGaps),
    new ProbeResolver(useCases.probes, useCases.recordProbe),
    new ApiKeyResolver(apiKeys, createApiKey, revokeApiKey),
  ];
}

/** A key exists for its customer only; all else here for operators only. */
export function meteringNodes(useCases: MeteringUseCases): NodeLoader[] {
  const { gateways, licences, replays, sequenceGaps, probes, apiKeys } = useCases;
  const forOperators = (type: string, all: { byId(id: Id): Promise<object | null> }): NodeLoader => {
    return { type, load: async (viewer, id) => (viewer.isOperator ? all.byId(id) : null) };
  };
  return [
    forOperators('Gateway', gateways),
    forOperators('GatewayLicence', licences),
    forOperators('UsageReplay', replays),
    forOperators('GatewayGap', sequenceGaps),
    forOperators('Probe', probes),
    {
      type: 'ApiKey',
      load: async (viewer, id) => {
        const key = await apiKeys.byId(id);
        return key?.customerId === viewer.userId ? key : null;
      },
    },
  ];
}
