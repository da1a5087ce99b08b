import { createApiServer, type ApiServer } from '../../api/server.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import { OutboxRelay } from '../../infra/nats/outbox-relay.ts';
import { openStream } from '../api/small/events.ts';
import { openCaseHouse, type CaseHouse } from './case-house.ts';

export interface Answered {
  readonly data: Record<string, unknown> | null;
  readonly errors?: { extensions: { code: string } }[];
}

type Acted = { readonly userErrors?: readonly { code: string }[] } | null;

/** The API over HTTP on a house of cases, with two operators. A token is a user's id. */
export class CaseApi {
  private constructor(
    readonly house: CaseHouse,
    readonly url: string,
    readonly operators: readonly [Viewer, Viewer],
    private readonly server: ApiServer,
  ) {}

  static async open(): Promise<CaseApi> {
    const house = await openCaseHouse();
    const { config, feed, logger } = house.market.ground;
    const operators = [await house.operator('first'), await house.operator('second')] as const;
    const theirs = new Set(operators.map(({ userId }) => userId));
    const server = await createApiServer({
      resolvers: house.cases.wired.resolvers,
      nodes: house.cases.wired.nodes,
      authenticate: async (userId) => ({ userId, isOperator: theirs.has(userId), sessionId: null }),
      instance: config.instance,
      eventFeed: feed,
      logger,
      ready: async () => true,
      mounts: [],
    });
    const { url } = await server.listen(0, '127.0.0.1');
    return new CaseApi(house, url, operators, server);
  }

  async ask({ userId }: Viewer, query: string, variables: object = {}): Promise<Answered> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${userId}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answered;
  }

  /** What a mutation makes of a case, or the code with which it is refused. */
  async act(viewer: Viewer, mutation: string, type: string, input: object): Promise<string | Record<string, unknown>> {
    const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) {
      case { id state version outcome needsSecond amountMicros digest } userErrors { code } } }`;
    const { data, errors } = await this.ask(viewer, query, { input });
    const acted = data?.[mutation] as (Acted & { case: Record<string, unknown> }) | undefined;
    return errors?.[0]?.extensions.code ?? acted?.userErrors?.[0]?.code ?? acted?.case ?? 'nothing';
  }

  /** The first thing that a subscriber hears after what happens. */
  async heard(viewer: Viewer, subscription: string, happen: () => Promise<unknown>): Promise<unknown> {
    const live = new AbortController();
    const { dataSource, nats, subjects } = this.house.market.ground;
    const relay = new OutboxRelay(dataSource, nats, subjects);
    while (await relay.execute());
    const { events } = await openStream(this.url, subscription, { token: viewer.userId, signal: live.signal });
    const next = events.next();
    await happen();
    await relay.execute();
    const { value } = await next;
    live.abort();
    return (value as { data: { data: unknown } }).data.data;
  }

  async close(): Promise<void> {
    await this.server.close(1_000);
    await this.house.close();
  }
}
