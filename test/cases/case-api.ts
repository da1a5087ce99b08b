import type { Viewer } from '../../domain/identity/index.ts';
import { HouseApi, type Answered } from '../support/house-api.ts';
import { openCaseHouse, type CaseHouse } from './case-house.ts';

type Acted = { readonly case: Record<string, unknown> | null; readonly userErrors: readonly { code: string }[] };

/** The API over HTTP on a house of cases, with two operators. */
export class CaseApi {
  private constructor(
    readonly house: CaseHouse,
    readonly operators: readonly [Viewer, Viewer],
    private readonly api: HouseApi,
  ) {}

  static async open(): Promise<CaseApi> {
    const house = await openCaseHouse();
    const operators = [await house.operator('first'), await house.operator('second')] as const;
    const ids = operators.map(({ userId }) => userId);
    return new CaseApi(house, operators, await HouseApi.open(house.market.ground, house.cases.wired, ids));
  }

  ask(viewer: Viewer, query: string, variables: object = {}): Promise<Answered> {
    return this.api.ask(viewer, query, variables);
  }

  /** What a mutation makes of a case, or the code with which it is refused. */
  async act(viewer: Viewer, mutation: string, type: string, input: object): Promise<string | Record<string, unknown>> {
    const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) {
      case { id state version outcome needsSecond amountMicros digest } userErrors { code } } }`;
    const { data, errors } = await this.api.ask<Record<string, Acted>>(viewer, query, { input });
    const acted = data?.[mutation];
    return errors?.[0]?.extensions.code ?? acted?.userErrors[0]?.code ?? acted?.case ?? 'nothing';
  }

  heard(viewer: Viewer, subscription: string, happen: () => Promise<unknown>): Promise<unknown> {
    return this.api.heard(viewer, subscription, happen);
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.house.close();
  }
}
