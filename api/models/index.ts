import type { ModelVersions, ProposePublish, ProposeRepricing } from '../../domain/models/index.ts';
import type { ProposeAsMember } from '../../domain/pools/index.ts';
import type { NodeLoader } from '../shared/index.ts';
import { ModelStateResolver } from './model-state.resolver.ts';
import { RepricingResolver } from './repricing.resolver.ts';
import { ModelsResolver } from './models.resolver.ts';

export { ModelVersionType } from './model-version.type.ts';
export { ModelStateResolver } from './model-state.resolver.ts';
export { RepricingResolver } from './repricing.resolver.ts';
export { ModelsResolver } from './models.resolver.ts';

export interface ModelsApi {
  readonly modelVersions: ModelVersions;
  readonly proposePublish: ProposePublish;
  readonly proposeAsMember: ProposeAsMember;
  readonly proposeRepricing: ProposeRepricing;
}

export function modelsResolvers(api: ModelsApi): object[] {
  return [
    new ModelsResolver(api.modelVersions, api.proposePublish),
    new ModelStateResolver(api.modelVersions, api.proposeAsMember),
    new RepricingResolver(api.proposeRepricing),
  ];
}

export function modelsNodes({ modelVersions }: Pick<ModelsApi, 'modelVersions'>): NodeLoader[] {
  return [{ type: 'ModelVersion', load: (_viewer, id) => modelVersions.byId(id) }];
}
