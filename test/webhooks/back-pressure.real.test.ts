import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { sourceOf } from '../../api/metering/index.ts';
import { toNodeId } from '../../api/shared/index.ts';
import { DeliveryFailed, sendUsage } from '../../examples/gateway/webhook.ts';
import { InboxGauge } from '../../domain/metering/index.ts';
import { openMarket, type Customer, type Market } from '../revenue/market.ts';
import { WebhookDoor, type Answer } from './webhook-door.ts';

const MINUTE_MS = 60_000;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

interface Stand {
  readonly market: Market;
  readonly customer: Customer;
  readonly modelId: string;
  readonly door: WebhookDoor;
  readonly calls: (count: number) => ReturnType<WebhookDoor['event']>[];
}

async function stand(environment: Readonly<Record<string, string>>): Promise<Stand> {
  const market = await openMarket(environment);
  closing.push(() => market.close());
  const customer = await market.customer(1_000_000_000n);
  const { id: modelId } = await market.publish();
  const door = await another(market);
  const calls = (count: number) => Array.from({ length: count }, () => door.event(customer, modelId));
  return { market, customer, modelId, door, calls };
}

async function another(market: Market): Promise<WebhookDoor> {
  const door = await WebhookDoor.open(market);
  closing.push(() => door.close());
  return door;
}

const refusal = ({ status, body, headers }: Answer) => [
  status,
  body.errors?.[0]?.extensions.code,
  headers.get('retry-after'),
];

async function rows({ market }: Stand): Promise<number[]> {
  const counts = await Promise.all(
    ['usage_inbox', 'usage_waiting', 'usage_refusals'].map((table) =>
      market.db.dataSource.query<{ n: string }[]>(`SELECT count(*) AS n FROM ${table}`),
    ),
  );
  return counts.map(([row]) => Number(row?.n));
}

/** A look at the inbox is kept for a second, or longer where it took long: asks again until the door answers so. */
async function answering(status: number, send: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await send();
    if (answer.status === status) return answer;
    await sleep(200);
  }
  throw new Error(`The door did not come to answer ${status} within 20 s.`);
}

test('while more events wait than may, deliveries are turned away whole; once they are posted, the same one counts', async () => {
  const at = await stand({ COMMONPOOL_INBOX_LIMIT: '3' });
  const { market, door, calls } = at;
  expect((await door.send(calls(3))).status).toBe(202);
  await answering(503, () => door.send(calls(1)));
  const before = await rows(at);
  const late = [...calls(1), { ...calls(1)[0], time: 'yesterday' }];
  expect(refusal(await door.send(late))).toEqual([503, 'INBOX_FULL', '10']);
  expect(await rows(at)).toEqual(before);
  await market.money.postUsage.execute(market.queued);
  const { body } = await answering(202, () => door.send(late));
  expect(body.results?.map(({ status }) => status)).toEqual(['accepted', 'refused']);
});

test('who names no gateway is refused by signature, full or not', async () => {
  const { door, calls } = await stand({ COMMONPOOL_INBOX_LIMIT: '0' });
  await answering(503, () => door.send(calls(1)));
  expect(refusal(await door.send({ source: 'nobody' }))).toEqual([401, 'WEBHOOK_SIGNATURE_INVALID', null]);
});

test('old events close the door when they are many; a thousand that a top-up set waiting again do not', async () => {
  const { market, door, calls } = await stand({});
  const limits = { events: 1_000_000, lagMs: 10 * MINUTE_MS };
  const isFull = () => new InboxGauge(market.money.waitingUsage, limits).isFull();
  expect((await door.send(calls(1_000))).status).toBe(202);
  await market.db.clock.advance(11 * MINUTE_MS);
  expect(await isFull()).toBe(false);
  expect((await door.send(calls(1))).status).toBe(202);
  await market.db.clock.advance(11 * MINUTE_MS);
  expect(await isFull()).toBe(true);
  expect(refusal(await answering(503, () => door.send(calls(1))))).toEqual([503, 'INBOX_FULL', '10']);
});

