import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../domain/shared/index.ts';
import { codesOf, ONE_QUERY, openTicketHouse, type TicketHouse } from './ticket-house.ts';

let house: TicketHouse;
beforeAll(async () => {
  house = await openTicketHouse();
});
afterEach(async () => {
  expect(await house.faults()).toEqual([]);
});
afterAll(() => house.close());

const PRICE = 1_999n;

test('a ticket holds the greatest price of its call for fifteen minutes', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 10_000n);
  const maxUnits = { ...ONE_QUERY, queries: 3 };
  const ticket = await house.buy(customer, model.id, { maxUnits });
  expect(ticket).toMatchObject({
    state: 'open',
    maxPriceMicros: 3n * PRICE,
    maxUnits,
    limited: false,
    currency: 'EUR',
  });
  expect(ticket.expiresAt.getTime() - ticket.issuedAt.getTime()).toBe(15 * 60_000);
  expect([await house.balance(customer), await house.held(customer)]).toEqual([10_000n - 3n * PRICE, 3n * PRICE]);
  const booked = await house.money.journals.booked([`ticket:${ticket.id}`]);
  expect(booked.get(`ticket:${ticket.id}`)?.kind).toBe('ticket');
});

test('each request of a batch is granted or refused by itself, in its order, with its reason', async () => {
  const [model, suspended] = [await house.publish(), await house.publish()];
  await house.suspend(suspended.id);
  const able = await house.buyer(model.id, 5_000n);
  await house.mandate(able, suspended.id);
  const poor = await house.buyer(model.id, 10n);
  const stranger = await house.customer(10_000n);
  const stingy = await house.buyer(model.id, 10_000n, { maxPriceMicros: PRICE - 1n });
  const revoked = await house.buyer(model.id, 10_000n);
  await house.money.revokeApiKey.execute({ viewer: revoked.viewer, apiKeyId: revoked.keyId });
  const wishes = [
    house.wish(able, model.id),
    house.wish(able, model.id),
    house.wish(able, model.id),
    house.wish(poor, model.id),
    house.wish(stranger, model.id),
    house.wish(stingy, model.id),
    house.wish(revoked, model.id),
    house.wish({ ...able, keyId: newId() }, model.id),
    house.wish(able, newId()),
    house.wish(able, suspended.id),
    { requestId: randomUUID(), apiKey: 'cpk_wrong', modelVersionId: model.id, maxUnits: ONE_QUERY },
  ];
  expect(codesOf(await house.ask(wishes))).toEqual([
    'ok',
    'ok',
    'BALANCE_INSUFFICIENT',
    'BALANCE_INSUFFICIENT',
    'MANDATE_MISSING',
    'MANDATE_PRICE_EXCEEDED',
    'API_KEY_REVOKED',
    'API_KEY_UNKNOWN',
    'MODEL_UNKNOWN',
    'MODEL_NOT_LIVE',
    'API_KEY_UNKNOWN',
  ]);
  expect(await house.balance(able)).toBe(5_000n - 2n * PRICE);
});

test('a customer’s key buys by its text as well as by its id', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 10_000n);
  const { viewer } = customer;
  const { secret, apiKey } = await house.money.createApiKey.execute({ viewer, label: 'shown' });
  const [outcome] = await house.ask([
    { requestId: 'shown', apiKey: secret, modelVersionId: model.id, maxUnits: ONE_QUERY },
  ]);
  expect(outcome).toMatchObject({ fresh: true, ticket: { keyId: apiKey.id } });
});

test('the same request again is the same ticket, in one batch, later, and at once; other wishes under its id are refused', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 100_000n);
  const wish = house.wish(customer, model.id);
  const twice = await house.ask([wish, wish]);
  const later = await house.ask([wish]);
  expect([...twice, ...later].map((one) => 'ticket' in one && [one.fresh, one.ticket.state])).toEqual([
    [true, 'open'],
    [false, 'open'],
    [false, 'open'],
  ]);
  const other = { ...wish, maxUnits: { ...ONE_QUERY, queries: 2 } };
  expect(codesOf(await house.ask([other]))).toEqual(['IDEMPOTENCY_KEY_REUSED']);

  const fresh = house.wish(customer, model.id);
  const rivals = await Promise.all(Array.from({ length: 8 }, () => house.ask([fresh])));
  const tickets = rivals.flat().flatMap((one) => ('ticket' in one ? [one] : []));
  expect(tickets.filter((one) => one.fresh)).toHaveLength(1);
  expect(new Set(tickets.map((one) => one.ticket.id)).size).toBe(1);
  expect(await house.held(customer)).toBe(2n * PRICE);
});

