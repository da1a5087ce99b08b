import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import { ProbeExists, type Probe, type ProbeCommand } from '../../domain/metering/index.ts';
import { changed, Forbidden, InvalidInput, newId, NotFound } from '../../domain/shared/index.ts';
import type { Customer, Market } from '../revenue/market.ts';
import { openDesk, type Desk } from './desk.ts';

const MINUTE_MS = 60_000;

let desk: Desk;
let market: Market;
let plain: Customer;
let modelVersionId: string;
beforeAll(async () => {
  desk = await openDesk();
  ({ market } = desk);
  plain = await market.customer();
  modelVersionId = (await market.publish()).id;
});
afterAll(() => desk.close());

const now = () => market.db.clock.now();
const check = () => market.money.checkProbes.execute();
const later = (minutes: number) => market.db.clock.advance(minutes * MINUTE_MS);

async function record(differences: Partial<ProbeCommand> = {}): Promise<Probe> {
  const called = { gatewayId: market.gatewayId, modelVersionId, keyId: plain.keyId, units: { queries: 1 } };
  return market.money.recordProbe.execute({
    viewer: market.operator,
    calledAt: await now(),
    ...called,
    ...differences,
  });
}

async function report(probe: Probe, differences = {}): Promise<void> {
  const { calledAt: occurredAt, units } = probe;
  await market.record([await market.event(plain, probe.modelVersionId, { occurredAt, ...units, ...differences })]);
}

const stateOf = async ({ id }: Probe) => (await market.money.probes.byId(id))?.state;

test('a probe stays sealed for an hour; then it is known whether its call was reported, as it was', async () => {
  const reported = await record();
  await report(reported);
  await later(11);
  const wrong = await record({ units: { queries: 5 } });
  await report(wrong, { queries: 1 });
  await later(11);
  const dropped = await record();
  await later(37);
  expect(await check()).toBe(false);
  expect(await stateOf(reported)).toBe('sealed');
  await later(60);
  expect([await check(), await check()]).toEqual([true, false]);
  expect([await stateOf(reported), await stateOf(wrong), await stateOf(dropped)]).toEqual([
    'reported',
    'misreported',
    'unreported',
  ]);
  const events = await market.db.dataSource.query<{ payload: { probeId: string; state: string } }[]>(
    'SELECT payload FROM outbox WHERE subject = $1 ORDER BY seq',
    [`metering.probe.${market.gatewayId}`],
  );
  expect(events.map(({ payload }) => [payload.probeId, payload.state])).toEqual([
    [reported.id, 'reported'],
    [wrong.id, 'misreported'],
    [dropped.id, 'unreported'],
  ]);
});

test('a verdict is final: a report that comes after it changes nothing', async () => {
  const probe = await record();
  await later(61);
  await check();
  await report(probe);
  await check();
  expect(await stateOf(probe)).toBe('unreported');
  const change = (sql: string) => market.db.dataSource.query(sql, [probe.id]);
  await expect(change(`UPDATE usage_probes SET state = 'sealed', checked_at = NULL WHERE id = $1`)).rejects.toThrow(
    'never changed',
  );
  await expect(change('DELETE FROM usage_probes WHERE id = $1')).rejects.toThrow('never changed');
});

test('the call of another gateway, key or version is not the report', async () => {
  const probe = await record();
  const other = await market.customer();
  await market.record([await market.event(other, modelVersionId, { occurredAt: probe.calledAt })]);
  const { id: otherModel } = await market.publish();
  await report(changed(probe, { modelVersionId: otherModel }), { occurredAt: await now() });
  const { registerGateway, recordUsage } = market.money;
  const { gateway } = await registerGateway.execute({ viewer: market.operator, name: 'other' });
  await recordUsage.execute(gateway, [await market.event(plain, modelVersionId, { occurredAt: probe.calledAt })]);
  await later(61);
  await check();
  expect(await stateOf(probe)).toBe('unreported');
});

test('a call that was found for one probe is not found for the next, also in a later check', async () => {
  const first = await record();
  await report(first);
  await later(2);
  const second = await record();
  await later(58);
  await check();
  expect([await stateOf(first), await stateOf(second)]).toEqual(['reported', 'sealed']);
  await later(2);
  await check();
  expect(await stateOf(second)).toBe('unreported');
});

