import { createApiServer } from '../../api/server.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import { openMarket, type Market } from '../revenue/market.ts';

export interface Asked {
  readonly data: never;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

export interface Desk {
  readonly market: Market;
  readonly url: string;
  /** `as`: the operator, or the id of a user who is none. */
  ask(as: string, query: string, variables?: object): Promise<Asked>;
  close(): Promise<void>;
}

/** A market with its whole API in front: accounts, money, and both doors of gateways. */
export async function openDesk(environment: Readonly<Record<string, string>> = {}): Promise<Desk> {
  const market = await openMarket(environment);
  const { identity } = market.members;
  const { config, feed, logger } = market.ground;
  const parts = [identity.wired, market.money.wired];
  const server = await createApiServer({
    resolvers: parts.flatMap(({ resolvers }) => resolvers),
    nodes: parts.flatMap(({ nodes }) => nodes),
    mounts: parts.flatMap(({ mounts = [] }) => mounts),
    authenticate: (token) => viewerOf(market, token),
    instance: config.instance,
    eventFeed: feed,
    logger,
    ready: async () => true,
  });
  const { url } = await server.listen(0, '127.0.0.1');
  return {
    market,
    url,
    ask: async (as, query, variables = {}) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${as}` },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Asked;
    },
    close: async () => {
      await server.close(1_000);
      await market.close();
    },
  };
}

async function viewerOf(market: Market, token: string): Promise<Viewer | null> {
  if (token === 'operator') return market.operator;
  if (token.length === 36) return { userId: token, isOperator: false, sessionId: null };
  return market.members.identity.authenticate.execute(token);
}
