import { modelsResolvers } from '../../api/models/index.ts';
import { createApiServer } from '../../api/server.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import { postgresModels } from '../../infra/postgres/models/index.ts';
import type { Market } from './market.ts';

export interface Answer {
  readonly data: never;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

export interface MarketApi {
  /** `who`: the viewer's user id is the token here; an operator's too. */
  ask(who: Viewer, query: string, variables?: object): Promise<Answer>;
  close(): Promise<void>;
}

/** The market's resolvers behind a real server, where the caller is whom the test says. */
export async function openMarketApi(market: Market): Promise<MarketApi> {
  const { config, dataSource, feed, logger } = market.ground;
  const catalogue = modelsResolvers({ ...postgresModels(dataSource), proposePublish: {} as never });
  const isOperator = (userId: string) => userId === market.operator.userId;
  const server = await createApiServer({
    resolvers: [...catalogue, ...market.money.wired.resolvers],
    nodes: market.money.wired.nodes,
    authenticate: async (token) => ({ userId: token, isOperator: isOperator(token), sessionId: null }),
    instance: config.instance,
    eventFeed: feed,
    logger,
    ready: async () => true,
    mounts: [],
  });
  const { url } = await server.listen(0, '127.0.0.1');
  return {
    ask: async ({ userId }, query, variables = {}) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${userId}` },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answer;
    },
    close: () => server.close(1_000),
  };
}
