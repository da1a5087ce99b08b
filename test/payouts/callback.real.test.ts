import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import type { Payout } from '../../domain/payouts/index.ts';
import { newId, type Json } from '../../domain/shared/index.ts';
import { openPayoutHouse, type PayoutHouse } from './payout-house.ts';
import { Receiver, SECRET } from './receiver.ts';

const NEXT_SECRET = `whsec_${Buffer.alloc(32, 6).toString('base64')}`;
let house: PayoutHouse;
let receiver: Receiver;
let door: Awaited<ReturnType<PayoutHouse['openDoors']>>;
let events = 0;

beforeAll(async () => {
  receiver = await Receiver.open();
  house = await openPayoutHouse({
    COMMONPOOL_PAYOUT_WEBHOOK_URL: receiver.url,
    COMMONPOOL_PAYOUT_WEBHOOK_SECRET: `${SECRET},${NEXT_SECRET}`,
  });
  door = await house.openDoors();
});
afterEach(async () => {
  expect(await house.faults()).toEqual([]);
});
afterAll(async () => {
  await door.close();
  await house.close();
  await receiver.close();
});

interface Sending {
  readonly secret?: string;
  readonly shiftMs?: number;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function send(value: Json, { secret = SECRET, shiftMs = 0, contentType, headers }: Sending = {}) {
  const at = new Date(Date.now() + shiftMs);
  const body = typeof value === 'string' ? value : JSON.stringify(value);
  events += 1;
  const id = `msg_${events}`;
  const response = await fetch(door.url, {
    method: 'POST',
    body,
    headers: {
      'content-type': contentType ?? 'application/cloudevents+json',
      'webhook-id': id,
      'webhook-timestamp': `${Math.floor(at.getTime() / 1000)}`,
      'webhook-signature': new Webhook(secret).sign(id, at, body),
      ...headers,
    },
  });
  const answer = (await response.json()) as { status?: string; errors?: { extensions: { code: string } }[] };
  return [response.status, answer.status ?? answer.errors?.[0]?.extensions.code];
}

function event(payoutId: string, ending: 'settled' | 'returned', data: Record<string, Json> = {}) {
  events += 1;
  return {
    specversion: '1.0',
    id: `evt-${events}`,
    source: '/provider',
    type: `org.commonpool.payout.${ending}.v1`,
    data: { payoutId, ...(ending === 'returned' ? { reason: 'refused' } : {}), ...data },
  };
}

async function sent(): Promise<Payout> {
  const payout = await house.request(await house.payee(), 10_000_000n);
  await house.payouts.sendDuePayouts?.execute();
  expect((await house.payout(payout)).state).toBe('sent');
  return payout;
}

test('a signed word of the provider settles a payout, or returns it to the wallet', async () => {
  const [paid, refused] = [await sent(), await sent()];
  expect(await send(event(paid.id, 'settled', { reference: 'P-7' }))).toEqual([200, 'accepted']);
  expect(await house.payout(paid)).toMatchObject({ state: 'settled', reference: 'P-7' });
  const returned = event(refused.id, 'returned', { reason: 'account-closed' });
  expect(await send(returned, { secret: NEXT_SECRET })).toEqual([200, 'accepted']);
  expect(await house.payout(refused)).toMatchObject({ state: 'returned', returnReason: 'account-closed' });
  expect(await house.moved(refused)).toEqual([`payout:${refused.id}`, `payout-returned:${refused.id}`]);
});

test('the same event again is a success and moves nothing, also when many come at once; with other content it is refused', async () => {
  const payout = await sent();
  const settled = event(payout.id, 'settled');
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(settled)));
  expect(answers.filter(([, status]) => status === 'accepted')).toHaveLength(1);
  expect(answers.filter(([, status]) => status === 'duplicate')).toHaveLength(7);
  const { data, ...rest } = settled;
  expect(await send({ data, ...rest })).toEqual([200, 'duplicate']);
  expect(await send({ ...settled, data: { ...data, reference: 'other' } })).toEqual([409, 'CALLBACK_CONFLICT']);
  expect(await house.moved(payout)).toHaveLength(2);
});

