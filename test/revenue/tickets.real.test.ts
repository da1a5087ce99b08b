import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { accountKeys } from '../../domain/ledger/index.ts';
import type { Ticket } from '../../domain/mandates/index.ts';
import { openTicketHouse, type TicketHouse } from '../mandates/ticket-house.ts';

const PRICE = 1_999n;

let house: TicketHouse;
beforeAll(async () => {
  house = await openTicketHouse({ COMMONPOOL_TICKET_LIFETIME_MS: '60000', COMMONPOOL_MATURITY_MS: '0' });
});
afterEach(async () => {
  expect(await house.faults()).toEqual([]);
});
afterAll(() => house.close());

const pot = (id: string) => house.money.accounts.balance(accountKeys.pot(id));
const held = ({ customerId }: Ticket) => house.money.accounts.balance(accountKeys.held(customerId, 'EUR'));
const postAll = () => house.money.postUsage.execute(house.queued.splice(0));

test('a call with a ticket is paid from its hold, and what the call did not use goes back', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 10_000n);
  const ticket = await house.buy(customer, model.id, {
    maxUnits: { queries: 3, inputTokens: 0, outputTokens: 0, seconds: 0 },
  });
  expect([await house.balance(customer), await held(ticket)]).toEqual([10_000n - 3n * PRICE, 3n * PRICE]);
  expect(await house.spend(customer, ticket)).toBe('accepted');
  expect(await postAll()).toMatchObject({ posted: 1 });
  expect([await house.balance(customer), await held(ticket), await pot(model.id)]).toEqual([
    10_000n - PRICE,
    0n,
    1_401n,
  ]);
  expect(await house.ticket(ticket.id)).toMatchObject({ state: 'captured', capturedMicros: PRICE });
});

test('a call with a ticket is paid although older calls of its customer wait for money', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, PRICE);
  const ticket = await house.buy(customer, model.id);
  await house.report(customer, model.id, 2);
  expect(await postAll()).toMatchObject({ posted: 0, unfunded: 2 });
  await house.spend(customer, ticket);
  expect(await postAll()).toMatchObject({ posted: 1, unfunded: 0 });
});

test('a ticket that nobody reports earns the owners its whole price when it expires, once', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 10_000n);
  const tickets = [await house.buy(customer, model.id), await house.buy(customer, model.id)];
  await house.db.clock.advance(61_000);
  await Promise.all([house.mandates.expireTickets.execute(), house.mandates.expireTickets.execute()]);
  expect(await pot(model.id)).toBe(2n * 1_401n);
  expect([await house.balance(customer), await held(tickets[0]!)]).toEqual([10_000n - 2n * PRICE, 0n]);
  expect(await house.spend(customer, tickets[0]!)).toBe('TICKET_EXPIRED');
});

test('a free query gives the whole hold back', async () => {
  const model = await house.publish({ prices: { freeQueriesPerMonth: 1 } });
  const customer = await house.buyer(model.id, PRICE);
  const ticket = await house.buy(customer, model.id);
  await house.spend(customer, ticket);
  await postAll();
  expect([await house.balance(customer), await pot(model.id)]).toEqual([PRICE, 0n]);
});

test('calls past a spending limit are parked with the reason, and paid once the limit is raised or a day begins', async () => {
  const model = await house.publish();
  const customer = await house.customer(100_000n);
  const limit = (dailyMicros: bigint) =>
    house.mandates.setSpendingLimit.execute({
      viewer: customer.viewer,
      currency: 'EUR',
      dailyMicros,
      monthlyMicros: null,
    });
  await limit(2n * PRICE);
  const ids = await house.report(customer, model.id, 4);
  expect(await house.money.postUsage.execute(ids)).toMatchObject({ posted: 2, unfunded: 2 });
  expect(await house.money.inbox.byId(ids[2]!)).toMatchObject({ state: 'unfunded', reason: 'SPENDING_LIMIT' });
  await limit(3n * PRICE);
  await house.db.clock.advance(61_000);
  await house.money.retryUnfunded.execute();
  await house.postFunded();
  expect(await house.balance(customer)).toBe(100_000n - 3n * PRICE);
  await house.db.clock.advance(24 * 3_600_000);
  await house.money.retryUnfunded.execute();
  await house.postFunded();
  expect(await house.balance(customer)).toBe(100_000n - 4n * PRICE);
});
