import { modelsResolvers } from '../../api/models/index.ts';
import { postgresModels } from '../../infra/postgres/models/index.ts';
import { HouseApi } from '../support/house-api.ts';
import type { Market } from './market.ts';

/** The market's resolvers over HTTP, with its one operator. */
export async function openMarketApi(market: Market): Promise<HouseApi> {
  const { resolvers, nodes } = market.money.wired;
  const catalogue = modelsResolvers({
    ...postgresModels(market.ground.dataSource),
    proposePublish: {} as never,
    proposeAsMember: {} as never,
    proposeRepricing: {} as never,
  });
  return HouseApi.open(market.ground, { resolvers: [...catalogue, ...resolvers], nodes }, [market.operator.userId]);
}
