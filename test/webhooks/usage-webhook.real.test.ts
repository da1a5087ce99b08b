import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, type Json } from '../../domain/shared/index.ts';
import { toNodeId } from '../../api/shared/index.ts';
import { openMarket, type Customer, type Market } from '../revenue/market.ts';
import { WebhookDoor, type Answer } from './webhook-door.ts';

const HOUR_MS = 3_600_000;
let market: Market;
let door: WebhookDoor;
let customer: Customer;
let modelId: string;

beforeAll(async () => {
  market = await openMarket();
  door = await WebhookDoor.open(market);
  customer = await market.customer(1_000_000n);
  modelId = (await market.publish()).id;
});
afterAll(async () => {
  await door.close();
  await market.close();
});

const statuses = ({ body }: Answer) => body.results?.map((result) => result.code ?? result.status);
const inboxRows = async () => {
  const [row] = await market.db.dataSource.query<{ n: string }[]>('SELECT count(*) AS n FROM usage_inbox');
  return Number(row?.n);
};
const event = (changed: Record<string, Json> = {}) => door.event(customer, modelId, changed);
const data = (changed: Record<string, Json>) => ({ data: { ...(event().data as object), ...changed } });

test('a single event and a batch are accepted, committed before the answer, and announced by id', async () => {
  const before = await inboxRows();
  const queued = market.queued.length;
  const single = await door.send(event());
  expect([single.status, statuses(single)]).toEqual([202, ['accepted']]);
  const batch = await door.send([event(), event(), event()]);
  expect([batch.status, statuses(batch)]).toEqual([202, ['accepted', 'accepted', 'accepted']]);
  expect((await inboxRows()) - before).toBe(4);
  expect(market.queued.length - queued).toBe(4);
});

test('a repeat is a success, alone or in a batch, in whatever order its members are written', async () => {
  const first = event();
  await door.send(first);
  const { data: units, ...rest } = first;
  const again = await door.send({ data: units as Json, ...rest });
  const batch = await door.send([event(), first, first]);
  expect([again.status, statuses(again)]).toEqual([202, ['duplicate']]);
  expect(statuses(batch)).toEqual(['accepted', 'duplicate', 'duplicate']);
});

test('the same id with other content is a conflict: 409 alone, one refused result in a batch, one row of evidence', async () => {
  const first = event();
  await door.send(first);
  const changed = { ...first, ...data({ units: { queries: 100 } }) };
  const alone = await door.send(changed);
  expect([alone.status, alone.body.results?.[0]]).toMatchObject([409, { status: 'conflict', code: 'EVENT_CONFLICT' }]);
  expect((await door.send(changed)).status).toBe(409);
  const batch = await door.send([event(), changed]);
  expect([batch.status, statuses(batch)]).toEqual([202, ['accepted', 'EVENT_CONFLICT']]);
  const rows = await market.db.dataSource.query('SELECT code FROM usage_refusals WHERE event_id = $1', [first.id]);
  expect(rows).toEqual([{ code: 'EVENT_CONFLICT' }]);
});

test('eight deliveries of one event at once count once', async () => {
  const once = event();
  const before = await inboxRows();
  const answers = await Promise.all(Array.from({ length: 8 }, () => door.send(once)));
  expect(answers.flatMap((answer) => statuses(answer) ?? []).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    'accepted',
    ...Array.from({ length: 7 }, () => 'duplicate'),
  ]);
  expect((await inboxRows()) - before).toBe(1);
});

describe('a delivery that its gateway did not sign just now is refused as a whole', () => {
  test.each<[string, () => Promise<Answer>]>([
    ['another secret', () => door.send(event(), { secret: `whsec_${Buffer.alloc(24, 7).toString('base64')}` })],
    ['an old timestamp', () => door.send(event(), { at: new Date(Date.now() - 302_000) })],
    ['a timestamp from the future', () => door.send(event(), { at: new Date(Date.now() + 302_000) })],
    ['another timestamp than was signed', () => door.send(event(), { headers: { 'webhook-timestamp': '1614265330' } })],
    ['another id than was signed', () => door.send(event(), { headers: { 'webhook-id': 'msg_other' } })],
    ['no signature', () => door.send(event(), { headers: { 'webhook-signature': '' } })],
    ['the source of no gateway', () => door.send(event({ source: `/gateways/${toNodeId('Gateway', newId())}` }))],
    ['no source', () => door.send(event({ source: 7 }))],
  ])('%s', async (_name, send) => {
    const before = await inboxRows();
    const answer = await send();
    expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([401, 'WEBHOOK_SIGNATURE_INVALID']);
    expect(await inboxRows()).toBe(before);
  });
});

