import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import { newId, type Json } from '../../domain/shared/index.ts';
import { openMarket, type Market } from '../revenue/market.ts';
import { outcomes, PaymentDoor, type Answer } from './payment-door.ts';

let market: Market;
let door: PaymentDoor;

beforeAll(async () => {
  market = await openMarket();
  door = await PaymentDoor.open(market);
});
afterAll(async () => {
  await door.close();
  expect(await market.faults()).toEqual([]);
  expect(await market.billing.auditBilling.execute()).toEqual([]);
  await market.close();
});

const balanceOf = (userId: string) => market.money.accounts.balance(`customer:${userId}:EUR`);
const rows = async (table: string) => {
  const [row] = await market.db.dataSource.query<{ n: string }[]>(`SELECT count(*) AS n FROM ${table}`);
  return Number(row?.n);
};
const everything = async () => Promise.all(['payment_events', 'payments', 'receipts', 'ledger_journals'].map(rows));
const join = async () => (await market.customer()).viewer;

test('a payment is on the balance, with its journal and its receipt, before the provider hears 202', async () => {
  const customer = await join();
  const answer = await door.send(door.received(customer, '2500000'));
  expect([answer.status, answer.body.results]).toEqual([202, [{ id: expect.any(String), status: 'accepted' }]]);
  expect(await balanceOf(customer.userId)).toBe(2_500_000n);
  const page = { limit: 5, direction: 'forward' } as const;
  const [payment] = (await market.billing.payments.ofCustomer(customer.userId, page)).items;
  expect(payment).toMatchObject({ origin: 'provider', amountMicros: 2_500_000n, reference: 'wire 7' });
  const booked = await market.money.journals.booked([`payment:${payment?.id}`]);
  expect([...booked.values()]).toMatchObject([{ kind: 'payment', entries: expect.any(Array) }]);
  const [receipt] = (await market.billing.receipts.ofCustomer(customer.userId, page)).items;
  expect(receipt).toMatchObject({ paymentId: payment?.id, amountMicros: 2_500_000n, reference: 'wire 7' });
});

test('a repeat is a success that moves nothing, alone or in a batch, in whatever order its members are written', async () => {
  const customer = await join();
  const first = door.received(customer, '100');
  await door.send(first);
  const { data, ...rest } = first;
  const before = await everything();
  expect(outcomes(await door.send({ data: data as Json, ...rest }))).toEqual(['duplicate']);
  expect(await everything()).toEqual(before);
  const batch = await door.send([door.received(customer, '5'), first, first]);
  expect([batch.status, outcomes(batch)]).toEqual([202, ['accepted', 'duplicate', 'duplicate']]);
  expect(await balanceOf(customer.userId)).toBe(105n);
});

test('the same id with other content is a conflict: 409 alone, a result in a batch, one row of evidence', async () => {
  const customer = await join();
  const first = door.received(customer, '100');
  await door.send(first);
  const changed = { ...first, data: { ...(first.data as object), amountMicros: '100000' } };
  const alone = await door.send(changed);
  expect([alone.status, alone.body.results?.[0]]).toMatchObject([409, { status: 'conflict', code: 'EVENT_CONFLICT' }]);
  expect((await door.send(changed)).status).toBe(409);
  const asReversal = door.reversed(first, { id: first.id as string });
  const batch = await door.send([door.received(customer, '1'), changed, asReversal]);
  expect([batch.status, outcomes(batch)]).toEqual([202, ['accepted', 'EVENT_CONFLICT', 'EVENT_CONFLICT']]);
  expect(await balanceOf(customer.userId)).toBe(101n);
  const kept = 'SELECT code FROM payment_refusals WHERE event_id = $1';
  expect(await market.db.dataSource.query(kept, [first.id])).toHaveLength(2);
});

test('twenty deliveries of one payment at once post one journal', async () => {
  const customer = await join();
  const once = door.received(customer, '700');
  const before = await market.journalsOf('payment');
  const answers = await Promise.all(Array.from({ length: 20 }, () => door.send(once)));
  const said = answers.flatMap(outcomes);
  expect(said.filter((word) => word === 'accepted')).toHaveLength(1);
  expect(said.filter((word) => word === 'duplicate')).toHaveLength(19);
  expect((await market.journalsOf('payment')) - before).toBe(1);
  expect(await balanceOf(customer.userId)).toBe(700n);
});

test('a fault in the middle leaves nothing of the event, and the same delivery counts once it is mended', async () => {
  const customer = await join();
  const payment = door.received(customer, '900');
  const before = await everything();
  const { dataSource } = market.db;
  await dataSource.query(`ALTER TABLE receipts ADD CONSTRAINT broken CHECK (customer_id <> '${customer.userId}')`);
  const failed = await door.send(payment);
  expect([failed.status, failed.body.errors?.[0]?.extensions.code]).toEqual([500, 'INTERNAL']);
  expect(await everything()).toEqual(before);
  await dataSource.query('ALTER TABLE receipts DROP CONSTRAINT broken');
  expect(outcomes(await door.send(payment))).toEqual(['accepted']);
  expect(outcomes(await door.send(payment))).toEqual(['duplicate']);
  expect(await balanceOf(customer.userId)).toBe(900n);
});

