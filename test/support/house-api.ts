import { createApiServer, type ApiServer } from '../../api/server.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import { OutboxRelay } from '../../infra/nats/outbox-relay.ts';
import type { Ground, Wired } from '../../wiring/parts.ts';
import { openStream } from '../api/small/events.ts';

export interface Answered<Data = Record<string, unknown>> {
  readonly data: Data | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

type Doors = Pick<Wired, 'resolvers' | 'nodes'>;

/** The GraphQL API of some contexts behind a real server. The caller is whom the test says: a token is a user's id. */
export class HouseApi {
  private constructor(
    private readonly ground: Ground,
    readonly url: string,
    private readonly server: ApiServer,
  ) {}

  static async open(ground: Ground, { resolvers, nodes }: Doors, operatorIds: readonly Id[]): Promise<HouseApi> {
    const { config, feed, logger } = ground;
    const server = await createApiServer({
      resolvers,
      nodes,
      authenticate: async (userId) => ({ userId, isOperator: operatorIds.includes(userId), sessionId: null }),
      instance: config.instance,
      eventFeed: feed,
      logger,
      ready: async () => true,
      mounts: [],
    });
    const { url } = await server.listen(0, '127.0.0.1');
    return new HouseApi(ground, url, server);
  }

  async ask<Data>({ userId }: Viewer, query: string, variables: object = {}): Promise<Answered<Data>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${userId}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answered<Data>;
  }

  /** The first thing that a subscriber hears of what happens; what happened before has been told. */
  async heard(viewer: Viewer, subscription: string, happen: () => Promise<unknown>): Promise<unknown> {
    const { dataSource, nats, subjects } = this.ground;
    const relay = new OutboxRelay(dataSource, nats, subjects);
    while (await relay.execute());
    const live = new AbortController();
    const { events } = await openStream(this.url, subscription, { token: viewer.userId, signal: live.signal });
    const next = events.next();
    await happen();
    await relay.execute();
    const { value } = await next;
    live.abort();
    return (value as { data: { data: unknown } }).data.data;
  }

  close(): Promise<void> {
    return this.server.close(1_000);
  }
}