test('what contradicts an end is refused, and one that says the same is not', async () => {
  const payout = await sent();
  await send(event(payout.id, 'settled'));
  expect(await send(event(payout.id, 'returned'))).toEqual([409, 'PAYOUT_STATE']);
  expect(await send(event(payout.id, 'settled'))).toEqual([200, 'accepted']);
  expect((await house.payout(payout)).state).toBe('settled');
});

test('a word that is faster than the answer to our request counts', async () => {
  const payout = await house.request(await house.payee(), 10_000_000n);
  const answers: unknown[] = [];
  receiver.answers((response) => {
    void send(event(payout.id, 'settled')).then((answer) => {
      answers.push(answer);
      response.writeHead(200).end();
    });
  });
  await house.payouts.sendDuePayouts?.execute();
  receiver.answers((response) => response.writeHead(200).end());
  expect(answers).toEqual([[200, 'accepted']]);
  expect((await house.payout(payout)).state).toBe('settled');
  const attempts = await house.payouts.attempts.ofPayouts([payout.id]);
  expect(attempts.map(({ outcome }) => outcome)).toEqual(['delivered']);
});

test('a payout that no provider was ever asked about cannot be ended from outside', async () => {
  const payout = await house.request(await house.payee(), 10_000_000n);
  expect(await send(event(payout.id, 'settled'))).toEqual([409, 'PAYOUT_STATE']);
  expect(await send(event(newId(), 'settled'))).toEqual([404, 'NOT_FOUND']);
  await house.payouts.cancelPayout.execute({
    viewer: { userId: payout.userId, isOperator: false, sessionId: null },
    payoutId: payout.id,
  });
});

describe('a delivery that the provider did not sign just now changes nothing', () => {
  test.each<[string, Sending]>([
    ['another secret', { secret: `whsec_${Buffer.alloc(32, 9).toString('base64')}` }],
    ['an old timestamp', { shiftMs: -302_000 }],
    ['a timestamp from the future', { shiftMs: 302_000 }],
    ['another id', { headers: { 'webhook-id': 'msg_other' } }],
    ['no signature', { headers: { 'webhook-signature': '' } }],
  ])('%s', async (_what, sending) => {
    const payout = await sent();
    expect(await send(event(payout.id, 'settled'), sending)).toEqual([401, 'CALLBACK_SIGNATURE_INVALID']);
    expect((await house.payout(payout)).state).toBe('sent');
  });

  test('and our own order, sent back to us, settles nothing', async () => {
    const payout = await sent();
    const [order] = receiver.received.filter(({ id }) => id === payout.id);
    expect(await send(order?.event as unknown as Json)).toEqual([400, 'BAD_REQUEST']);
    expect((await house.payout(payout)).state).toBe('sent');
  });
});

describe('what is no such event is refused in words', () => {
  test.each<[string, Json, Sending]>([
    ['no JSON', '{"specversion"', {}],
    ['another type of content', {}, { contentType: 'application/json' }],
    ['an unknown type', { ...event(newId(), 'settled'), type: 'org.commonpool.payout.lost.v1' }, {}],
    ['a return without a reason', { ...event(newId(), 'returned'), data: { payoutId: newId() } }, {}],
    ['a payout that is no id', event('17', 'settled'), {}],
    ['an id with control characters', { ...event(newId(), 'settled'), id: 'a\u0000b' }, {}],
    ['a reference of a page', event(newId(), 'settled', { reference: 'x'.repeat(141) }), {}],
  ])('%s', async (_what, value, sending) => {
    const [status, code] = await send(value, sending);
    expect(status).toBe(400);
    expect(code).toMatch(/^(BAD_REQUEST|INVALID_INPUT)$/);
  });

  test('more than 20 kB', async () => {
    expect(await send(`"${'x'.repeat(20_001)}"`)).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });
});