test('what came before the fault in a batch is committed, and the repeat says so', async () => {
  const [one, other] = [await join(), await join()];
  const batch = [door.received(one, '10'), door.received(other, '20')];
  const { dataSource } = market.db;
  await dataSource.query(`ALTER TABLE receipts ADD CONSTRAINT broken CHECK (customer_id <> '${other.userId}')`);
  expect((await door.send(batch)).status).toBe(500);
  await dataSource.query('ALTER TABLE receipts DROP CONSTRAINT broken');
  expect(outcomes(await door.send(batch))).toEqual(['duplicate', 'accepted']);
  expect([await balanceOf(one.userId), await balanceOf(other.userId)]).toEqual([10n, 20n]);
});

describe('an event that cannot be counted is refused by name, its neighbours are accepted, and evidence is kept', () => {
  const data = (event: Record<string, Json>, changed: object) => ({
    ...event,
    data: { ...(event.data as object), ...changed },
  });
  test.each<[string, (event: Record<string, Json>) => Record<string, Json>]>([
    ['CUSTOMER_UNKNOWN', (event) => data(event, { customerId: toNodeId('User', newId()) })],
    ['CURRENCY_UNKNOWN', (event) => data(event, { currency: 'USD' })],
    ['CURRENCY_UNKNOWN', (event) => data(event, { currency: 'eur' })],
    ['AMOUNT_INVALID', (event) => data(event, { amountMicros: '0' })],
    ['AMOUNT_INVALID', (event) => data(event, { amountMicros: '-5' })],
    ['AMOUNT_INVALID', (event) => data(event, { amountMicros: '1.5' })],
    ['AMOUNT_INVALID', (event) => data(event, { amountMicros: '0x10' })],
    ['AMOUNT_INVALID', (event) => data(event, { amountMicros: 5 })],
    ['AMOUNT_INVALID', (event) => data(event, { amountMicros: '9000000000000000001' })],
    ['AMOUNT_INVALID', (event) => data(event, { amountMicros: '9'.repeat(400) })],
    ['EVENT_INVALID', (event) => data(event, { customerId: toNodeId('Pool', newId()) })],
    ['EVENT_INVALID', (event) => data(event, { customerId: 7 })],
    ['EVENT_INVALID', (event) => data(event, { reference: 'a\nReceived: 1000 EUR' })],
    ['EVENT_INVALID', (event) => ({ ...event, specversion: '0.3' })],
    ['EVENT_INVALID', (event) => ({ ...event, type: 'org.commonpool.payment.promised.v1' })],
    ['EVENT_INVALID', (event) => ({ ...event, id: 'a\u0000b' })],
    ['EVENT_INVALID', (event) => ({ ...event, id: 'x'.repeat(129) })],
    ['EVENT_INVALID', (event) => ({ ...event, time: 'yesterday' })],
    ['EVENT_INVALID', ({ data: _data, ...event }) => event],
    [
      'SOURCE_MISMATCH',
      (event) => ({ ...event, source: `/payment-providers/${toNodeId('PaymentProvider', newId())}` }),
    ],
    ['PAYMENT_UNKNOWN', () => door.reversed({ id: 'never-sent' })],
  ])('%s', async (code, make) => {
    const customer = await join();
    const wrong = make(door.received(customer, '50'));
    const answer = await door.send([door.received(customer, '1'), wrong, door.received(customer, '2')]);
    expect([answer.status, outcomes(answer)]).toEqual([202, ['accepted', code, 'accepted']]);
    expect(answer.body.results?.[1]?.message).toMatch(/^\S.*\S$/);
    expect(await balanceOf(customer.userId)).toBe(3n);
    const { items } = await market.billing.events.refusals({ limit: 1, direction: 'forward' });
    expect(items).toMatchObject([{ code, providerId: door.providerId }]);
  });

  test('a balance that would pass what the ledger holds', async () => {
    const customer = await join();
    const largest = '9000000000000000000';
    const first = await door.send(door.received(customer, '5'));
    expect(outcomes(first)).toEqual(['accepted']);
    const over = await door.send([door.received(customer, largest), door.received(customer, '1')]);
    expect(outcomes(over)).toEqual(['BALANCE_TOO_LARGE', 'accepted']);
    expect(await balanceOf(customer.userId)).toBe(6n);
  });
});

test('a refusal is not remembered against the id: once its reason is gone, the same event counts', async () => {
  const stranger = { userId: newId(), isOperator: false, sessionId: null };
  const payment = door.received(stranger, '40');
  expect(outcomes(await door.send(payment))).toEqual(['CUSTOMER_UNKNOWN']);
  await market.db.dataSource.query(
    `INSERT INTO users (id, handle, is_operator, state, created_at) VALUES ($1, 'late', false, 'active', now())`,
    [stranger.userId],
  );
  expect(outcomes(await door.send(payment))).toEqual(['accepted']);
});