test('one request id for two customers at once is one ticket, and a refusal for the other', async () => {
  const model = await house.publish();
  const customers = await Promise.all([1, 2].map(() => house.buyer(model.id, 10_000n)));
  const requestId = randomUUID();
  const asked = customers.map((customer) => house.ask([house.wish(customer, model.id, { requestId })]));
  const codes = codesOf((await Promise.all(asked)).flat());
  expect(codes.toSorted()).toEqual(['IDEMPOTENCY_KEY_REUSED', 'ok']);
  const held = await Promise.all(customers.map((customer) => house.held(customer)));
  expect(held.reduce((a, b) => a + b)).toBe(PRICE);
});

test('a ticket whose call can cost nothing is bought without a balance and moves nothing', async () => {
  const model = await house.publish({ pricePerQueryMicros: 0n });
  const customer = await house.buyer(model.id, 0n);
  const ticket = await house.buy(customer, model.id);
  expect(ticket.maxPriceMicros).toBe(0n);
  expect((await house.release(ticket.id)).state).toBe('released');
  const spent = await house.buy(customer, model.id);
  expect(await house.spend(customer, spent)).toBe('accepted');
  await house.post(spent.id);
});

test('units that no call can have are refused by the field, and nothing is bought beside them', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 10_000n);
  const none = { queries: 0, inputTokens: 0, outputTokens: 0, seconds: 0 };
  for (const [maxUnits, field] of [
    [none, ['tickets', '1', 'maxUnits']],
    [{ ...none, queries: -1 }, ['tickets', '1', 'maxUnits', 'queries']],
    [{ ...none, seconds: 1.5 }, ['tickets', '1', 'maxUnits', 'seconds']],
    [{ ...none, inputTokens: 2e9 }, ['tickets', '1', 'maxUnits', 'inputTokens']],
  ] as const) {
    const asked = house.ask([house.wish(customer, model.id), house.wish(customer, model.id, { maxUnits })]);
    await expect(asked).rejects.toMatchObject({ code: 'INVALID_INPUT', field });
  }
  expect(await house.held(customer)).toBe(0n);
});

test('a call that was not served gives its hold back, once, and both sides see why', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 10_000n);
  const ticket = await house.buy(customer, model.id);
  await expect(house.release(ticket.id, ' ')).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['reason'] });
  await expect(house.release(ticket.id, 'x', newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(house.release(newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const [first, again] = [await house.release(ticket.id, ' out of memory '), await house.release(ticket.id, 'else')];
  expect(again).toEqual(first);
  expect([await house.balance(customer), await house.held(customer)]).toEqual([10_000n, 0n]);
  const seen = { state: 'released', releaseReason: 'out of memory', capturedMicros: 0n };
  expect(await house.ticket(ticket.id, customer.viewer)).toMatchObject(seen);
  expect(await house.ticket(ticket.id)).toMatchObject(seen);
  expect(await house.ticket(ticket.id, (await house.customer()).viewer)).toBeNull();
});

test('the database itself refuses what no ticket does', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 10_000n);
  const { id } = await house.buy(customer, model.id);
  const run = (statement: string) => house.db.dataSource.query(statement, [id]);
  for (const statement of [
    `UPDATE tickets SET max_price_micros = 0 WHERE id = $1`,
    `UPDATE tickets SET state = 'captured' WHERE id = $1`,
    `UPDATE tickets SET state = 'expired', captured_micros = 1, resolved_at = issued_at WHERE id = $1`,
    `UPDATE tickets SET state = 'released', captured_micros = 0, resolved_at = issued_at WHERE id = $1`,
    `DELETE FROM tickets WHERE id = $1`,
    `UPDATE mandate_days SET cap_micros = 0 WHERE series_id = (SELECT series_id FROM tickets WHERE id = $1)`,
    `UPDATE mandates SET daily_cap_micros = 9 WHERE id = (SELECT mandate_id FROM tickets WHERE id = $1)`,
    `DELETE FROM mandates WHERE id = (SELECT mandate_id FROM tickets WHERE id = $1)`,
  ]) {
    await expect(run(statement)).rejects.toThrow(/never change|violates check|only revoked or replaced/);
  }
});
