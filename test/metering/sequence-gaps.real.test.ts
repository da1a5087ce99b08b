import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import { newId } from '../../domain/shared/index.ts';
import type { Customer, Market } from '../revenue/market.ts';
import { openDesk, type Desk } from './desk.ts';

const MINUTE_MS = 60_000;

let desk: Desk;
let market: Market;
let customer: Customer;
let modelId: string;
beforeAll(async () => {
  desk = await openDesk({ COMMONPOOL_GAP_DELAY_MS: String(15 * MINUTE_MS) });
  ({ market } = desk);
  customer = await market.customer(1_000_000_000n);
  modelId = (await market.publish()).id;
});
afterAll(() => desk.close());

/** A gateway of its own for each test. */
let gatewayId: string;
beforeEach(async () => {
  const { registerGateway } = market.money;
  gatewayId = (await registerGateway.execute({ viewer: market.operator, name: 'edge' })).gateway.id;
});

const watch = () => market.money.watchSequences.execute();
const later = (minutes: number) => market.db.clock.advance(minutes * MINUTE_MS);

async function accept(...sequences: number[]): Promise<void> {
  const events = await Promise.all(
    sequences.map((sequence) => market.event(customer, modelId, { sequence: BigInt(sequence) })),
  );
  await market.money.recordUsage.execute({ id: gatewayId, kind: 'hosted' }, events);
}

async function settle(...sequences: number[]): Promise<void> {
  await accept(...sequences);
  await market.money.postUsage.execute(market.queued.splice(0));
}

async function rows(): Promise<(string | boolean)[][]> {
  const kept = await market.db.dataSource.query<{ first: string; last: string; opened: boolean; closed: boolean }[]>(
    `SELECT first, last, opened_at IS NOT NULL AS opened, closed_at IS NOT NULL AS closed
     FROM sequence_gaps WHERE gateway_id = $1 ORDER BY first`,
    [gatewayId],
  );
  return kept.map(({ first, last, opened, closed }) => [`${first}-${last}`, opened ? 'open' : 'watched', closed]);
}

async function announced(): Promise<unknown[]> {
  const events = await market.db.dataSource.query<{ payload: { open: boolean } }[]>(
    'SELECT payload FROM outbox WHERE subject = $1 ORDER BY seq',
    [`metering.gap.${gatewayId}`],
  );
  return events.map(({ payload }) => payload.open);
}

test('a gap that lasts is reported once, and closes when the last of its numbers comes', async () => {
  await settle(1, 2, 6);
  await watch();
  expect(await rows()).toEqual([['3-5', 'watched', false]]);
  await later(14);
  await watch();
  expect([await rows(), await announced()]).toEqual([[['3-5', 'watched', false]], []]);
  await later(2);
  await watch();
  await watch();
  expect([await rows(), await announced()]).toEqual([[['3-5', 'open', false]], [true]]);

  const open = `query ($id: ID) { gatewayGaps(first: 5, gatewayId: $id, open: true) { edges { node { id first last gatewayId firstSeenAt openedAt closedAt } } } }`;
  const id = toNodeId('Gateway', gatewayId);
  expect(await desk.ask('operator', open, { id })).toMatchObject({
    data: { gatewayGaps: { edges: [{ node: { first: '3', last: '5', gatewayId: id, closedAt: null } }] } },
  });
  await settle(4);
  await watch();
  expect(await rows()).toEqual([['3-5', 'open', false]]);
  await settle(3, 5);
  await watch();
  expect([await rows(), await announced()]).toEqual([[['3-5', 'open', true]], [true, false]]);
  expect(await desk.ask('operator', open, { id })).toMatchObject({ data: { gatewayGaps: { edges: [] } } });
  const { items } = await market.money.sequenceGaps.list(
    { gatewayId, open: false },
    { limit: 5, direction: 'forward' },
  );
  expect(items).toHaveLength(1);
});

test('a number that comes late, but in time, leaves nothing behind; what is left of its gap is as old as before', async () => {
  await settle(1, 8);
  await watch();
  await later(14);
  await settle(5);
  await watch();
  expect(await rows()).toEqual([
    ['2-4', 'watched', false],
    ['6-7', 'watched', false],
  ]);
  await settle(6, 7);
  await later(2);
  await watch();
  expect(await rows()).toEqual([['2-4', 'open', false]]);
});

test('a number that only waits to be posted is not missing, however long it waits', async () => {
  await accept(2);
  const [waiting] = market.queued.splice(0);
  await settle(1, 3, 5);
  await watch();
  await later(20);
  await watch();
  expect(await rows()).toEqual([
    ['2-2', 'watched', false],
    ['4-4', 'open', false],
  ]);
  await market.money.postUsage.execute([waiting as bigint]);
  await watch();
  expect(await rows()).toEqual([['4-4', 'open', false]]);
});

test('a suspended gateway cannot report, so nothing is held against it before it has had its time again', async () => {
  const { operator: viewer, money } = market;
  await settle(1, 3);
  await watch();
  await money.suspendGateway.execute({ viewer, gatewayId, reason: 'A test.' });
  await later(60);
  await watch();
  await money.resumeGateway.execute({ viewer, gatewayId });
  await later(14);
  await watch();
  expect(await rows()).toEqual([['2-2', 'watched', false]]);
  await later(2);
  await watch();
  expect(await rows()).toEqual([['2-2', 'open', false]]);
});

test('two watches at once report a gap once', async () => {
  await settle(1, 3, 5, 9);
  await watch();
  await later(16);
  await Promise.all([watch(), watch(), watch()]);
  expect(await rows()).toEqual([
    ['2-2', 'open', false],
    ['4-4', 'open', false],
    ['6-8', 'open', false],
  ]);
  expect(await announced()).toEqual([true, true, true]);
});

test('a gateway that leaves out every other number is watched from the lowest on, and in bounds', async () => {
  await market.db.dataSource.query(
    `UPDATE gateway_sequences SET seen = (SELECT range_agg(int8range(2 * n, 2 * n + 1)) FROM generate_series(1, 2500) AS n)
     WHERE gateway_id = $1`,
    [gatewayId],
  );
  await watch();
  await later(16);
  await watch();
  await watch();
  const kept = await rows();
  expect([kept.length, kept.at(-1)]).toEqual([1_000, ['1999-1999', 'open', false]]);
});

test('a reported gap is history, and only operators read it', async () => {
  await settle(1, 3);
  await watch();
  await later(16);
  await watch();
  const change = (sql: string) => market.db.dataSource.query(sql, [gatewayId]);
  await expect(change('DELETE FROM sequence_gaps WHERE gateway_id = $1')).rejects.toThrow('never changed');
  await expect(change('UPDATE sequence_gaps SET first = 1 WHERE gateway_id = $1')).rejects.toThrow('may change');
  await expect(change('UPDATE sequence_gaps SET opened_at = NULL WHERE gateway_id = $1')).rejects.toThrow('may change');
  await expect(market.db.dataSource.query('TRUNCATE sequence_gaps')).rejects.toThrow('never changed');
  const { errors } = await desk.ask(newId(), '{ gatewayGaps(first: 1) { edges { cursor } } }');
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const [gap] = (await market.money.sequenceGaps.list({ gatewayId }, { limit: 1, direction: 'forward' })).items;
  const node = `query ($id: ID!) { node(id: $id) { ... on GatewayGap { first } } }`;
  const id = toNodeId('GatewayGap', gap?.id ?? '');
  expect(await desk.ask('operator', node, { id })).toMatchObject({ data: { node: { first: '2' } } });
  expect(await desk.ask(newId(), node, { id })).toMatchObject({ data: { node: null } });
});