describe('an event that cannot be counted is refused by name, and its neighbours are accepted', () => {
  const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
  test.each<[string, () => Record<string, Json>]>([
    ['MODEL_UNKNOWN', () => event(data({ modelVersionId: toNodeId('ModelVersion', newId()) }))],
    ['MODEL_UNPUBLISHED', () => event({ time: ago(HOUR_MS) })],
    ['API_KEY_UNKNOWN', () => event(data({ keyId: toNodeId('ApiKey', newId()) }))],
    ['CUSTOMER_UNKNOWN', () => event(data({ customerId: toNodeId('User', newId()) }))],
    ['EVENT_IN_FUTURE', () => event({ time: ago(-301_000) })],
    ['SOURCE_MISMATCH', () => event({ source: `/gateways/${toNodeId('Gateway', newId())}` })],
    ['EVENT_INVALID', () => event(data({ modelVersionId: toNodeId('Pool', modelId) }))],
    ['EVENT_INVALID', () => event(data({ units: { queries: 0 } }))],
    ['EVENT_INVALID', () => event(data({ units: { queries: 1.5 } }))],
    ['EVENT_INVALID', () => event({ sequence: '0' })],
    ['EVENT_INVALID', () => event({ time: 'yesterday' })],
    ['EVENT_INVALID', () => event({ id: 'a\u0000b' })],
    ['EVENT_INVALID', () => event({ specversion: '0.3' })],
  ])('%s', async (code, make) => {
    const answer = await door.send([event(), make(), event()]);
    expect([answer.status, statuses(answer)]).toEqual([202, ['accepted', code, 'accepted']]);
  });
});

test('the repeat of an accepted event is a success even when its key was revoked and 35 days have passed', async () => {
  const other = await openMarket();
  const elsewhere = await WebhookDoor.open(other);
  const paying = await other.customer(10_000n);
  const model = await other.publish();
  const accepted = elsewhere.event(paying, model.id, { time: (await other.db.clock.now()).toISOString() });
  expect(statuses(await elsewhere.send(accepted))).toEqual(['accepted']);

  await other.db.transactions.run((tx) => other.money.apiKeys.revoke(tx, paying.keyId));
  const time = (await other.db.clock.now()).toISOString();
  const late = elsewhere.event(paying, model.id, { time });
  expect(statuses(await elsewhere.send(late))).toEqual(['API_KEY_REVOKED']);
  await other.db.clock.advance(36 * 24 * HOUR_MS);
  expect(statuses(await elsewhere.send([accepted, elsewhere.event(paying, model.id)]))).toEqual([
    'duplicate',
    'API_KEY_REVOKED',
  ]);
  const honest = await other.customer();
  expect(statuses(await elsewhere.send(elsewhere.event(honest, model.id)))).toEqual(['EVENT_TOO_OLD']);
  await elsewhere.close();
  await other.close();
});

test('missing numbers of a gateway are shown, and close when the late event comes', async () => {
  const other = await WebhookDoor.open(market);
  const call = () => other.event(customer, modelId);
  const arrive = async (...events: Record<string, Json>[]) => {
    await other.send(events);
    await market.money.postUsage.execute(market.queued);
    return market.money.gateways.sequenceGaps(other.gatewayId, 10);
  };
  const [one, lost, late, last] = [call(), call(), call(), call()];
  expect(await arrive(one)).toEqual([]);
  expect(await arrive(last)).toEqual([{ first: 2n, last: 3n }]);
  expect(await arrive(late)).toEqual([{ first: 2n, last: 2n }]);
  expect(await arrive(lost)).toEqual([]);
  await other.close();
});
