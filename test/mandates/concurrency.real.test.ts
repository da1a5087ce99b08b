import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Ticket } from '../../domain/mandates/index.ts';
import type { Customer } from '../revenue/market.ts';
import { codesOf, ONE_QUERY, openTicketHouse, type TicketHouse } from './ticket-house.ts';

let house: TicketHouse;
beforeAll(async () => {
  house = await openTicketHouse({ COMMONPOOL_TICKET_LIFETIME_MS: '60000' });
});
afterEach(async () => {
  expect(await house.faults()).toEqual([]);
});
afterAll(() => house.close());

const PRICE = 1_999n;

const ok = (codes: readonly string[]) => codes.filter((code) => code === 'ok').length;

test('of fifty requests at once as many are granted as the daily cap allows', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 10_000_000n, { dailyCapMicros: 17n * PRICE });
  const asked = Array.from({ length: 50 }, () => house.ask([house.wish(customer, model.id)]));
  const codes = (await Promise.all(asked)).flatMap(codesOf);
  expect(ok(codes)).toBe(17);
  expect(codes.filter((code) => code === 'MANDATE_CAP_REACHED')).toHaveLength(33);
});

test('of fifty requests at once as many are granted as the balance pays, beside ten releases', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 30n * PRICE);
  const bought: Ticket[] = [];
  for (let i = 0; i < 10; i += 1) bought.push(await house.buy(customer, model.id));
  const asked = Array.from({ length: 50 }, () => house.ask([house.wish(customer, model.id)]));
  const [codes] = await Promise.all([
    Promise.all(asked).then((outcomes) => outcomes.flatMap(codesOf)),
    Promise.all(bought.map((ticket) => house.release(ticket.id))),
  ]);
  const granted = ok(codes);
  expect(granted).toBeGreaterThanOrEqual(20);
  expect(granted).toBeLessThanOrEqual(30);
  expect(await house.held(customer)).toBe(BigInt(granted) * PRICE);
  expect(await house.balance(customer)).toBe(BigInt(30 - granted) * PRICE);
});

test('batches that name the same customers in other orders wait for one another and all end', async () => {
  const models = await Promise.all([house.publish(), house.publish()]);
  const customers: Customer[] = [];
  for (let i = 0; i < 6; i += 1) {
    const customer = await house.buyer(models[0].id, 10_000_000n);
    await house.mandate(customer, models[1].id);
    customers.push(customer);
  }
  const wishes = () => customers.flatMap((customer) => models.map((model) => house.wish(customer, model.id)));
  const batches = Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? wishes() : wishes().toReversed()));
  const codes = (await Promise.all(batches.map((batch) => house.ask(batch)))).flatMap(codesOf);
  expect(ok(codes)).toBe(12 * 12);
});

test('whatever happens to tickets at once, money and counts agree afterwards', async () => {
  const model = await house.publish();
  const customers = await Promise.all([1, 2, 3].map(() => house.buyer(model.id, 300n * PRICE)));
  const { viewer } = customers[0]!;
  const monthlyMicros = 150n * PRICE;
  await house.mandates.setSpendingLimit.execute({ viewer, currency: 'EUR', dailyMicros: null, monthlyMicros });
  const bought: { customer: Customer; ticket: Ticket }[] = [];
  const live = async (customer: Customer, at: number) => {
    const maxUnits = { ...ONE_QUERY, queries: 1 + (at % 4) };
    const [outcome] = await house.ask([house.wish(customer, model.id, { maxUnits })]);
    if (!outcome || !('ticket' in outcome)) return;
    const { ticket } = outcome;
    bought.push({ customer, ticket });
    if (at % 5 === 0) await house.release(ticket.id);
    if (at % 5 < 2 || (await house.spend(customer, ticket)) !== 'accepted') return;
    if (at % 5 > 2) await house.post(ticket.id);
  };
  await Promise.all(Array.from({ length: 60 }, (_, at) => live(customers[at % 3] as Customer, at)));
  await house.db.clock.advance(60_000);
  await Promise.all([house.mandates.expireTickets.execute(), house.mandates.expireTickets.execute()]);
  const tickets = await Promise.all(bought.map(({ ticket }) => house.ticket(ticket.id)));
  expect(new Set(tickets.map((ticket) => ticket.state))).toEqual(
    new Set(['released', 'expired', 'claimed', 'captured']),
  );
  for (const customer of customers) {
    const own = tickets.filter((ticket) => ticket.customerId === customer.viewer.userId);
    const paid = own.reduce((sum, ticket) => sum + (ticket.capturedMicros ?? ticket.maxPriceMicros), 0n);
    expect((await house.balance(customer)) + paid).toBe(300n * PRICE);
  }
});
