import type { SeeCapTable, Valuations } from '../../domain/attribution/index.ts';
import type { NodeLoader } from '../shared/index.ts';
import { CapTableResolver, ValuationResolver } from './attribution.resolver.ts';

export { CapTableResolver, ValuationResolver } from './attribution.resolver.ts';
export { CapTableType } from './cap-table.type.ts';

export interface AttributionApi {
  readonly seeCapTable: SeeCapTable;
  readonly valuations: Valuations;
}

export function attributionResolvers(api: AttributionApi): object[] {
  return [new CapTableResolver(api.seeCapTable), new ValuationResolver(api.valuations)];
}

export function attributionNodes({ seeCapTable }: Pick<AttributionApi, 'seeCapTable'>): NodeLoader[] {
  return [{ type: 'CapTable', load: (viewer, id) => seeCapTable.byId(viewer, id) }];
}