describe('a delivery that its provider did not sign just now is refused as a whole', () => {
  const foreign = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
  test.each<[string, (event: Record<string, Json>) => Promise<Answer>]>([
    ['another secret', (event) => door.send(event, { secret: foreign })],
    ['an old timestamp', (event) => door.send(event, { at: new Date(Date.now() - 302_000) })],
    ['a timestamp from the future', (event) => door.send(event, { at: new Date(Date.now() + 302_000) })],
    ['another id than was signed', (event) => door.send(event, { headers: { 'webhook-id': 'msg_other' } })],
    ['no signature', (event) => door.send(event, { headers: { 'webhook-signature': '' } })],
    ['the source of no provider', (event) => door.send({ ...event, source: `/payment-providers/x` })],
    [
      'the source of a gateway',
      (event) => door.send({ ...event, source: `/gateways/${toNodeId('Gateway', newId())}` }),
    ],
  ])('%s', async (_name, send) => {
    const customer = await join();
    const before = await everything();
    const answer = await send(door.received(customer, '5'));
    expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([401, 'WEBHOOK_SIGNATURE_INVALID']);
    expect(await everything()).toEqual(before);
  });
});

test('one provider does not sign for another, and each has ids of its own', async () => {
  const other = await PaymentDoor.open(market);
  const customer = await join();
  const mine = door.received(customer, '10');
  expect((await other.send(mine)).status).toBe(401);
  expect(outcomes(await door.send(mine))).toEqual(['accepted']);
  expect(outcomes(await other.send(other.received(customer, '10', { id: mine.id as string })))).toEqual(['accepted']);
  expect(await balanceOf(customer.userId)).toBe(20n);
  await other.close();
});

test('during a rotation both secrets count, after a day only the new one, and none once the provider is revoked', async () => {
  const other = await openMarket();
  const bank = await PaymentDoor.open(other);
  const { viewer: customer } = await other.customer();
  const { rotatePaymentProviderSecret, revokePaymentProvider } = other.billing;
  const command = { viewer: other.operator, providerId: bank.providerId };
  const { webhookSecret: secret } = await rotatePaymentProviderSecret.execute(command);
  const pay = async (sending = {}) => (await bank.send(bank.received(customer, '1'), sending)).status;
  expect([await pay(), await pay({ secret })]).toEqual([202, 202]);
  await other.db.clock.advance(25 * 3_600_000);
  expect([await pay(), await pay({ secret })]).toEqual([401, 202]);
  const revoked = await revokePaymentProvider.execute(command);
  expect(await revokePaymentProvider.execute(command)).toEqual(revoked);
  expect(await pay({ secret })).toBe(401);
  const [row] = await other.db.dataSource.query<object[]>(
    `SELECT encode(wrapped, 'escape') AS wrapped FROM payment_provider_secrets`,
  );
  expect(JSON.stringify(row)).not.toContain(secret.slice(6, 20));
  await bank.close();
  await other.close();
});

test.each<[string, number, () => Promise<Answer>]>([
  ['no JSON', 400, () => door.sendText('{"specversion"')],
  ['an empty body', 400, () => door.sendText('')],
  ['another content type', 400, () => door.sendText('{}', { contentType: 'application/json' })],
  ['a list sent as a single', 400, () => door.send([{}], { contentType: 'application/cloudevents+json' })],
  ['an empty batch', 400, () => door.send([])],
  ['1001 events', 400, () => door.send(Array.from({ length: 1_001 }, () => ({ source: 'x' })))],
  ['more than a megabyte', 413, () => door.sendText(`"${'x'.repeat(1_000_001)}"`)],
  ['a body without bottom', 400, () => door.sendText('['.repeat(100_000) + ']'.repeat(100_000))],
  ['a gzipped body', 400, () => door.sendText(gzipSync('{}'), { headers: { 'content-encoding': 'gzip' } })],
])('%s is refused with %i, in words and without a trace of the inside', async (_name, status, send) => {
  const answer = await send();
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.body)).not.toMatch(/at .*\.ts|node_modules|SyntaxError|RangeError/);
});

test('a payment sets its customer’s parked calls going, the oldest first', async () => {
  const model = await market.publish({ pricePerQueryMicros: 100n });
  const customer = await market.customer();
  const ids = await market.report(customer, model.id, 3);
  expect(await market.money.postUsage.execute(ids)).toMatchObject({ unfunded: 3 });
  await door.send(door.received(customer.viewer, '200'));
  await market.postFunded();
  const page = await market.money.inbox.ofCustomer(customer.viewer.userId, { limit: 5, direction: 'forward' });
  expect(page.items.map((event) => event.state)).toEqual(['unfunded', 'posted', 'posted']);
  expect(await balanceOf(customer.viewer.userId)).toBe(0n);
});
