import type { ApiKeys, CreateApiKey, RevokeApiKey, UsageRefusals } from '../../domain/metering/index.ts';
import type { NodeLoader } from '../shared/index.ts';
import { ApiKeyResolver } from './api-key.resolver.ts';
import { GatewayRightsResolver, LicenceFields, type GatewayRightsUseCases } from './gateway-rights.resolver.ts';
import { GatewayResolver, type GatewayUseCases } from './gateway.resolver.ts';
import { ParkedResolver, ReplayFields, type ParkedUseCases } from './parked.resolver.ts';
import { RefusalCountFields, RefusalResolver } from './refusal.resolver.ts';

export { ApiKeyResolver } from './api-key.resolver.ts';
export { GatewayRightsResolver, LicenceFields } from './gateway-rights.resolver.ts';
export { GatewayResolver } from './gateway.resolver.ts';
export { ParkedResolver, ReplayFields } from './parked.resolver.ts';
export { RefusalCountFields, RefusalResolver } from './refusal.resolver.ts';
export { UsageStateEnum } from './usage-state.type.ts';
export { gatewayIn, sourceOf } from './source.ts';

export interface MeteringUseCases extends GatewayUseCases, GatewayRightsUseCases, ParkedUseCases {
  readonly refusals: UsageRefusals;
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
    new ApiKeyResolver(apiKeys, createApiKey, revokeApiKey),
  ];
}

/** A gateway exists for operators only, a key for its customer only. */
export function meteringNodes({
  gateways,
  licences,
  replays,
  apiKeys,
}: Pick<MeteringUseCases, 'gateways' | 'licences' | 'replays' | 'apiKeys'>): NodeLoader[] {
  return [
    { type: 'Gateway', load: async (viewer, id) => (viewer.isOperator ? gateways.byId(id) : null) },
    { type: 'GatewayLicence', load: async (viewer, id) => (viewer.isOperator ? licences.byId(id) : null) },
    { type: 'UsageReplay', load: async (viewer, id) => (viewer.isOperator ? replays.byId(id) : null) },
    {
      type: 'ApiKey',
      load: async (viewer, id) => {
        const key = await apiKeys.byId(id);
        return key?.customerId === viewer.userId ? key : null;
      },
    },
  ];
}
