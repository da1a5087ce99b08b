import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ExpireTickets, CountTickets, type Ticket } from '../../domain/mandates/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import { postgresMandates } from '../../infra/postgres/mandates/index.ts';
import { openTicketHouse, type TicketHouse } from './ticket-house.ts';

let house: TicketHouse;
beforeAll(async () => {
  house = await openTicketHouse({ COMMONPOOL_TICKET_LIFETIME_MS: '60000' });
});
afterAll(() => house.close());

const PRICE = 1_999n;

test('without a handler that shares the money out nothing expires, and the audit says what waits', async () => {
  const { expiredHandlers } = house.mandates;
  const handlers = expiredHandlers.splice(0);
  const model = await house.publish();
  const customer = await house.buyer(model.id, 10_000n);
  const ticket = await house.buy(customer, model.id);
  await house.db.clock.advance(60_000);
  expect(await house.mandates.expireTickets.execute()).toBe(0);
  expect((await house.ticket(ticket.id)).state).toBe('open');
  await house.db.clock.advance(11 * 60_000);
  expect(await house.faults()).toEqual([expect.stringMatching(`ticket ${ticket.id}: it expired at .* still open`)]);
  expiredHandlers.push(...handlers);
  expect(await house.mandates.expireTickets.execute()).toBe(1);
  expect(await house.faults()).toEqual([]);
});

test('a ticket that nobody spends in time is captured whole; claimed and released ones are not', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 10_000n);
  const [forgotten, claimed, released] = [
    await house.buy(customer, model.id),
    await house.buy(customer, model.id),
    await house.buy(customer, model.id),
  ];
  await house.spend(customer, claimed);
  await house.release(released.id);
  expect(await house.mandates.expireTickets.execute()).toBe(0);
  await house.db.clock.advance(60_000);
  const workers = await Promise.all([1, 2, 3].map(() => house.mandates.expireTickets.execute()));
  expect(workers.reduce((a, b) => a + b)).toBe(1);
  expect(await house.ticket(forgotten.id)).toMatchObject({ state: 'expired', capturedMicros: PRICE });
  expect((await house.ticket(claimed.id)).state).toBe('claimed');
  expect([await house.balance(customer), await house.held(customer)]).toEqual([10_000n - 2n * PRICE, PRICE]);
  expect(await house.money.accounts.balance(`pot:${model.id}`)).toBe(1_401n);
  expect(await house.spend(customer, forgotten)).toBe('TICKET_EXPIRED');
  expect(await house.faults()).toEqual([]);
});

test('many due tickets expire in bounded batches, each once, however many workers there are', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 10_000_000n);
  for (let i = 0; i < 3; i += 1) {
    await house.ask(Array.from({ length: 100 }, () => house.wish(customer, model.id)));
  }
  await house.db.clock.advance(60_000);
  const workers = await Promise.all([1, 2, 3, 4].map(() => house.mandates.expireTickets.execute()));
  const rest = await house.mandates.expireTickets.execute();
  expect(workers.reduce((a, b) => a + b) + rest).toBe(300);
  expect(await house.held(customer)).toBe(0n);
  expect(await house.journalsOf('ticket-expired')).toBeGreaterThanOrEqual(300);
  expect(await house.faults()).toEqual([]);
});

test('a ticket whose handler fails stays open with its hold, is named, and holds up none beside it', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 100_000n);
  const tickets: Ticket[] = [];
  for (let i = 0; i < 5; i += 1) tickets.push(await house.buy(customer, model.id));
  const faulty = tickets[2] as Ticket;
  const refuse = {
    ticketsExpired: async (_tx: unknown, due: readonly Ticket[]) => {
      if (due.some((ticket) => ticket.id === faulty.id)) throw new Error('broken');
    },
  };
  await house.db.clock.advance(60_000);
  const failed: Id[] = [];
  const kept = postgresMandates(house.db.dataSource);
  const expire = new ExpireTickets(
    house.db.transactions,
    kept.tickets,
    new CountTickets(kept.dayCounts, kept.spendingLimits),
    [...house.mandates.expiredHandlers, refuse],
    (_error, id) => failed.push(id),
  );
  expect(await expire.execute()).toBe(4);
  expect(failed).toEqual([faulty.id]);
  expect((await house.ticket(faulty.id)).state).toBe('open');
  expect(await house.held(customer)).toBe(PRICE);
  expect(await house.mandates.expireTickets.execute()).toBe(1);
  expect(await house.faults()).toEqual([]);
});
