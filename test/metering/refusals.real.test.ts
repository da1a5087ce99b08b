import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import { digestOf } from '../../domain/shared/index.ts';
import { WebhookDoor } from '../webhooks/webhook-door.ts';
import { openDesk, type Desk } from './desk.ts';

let desk: Desk;
let edge: WebhookDoor;
let other: WebhookDoor;
beforeAll(async () => {
  desk = await openDesk();
  edge = await WebhookDoor.open(desk.market);
  other = await WebhookDoor.open(desk.market);
});
afterAll(async () => {
  await edge.close();
  await other.close();
  await desk.close();
});

interface Refusal {
  readonly eventId: string;
  readonly code: string;
  readonly digest: string;
  readonly sequence: string | null;
  readonly gatewayId: string;
}

const LIST = `query ($first: Int!, $after: String, $gatewayId: ID, $code: UsageRefusalCode) {
  usageRefusals(first: $first, after: $after, gatewayId: $gatewayId, code: $code) {
    edges { node { number eventId code digest sequence gatewayId receivedAt } } pageInfo { hasNextPage endCursor } } }`;

async function list(filter: { gatewayId?: string; code?: string } = {}, pageSize = 100): Promise<Refusal[]> {
  const found: Refusal[] = [];
  for (let after: string | null = null; ;) {
    const { data } = await desk.ask('operator', LIST, { first: pageSize, after, ...filter });
    const { edges, pageInfo } = (
      data as {
        usageRefusals: { edges: { node: Refusal }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      }
    ).usageRefusals;
    found.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return found;
    after = pageInfo.endCursor;
  }
}

test('an operator reads what was refused, by gateway and code, page by page, and how much of each there is', async () => {
  const { market } = desk;
  const customer = await market.customer();
  const { id } = await market.publish();
  const { id: partners } = await market.publish({ releaseMode: 'licensed-gateway' });
  const first = edge.event(customer, id);
  const changed = { ...first, time: new Date(Date.parse(first.time as string) - 1).toISOString() };
  const early = [edge.event(customer, id, { time: '2020-01-01T00:00:00Z' })];
  const wrong = [1, 2, 3].map(() => edge.event(customer, partners));
  const odd = edge.event(customer, id, { time: 'yesterday' });
  await edge.send([first, changed, ...early, ...wrong, odd]);
  await edge.send([changed, ...wrong, odd]);
  await other.send(other.event(customer, partners));

  const [mine, theirs] = [edge, other].map(({ gatewayId }) => toNodeId('Gateway', gatewayId)) as [string, string];
  expect((await list()).map(({ code, gatewayId }) => [code, gatewayId === mine])).toEqual([
    ['WRONG_GATEWAY', false],
    ['EVENT_INVALID', true],
    ['WRONG_GATEWAY', true],
    ['WRONG_GATEWAY', true],
    ['WRONG_GATEWAY', true],
    ['MODEL_UNPUBLISHED', true],
    ['EVENT_CONFLICT', true],
  ]);
  expect(await list({}, 2)).toEqual(await list());
  expect(await list({ gatewayId: theirs })).toHaveLength(1);
  expect(await list({ gatewayId: mine, code: 'WRONG_GATEWAY' }, 1)).toHaveLength(3);
  expect(await list({ code: 'EVENT_CONFLICT' })).toEqual([
    expect.objectContaining({ eventId: first['id'], digest: digestOf(changed), sequence: first['sequence'] }),
  ]);
  expect(await list({ code: 'EVENT_INVALID' })).toMatchObject([{ eventId: odd['id'], sequence: odd['sequence'] }]);

  const counts = '{ usageRefusalCounts { gatewayId code events lastAt } }';
  const { data } = await desk.ask('operator', counts);
  const summary = (data as { usageRefusalCounts: { gatewayId: string; code: string; events: string }[] })
    .usageRefusalCounts;
  expect(summary.filter(({ gatewayId }) => gatewayId === mine).map(({ code, events }) => [code, events])).toEqual([
    ['EVENT_CONFLICT', '1'],
    ['EVENT_INVALID', '1'],
    ['MODEL_UNPUBLISHED', '1'],
    ['WRONG_GATEWAY', '3'],
  ]);
  expect(summary.filter(({ gatewayId }) => gatewayId === theirs)).toMatchObject([
    { code: 'WRONG_GATEWAY', events: '1' },
  ]);
});

test('a number whose event was refused has arrived, and is no gap', async () => {
  const { market } = desk;
  const gateway = await WebhookDoor.open(market);
  const customer = await market.customer();
  const { id } = await market.publish();
  const call = (changed = {}) => gateway.event(customer, id, changed);
  await gateway.send([call(), call({ time: 'yesterday' }), call({ time: '2020-01-01T00:00:00Z' }), call()]);
  await market.money.postUsage.execute(market.queued);
  expect(await market.money.gateways.sequenceGaps(gateway.gatewayId, 10)).toEqual([]);
  await gateway.close();
});

test('nobody else reads it, and nobody changes it', async () => {
  for (const query of ['{ usageRefusals(first: 1) { edges { cursor } } }', '{ usageRefusalCounts { events } }']) {
    const { errors } = await desk.ask(desk.market.operator.userId, query);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
  for (const change of [`UPDATE usage_refusals SET code = 'X'`, 'DELETE FROM usage_refusals']) {
    await expect(desk.market.db.dataSource.query(change)).rejects.toThrow('never changed');
  }
});
