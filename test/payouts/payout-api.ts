import type { Viewer } from '../../domain/identity/index.ts';
import type { Member } from '../governance/members.ts';
import { HouseApi, type Answered } from '../support/house-api.ts';
import { openPayoutHouse, type PayoutHouse } from './payout-house.ts';

type Data = Record<string, { userErrors?: { code: string; field: string[] | null }[] } | null>;

/** The API over HTTP on a house of payouts, with two operators, a payee and a stranger. */
export class PayoutApi {
  private constructor(
    readonly house: PayoutHouse,
    readonly operators: readonly [Viewer, Viewer],
    readonly payee: Member,
    readonly stranger: Member,
    private readonly api: HouseApi,
  ) {}

  static async open(): Promise<PayoutApi> {
    const house = await openPayoutHouse();
    const operators = [await house.operator(), await house.operator()] as const;
    const ids = operators.map(({ userId }) => userId);
    const api = await HouseApi.open(house.ground, house.payouts.wired, ids);
    return new PayoutApi(house, operators, await house.payee(50_000_000n), await house.members.join(), api);
  }

  get url(): string {
    return this.api.url;
  }

  ask(viewer: Viewer, query: string, variables: object = {}): Promise<Answered<Data>> {
    return this.api.ask(viewer, query, variables);
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

  heard(viewer: Viewer, subscription: string, happen: () => Promise<unknown>): Promise<unknown> {
    return this.api.heard(viewer, subscription, happen);
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.house.close();
  }
}
