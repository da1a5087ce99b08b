import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Case } from '../../domain/cases/index.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import type { Customer } from '../revenue/market.ts';
import { openCaseHouse, type CaseHouse } from './case-house.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let [house, strict] = [] as unknown as [CaseHouse, CaseHouse];
beforeAll(async () => {
  house = await openCaseHouse();
  strict = await openCaseHouse({ COMMONPOOL_SUSPEND_ON_GAP: 'true' });
});
afterAll(async () => {
  for (const one of [house, strict]) {
    expect([...(await one.market.faults()), ...(await one.cases.auditCases.execute())]).toEqual([]);
    await one.close();
  }
});

interface Edge {
  readonly gatewayId: string;
  readonly customer: Customer;
  readonly modelId: string;
}

async function edge({ market }: CaseHouse): Promise<Edge> {
  const { gateway } = await market.money.registerGateway.execute({ viewer: market.operator, name: 'edge' });
  const customer = await market.customer(1_000_000n);
  return { gatewayId: gateway.id, customer, modelId: (await market.publish()).id };
}

async function settle({ market }: CaseHouse, { gatewayId, customer, modelId }: Edge, ...numbers: bigint[]) {
  const events = await Promise.all(numbers.map((sequence) => market.event(customer, modelId, { sequence })));
  await market.money.recordUsage.execute({ id: gatewayId, kind: 'hosted' }, events);
  await market.money.postUsage.execute(market.queued.splice(0));
}

/** The numbers 2 and 3 are missing for long enough to be reported. */
async function gap(at: CaseHouse): Promise<Edge> {
  const one = await edge(at);
  await settle(at, one, 1n, 4n);
  await at.market.money.watchSequences.execute();
  await at.market.db.clock.advance(16 * MINUTE_MS);
  await at.market.money.watchSequences.execute();
  return one;
}

async function probe(at: CaseHouse): Promise<Edge> {
  const one = await edge(at);
  const { gatewayId, customer, modelId: modelVersionId } = one;
  const calledAt = await at.market.db.clock.now();
  const call = { gatewayId, modelVersionId, keyId: customer.keyId, calledAt, units: { queries: 1 } };
  await at.market.money.recordProbe.execute({ viewer: at.market.operator, ...call });
  await at.market.db.clock.advance(2 * HOUR_MS);
  await at.market.money.checkProbes.execute();
  return one;
}

const raise = (at: CaseHouse) => at.cases.raiseMeteringCases.execute();

async function casesOf(at: CaseHouse, { gatewayId }: Edge): Promise<Case[]> {
  const { items } = await at.cases.cases.list({}, { limit: 100, direction: 'forward' });
  return items.filter((one) => one.gatewayId === gatewayId);
}

const suspendedAt = async ({ market }: CaseHouse, { gatewayId }: Edge) =>
  (await market.money.gateways.byId(gatewayId))?.suspendedAt ?? null;

test('a gap and a failed probe each raise one case, however many workers look how often', async () => {
  const [missing, unreported] = [await gap(house), await probe(house)];
  await Promise.all([raise(house), raise(house), raise(house)]);
  await raise(house);
  const [[one, ...more], [other, ...others]] = [await casesOf(house, missing), await casesOf(house, unreported)];
  expect([more, others]).toEqual([[], []]);
  expect(one).toMatchObject({ kind: 'metering-gap', state: 'open', openerId: null });
  expect(one?.statement).toContain('2 to 3');
  expect(other).toMatchObject({ kind: 'probe', state: 'open' });
  expect(await suspendedAt(house, missing)).toBeNull();
});

test('an instance that wants it suspends the gateway with the case, in nobody’s name', async () => {
  for (const one of [await gap(strict), await probe(strict)]) {
    await Promise.all([raise(strict), raise(strict)]);
    expect(await suspendedAt(strict, one)).not.toBeNull();
    const rows = await strict.market.db.dataSource.query<{ suspended_by: string | null; reason: string }[]>(
      'SELECT suspended_by, reason FROM gateway_suspensions WHERE gateway_id = $1',
      [one.gatewayId],
    );
    const [raised] = await casesOf(strict, one);
    expect(rows).toEqual([{ suspended_by: null, reason: `Case ${raised?.id}` }]);
  }
});

test('a gateway that was revoked meanwhile has its case all the same', async () => {
  const one = await gap(strict);
  await strict.market.money.revokeGateway.execute({ viewer: strict.market.operator, gatewayId: one.gatewayId });
  await raise(strict);
  expect(await casesOf(strict, one)).toHaveLength(1);
});

test('a case ends by itself when late events close its gap, and is not raised again', async () => {
  const one = await gap(house);
  await raise(house);
  await settle(house, one, 2n, 3n);
  await house.market.money.watchSequences.execute();
  await Promise.all([raise(house), raise(house)]);
  const [closed, ...more] = await casesOf(house, one);
  expect(more).toEqual([]);
  expect(closed).toMatchObject({ state: 'closed', outcome: 'no-action', reason: 'resolved' });
  const steps = await house.cases.caseSteps.ofCases([closed!.id]);
  expect(steps.map(({ kind, note }) => [kind, note])).toEqual([
    ['opened', null],
    ['resolved', 'Late events have closed the gap.'],
  ]);
});

test('an operator suspends, warns or lets go', async () => {
  const operator = await house.operator();
  for (const outcome of ['suspend-gateway', 'warn', 'no-action'] as const) {
    const one = await probe(house);
    await raise(house);
    const [raised] = await casesOf(house, one);
    const taken = await house.take(raised as Case, operator);
    const closed = await house.decide(taken, operator, { outcome, reason: 'metering-fault' });
    expect(closed).toMatchObject({ state: 'closed', outcome });
    expect((await suspendedAt(house, one)) !== null).toBe(outcome === 'suspend-gateway');
  }
});

test('a case that nobody decided is escalated when its deadline has passed, once, and stays open', async () => {
  const one = await probe(house);
  await raise(house);
  await house.cases.escalateCases.execute();
  const [raised] = (await casesOf(house, one)) as [Case];
  expect(raised.escalatedAt).toBeNull();
  await house.market.db.clock.advance(15 * 24 * HOUR_MS);
  await Promise.all([house.cases.escalateCases.execute(), house.cases.escalateCases.execute()]);
  while (await house.cases.escalateCases.execute());
  const late = await house.read(raised);
  expect(late).toMatchObject({ state: 'open', version: 2 });
  expect(late.escalatedAt).not.toBeNull();
  const { items } = await house.cases.cases.list({ overdue: true }, { limit: 100, direction: 'forward' });
  expect(items.map(({ id }) => id)).toContain(raised.id);
  const operator: Viewer = await house.operator();
  await house.decide(await house.take(late, operator), operator, { outcome: 'warn', reason: 'metering-fault' });
});