test('the count is of events that wait, however far apart their numbers in the inbox are', async () => {
  const { market, door, calls } = await stand({});
  const { waitingUsage } = market.money;
  await door.send(calls(20));
  await market.money.postUsage.execute(market.queued.slice(1, 19));
  expect([await waitingUsage.moreThan(1), await waitingUsage.moreThan(2)]).toEqual([true, false]);
  await market.money.postUsage.execute(market.queued);
  expect([await waitingUsage.moreThan(0), await waitingUsage.anyPast(0, 0)]).toEqual([false, false]);
});

test('a gateway that reports faster than it may waits for its own turn, and for nobody else’s', async () => {
  const at = await stand({ COMMONPOOL_GATEWAY_EVENTS_PER_SECOND: '2' });
  const { market, customer, modelId, door, calls } = at;
  const other = await another(market);
  expect((await door.send(calls(9))).status).toBe(202);
  const next = calls(1);
  const [status, code, waitS] = refusal(await door.send(next));
  // Eight tokens are owed, at two a second; less what has passed since.
  expect([status, code]).toEqual([429, 'GATEWAY_RATE_EXCEEDED']);
  expect(Number(waitS)).toBeGreaterThanOrEqual(1);
  expect(Number(waitS)).toBeLessThanOrEqual(4);
  expect(await rows(at)).toEqual([9, 9, 0]);
  expect((await other.send(other.event(customer, modelId))).status).toBe(202);
  await sleep(Number(waitS) * 1_000);
  expect((await door.send(next)).status).toBe(202);
});

test('a stranger who names a gateway cannot use up its rate', async () => {
  const { market, door, calls } = await stand({ COMMONPOOL_GATEWAY_EVENTS_PER_SECOND: '5' });
  const { secret } = await another(market);
  for (let i = 0; i < 3; i += 1) expect(refusal(await door.send(calls(10), { secret }))[0]).toBe(401);
  expect((await door.send(calls(1))).status).toBe(202);
});

test('the example gateway reads both as a wait and not as an end, and a suspension too', async () => {
  const { market, customer, modelId, door, calls } = await stand({
    COMMONPOOL_INBOX_LIMIT: '0',
    COMMONPOOL_GATEWAY_EVENTS_PER_SECOND: '2',
  });
  const event = {
    id: 'call-example',
    time: new Date().toISOString(),
    sequence: 1,
    modelVersionId: toNodeId('ModelVersion', modelId),
    customerId: toNodeId('User', customer.viewer.userId),
    keyId: toNodeId('ApiKey', customer.keyId),
    queries: 1,
  };
  const { secret, gatewayId, url } = door;
  const delivery = { url: `${url}/webhooks/usage`, secret, source: sourceOf(gatewayId), events: [event] };
  const failure = async () => {
    const failed = await sendUsage(delivery).catch((error: unknown) => error as DeliveryFailed);
    return failed instanceof DeliveryFailed ? [failed.code, failed.final, failed.retryAfterMs] : [failed[0]?.status];
  };
  const until = async (code: string) => {
    for (let tries = 0; (await failure())[0] !== code && tries < 100; tries += 1) await sleep(200);
  };
  await door.send(calls(9));
  const [code, final, waitMs] = (await failure()) as [string, boolean, number];
  expect([code, final]).toEqual(['GATEWAY_RATE_EXCEEDED', false]);
  expect(waitMs).toBeGreaterThan(0);
  await sleep(waitMs);
  // By now the nine are seen to wait.
  expect(await failure()).toEqual(['INBOX_FULL', false, 10_000]);
  await market.money.postUsage.execute(market.queued);
  const viewer = market.operator;
  await market.money.suspendGateway.execute({ viewer, gatewayId, reason: 'A probe was not reported.' });
  await until('GATEWAY_SUSPENDED');
  expect(await failure()).toEqual(['GATEWAY_SUSPENDED', false, null]);
  await market.money.resumeGateway.execute({ viewer, gatewayId });
  expect(await failure()).toEqual(['accepted']);
});
