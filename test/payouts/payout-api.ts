import { createApiServer, type ApiServer } from '../../api/server.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import { OutboxRelay } from '../../infra/nats/outbox-relay.ts';
import { openStream } from '../api/small/events.ts';
import type { Member } from '../governance/members.ts';
import { openPayoutHouse, type PayoutHouse } from './payout-house.ts';

export interface Answered {
  readonly data: Record<string, { userErrors?: { code: string; field: string[] | null }[] } | null> | null;
  readonly errors?: { extensions: { code: string } }[];
}

/** The API over HTTP on a house of payouts, with two operators, a payee and a stranger. A token is a user's id. */
export class PayoutApi {
  private constructor(
    readonly house: PayoutHouse,
    readonly url: string,
    readonly operators: readonly [Viewer, Viewer],
    readonly payee: Member,
    readonly stranger: Member,
    private readonly server: ApiServer,
  ) {}

  static async open(): Promise<PayoutApi> {
    const house = await openPayoutHouse();
    const { config, feed, logger } = house.ground;
    const operators = [await house.operator(), await house.operator()] as const;
    const theirs = new Set(operators.map(({ userId }) => userId));
    const server = await createApiServer({
      resolvers: house.payouts.wired.resolvers,
      nodes: house.payouts.wired.nodes,
      authenticate: async (userId) => ({ userId, isOperator: theirs.has(userId), sessionId: null }),
      instance: config.instance,
      eventFeed: feed,
      logger,
      ready: async () => true,
      mounts: [],
    });
    const { url } = await server.listen(0, '127.0.0.1');
    const payee = await house.payee(50_000_000n);
    return new PayoutApi(house, url, operators, payee, await house.members.join(), server);
  }

  async ask({ userId }: Viewer, query: string, variables: object = {}): Promise<Answered> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${userId}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answered;
  }

  /** What one root field answers. */
  async read<T>(viewer: Viewer, field: string, query: string, variables: object = {}): Promise<T> {
    const { data, errors } = await this.ask(viewer, query, variables);
    if (!data) throw new Error(JSON.stringify(errors));
    return data[field] as T;
  }

  /** A mutation with its one input; answers the code with which it was refused, or `done`. */
  async refusal(viewer: Viewer, mutation: string, type: string, input: object): Promise<string> {
    const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code field } } }`;
    const { data, errors } = await this.ask(viewer, query, { input });
    return errors?.[0]?.extensions.code ?? data?.[mutation]?.userErrors?.[0]?.code ?? 'done';
  }

  /** The id of a new payout of the payee. */
  async request(amountMicros: string): Promise<string> {
    const input = { source: 'OWNER', currency: 'EUR', amountMicros, idempotencyKey: amountMicros };
    const query = `mutation ($input: RequestPayoutInput!) { requestPayout(input: $input) { payout { id } userErrors { code } } }`;
    const asked = await this.read<{ payout: { id: string } }>(this.payee.viewer, 'requestPayout', query, { input });
    return asked.payout.id;
  }

  /** The first thing that a subscriber hears of what happens. */
  async heard(viewer: Viewer, subscription: string, happen: () => Promise<void>): Promise<unknown> {
    const live = new AbortController();
    const { dataSource, nats, subjects } = this.house.ground;
    const { events } = await openStream(this.url, subscription, { token: viewer.userId, signal: live.signal });
    const next = events.next();
    await happen();
    await new OutboxRelay(dataSource, nats, subjects).execute();
    const { value } = await next;
    live.abort();
    return (value as { data: { data: unknown } }).data.data;
  }

  async close(): Promise<void> {
    await this.server.close(1_000);
    await this.house.close();
  }
}
