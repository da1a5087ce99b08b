import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { UsageVerdict } from '../../domain/revenue/index.ts';
import { TicketHouse } from '../mandates/ticket-house.ts';
import { openTestGround } from '../support/ground.ts';

let house: TicketHouse;
beforeAll(async () => {
  house = await TicketHouse.on(await openTestGround({ COMMONPOOL_MATURITY_MS: '0' }));
});
afterEach(async () => {
  expect(await house.faults()).toEqual([]);
});
afterAll(() => house.close());

const unallocated = () => house.money.accounts.balance('unallocated:EUR');
const settle = (ids: readonly bigint[], decision: UsageVerdict) =>
  house.money.settleParkedUsage.execute({ viewer: house.operator, ids, decision, note: 'after the close' });

/** A call that was bought before its version was closed, and reported after. */
async function lateWithTicket() {
  const { id, owners } = await house.publish();
  const customer = await house.buyer(id, 10_000n);
  const ticket = await house.buy(customer, id, {
    maxUnits: { queries: 3, inputTokens: 0, outputTokens: 0, seconds: 0 },
  });
  await house.drain(id);
  await house.money.closeVersion.execute(id);
  expect(await house.spend(customer, ticket)).toBe('accepted');
  const [inboxId] = house.queued.slice(-1) as [bigint];
  expect(await house.money.postUsage.execute([inboxId])).toMatchObject({ quarantined: 1 });
  return { customer, owners, ticket, inboxId };
}

test('a late call with a ticket is paid from its hold, and the rest of the hold goes back', async () => {
  const { customer, ticket, inboxId } = await lateWithTicket();
  const before = await unallocated();
  expect(await house.held(customer)).toBe(3n * 1_999n);
  expect(await settle([inboxId], 'charge-unallocated')).toEqual([{ inboxId, status: 'charged' }]);
  expect([await house.held(customer), await house.balance(customer)]).toEqual([0n, 10_000n - 1_999n]);
  expect((await unallocated()) - before).toBe(1_401n);
  expect(await house.ticket(ticket.id)).toMatchObject({ state: 'captured', capturedMicros: 1_999n });
});

test('a late call with a ticket that is waived gives the whole hold back, and says so', async () => {
  const { customer, ticket, inboxId } = await lateWithTicket();
  expect(await settle([inboxId], 'waive')).toEqual([{ inboxId, status: 'waived' }]);
  expect([await house.held(customer), await house.balance(customer)]).toEqual([0n, 10_000n]);
  expect(await house.ticket(ticket.id)).toMatchObject({ state: 'captured', capturedMicros: 0n });
  expect(await house.money.explainUsage.execute(customer.viewer, inboxId)).toMatchObject({
    charge: { unitsMicros: 1_999n, priceMicros: 0n, rule: 'waived' },
    paid: { priceMicros: 0n },
  });
  expect(await settle([inboxId], 'charge-unallocated')).toEqual([{ inboxId, status: 'decided' }]);
});

test('a ticket that expires after the close is paid all the same, and its share is nobody’s', async () => {
  const { id } = await house.publish();
  const customer = await house.buyer(id, 10_000n);
  const ticket = await house.buy(customer, id);
  await house.drain(id);
  await house.money.closeVersion.execute(id);
  const before = await unallocated();
  await house.db.clock.advance(3_600_000);
  while ((await house.mandates.expireTickets.execute()) > 0);
  expect((await unallocated()) - before).toBe(1_401n);
  expect([await house.held(customer), await house.balance(customer)]).toEqual([0n, 10_000n - 1_999n]);
  expect(await house.ticket(ticket.id)).toMatchObject({ state: 'expired' });
});

test('a customer’s own spending limit holds for late calls too', async () => {
  const { id } = await house.publish();
  const customer = await house.customer(10_000n);
  await house.drain(id);
  await house.money.closeVersion.execute(id);
  const ids = await house.report(customer, id, 2);
  await house.money.postUsage.execute(ids);
  const limit = { currency: 'EUR', dailyMicros: 2_500n, monthlyMicros: null };
  await house.mandates.setSpendingLimit.execute({ viewer: customer.viewer, ...limit });
  const statuses = (await settle(ids, 'charge-unallocated')).map(({ status }) => status);
  expect(statuses).toEqual(['charged', 'unfunded']);
});

test('a call that was paid from a hold is explained, and billed, at its price', async () => {
  const { id, owners } = await house.publish();
  const customer = await house.buyer(id, 10_000n);
  const ticket = await house.buy(customer, id, {
    maxUnits: { queries: 2, inputTokens: 0, outputTokens: 0, seconds: 0 },
  });
  await house.spend(customer, ticket);
  const [inboxId] = house.queued.slice(-1) as [bigint];
  await house.money.postUsage.execute([inboxId]);
  expect(await house.money.explainUsage.execute(owners[0]!, inboxId)).toMatchObject({
    paid: { priceMicros: 1_999n, shareMicros: 1_401n },
    owner: { earnedBeforeMicros: 0n, earnedAfterMicros: 700n },
  });
  const { items } = await house.money.readUsage.execute(customer.viewer, { limit: 1, direction: 'forward' });
  expect(items).toMatchObject([{ id: inboxId, ticketId: ticket.id, chargedMicros: 1_999n, free: false }]);
});