test('of two checks at once one decides', async () => {
  const probes = [];
  for (let i = 0; i < 8; i += 1) {
    probes.push(await record());
    if (i % 2 === 0) await report(probes[i] as Probe);
    await later(11);
  }
  await later(60);
  await Promise.all([check(), check(), check()]);
  const states = await Promise.all(probes.map(stateOf));
  expect(states).toEqual(probes.map((_, i) => (i % 2 === 0 ? 'reported' : 'unreported')));
});

test('a suspended gateway is not judged before it has had its hour again', async () => {
  const { operator: viewer, gatewayId, money } = market;
  const probe = await record();
  await money.suspendGateway.execute({ viewer, gatewayId, reason: 'A test.' });
  await later(120);
  await check();
  await money.resumeGateway.execute({ viewer, gatewayId });
  await later(59);
  await check();
  expect(await stateOf(probe)).toBe('sealed');
  await report(probe);
  await later(1);
  await check();
  expect(await stateOf(probe)).toBe('reported');
});

test('the same call recorded again is the first record; with other units it is refused', async () => {
  const calledAt = await now();
  const first = await record({ calledAt });
  expect((await record({ calledAt })).id).toBe(first.id);
  await expect(record({ calledAt, units: { queries: 2 } })).rejects.toThrow(ProbeExists);
  const both = await Promise.all(
    [0, 1].map(async () => (await record({ calledAt: new Date(calledAt.getTime() + 1) })).id),
  );
  expect(new Set(both).size).toBe(1);
});

test('what cannot be a probe is refused by name', async () => {
  const at = async (ms: number) => new Date((await now()).getTime() + ms);
  await expect(record({ viewer: plain.viewer })).rejects.toThrow(Forbidden);
  for (const unknown of [{ gatewayId: newId() }, { modelVersionId: newId() }, { keyId: newId() }]) {
    await expect(record(unknown)).rejects.toThrow(NotFound);
  }
  for (const queries of [0, -1, 1.5, 1_000_001]) {
    await expect(record({ units: { queries } })).rejects.toThrow(InvalidInput);
  }
  await expect(record({ calledAt: await at(6 * MINUTE_MS) })).rejects.toThrow('in the future');
  await expect(record({ calledAt: await at(-60 * MINUTE_MS) })).rejects.toThrow('too old');
  expect((await record({ calledAt: await at(4 * MINUTE_MS) })).state).toBe('sealed');
});

test('an operator records and reads probes; for everybody else there are none', async () => {
  await later(10);
  const input = {
    gatewayId: toNodeId('Gateway', market.gatewayId),
    modelVersionId: toNodeId('ModelVersion', modelVersionId),
    keyId: toNodeId('ApiKey', plain.keyId),
    calledAt: (await now()).toISOString(),
    units: { queries: 2 },
  };
  const mutation = `mutation ($input: RecordProbeInput!) { recordProbe(input: $input) {
    probe { id state calledAt units { queries } gatewayId modelVersionId keyId } userErrors { code field } } }`;
  const { calledAt, units, ...ids } = input;
  const recorded = await desk.ask('operator', mutation, { input });
  expect(recorded).toMatchObject({
    data: { recordProbe: { probe: { state: 'SEALED', calledAt, units, ...ids }, userErrors: [] } },
  });
  const { id } = (recorded.data as { recordProbe: { probe: { id: string } } }).recordProbe.probe;
  expect(await desk.ask('operator', mutation, { input: { ...input, keyId: 'x' } })).toMatchObject({
    data: { recordProbe: { userErrors: [{ code: 'INVALID_ID', field: ['keyId'] }] } },
  });
  const list = `query ($id: ID) { probes(first: 1, gatewayId: $id, state: SEALED) { edges { node { id } } } }`;
  expect(await desk.ask('operator', list, { id: ids.gatewayId })).toMatchObject({
    data: { probes: { edges: [{ node: { id } }] } },
  });
  const anyone = plain.viewer.userId;
  expect(await desk.ask(anyone, mutation, { input })).toMatchObject({
    data: { recordProbe: { probe: null, userErrors: [{ code: 'FORBIDDEN' }] } },
  });
  expect((await desk.ask(anyone, list)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const node = `query ($id: ID!) { node(id: $id) { ... on Probe { state } } }`;
  expect(await desk.ask(anyone, node, { id })).toMatchObject({ data: { node: null } });
});
