import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Viewer } from '../../domain/identity/index.ts';
import { accountKeys } from '../../domain/ledger/index.ts';
import { newId, type Id } from '../../domain/shared/index.ts';
import { openTicketHouse, type TicketHouse } from '../mandates/ticket-house.ts';
import { CaseHouse, DAY_MS } from './case-house.ts';

const PRICE = 1_999n;

let tickets: TicketHouse;
let house: CaseHouse;
let operator: Viewer;
beforeAll(async () => {
  tickets = await openTicketHouse({ COMMONPOOL_TICKET_LIFETIME_MS: '60000', COMMONPOOL_MATURITY_MS: String(DAY_MS) });
  house = new CaseHouse(tickets);
  operator = await house.operator();
});
afterEach(async () => {
  expect([...(await house.faults()), ...(await tickets.faults())]).toEqual([]);
});
afterAll(() => house.close());

/** A customer whose ticket nobody reported until it expired, which so was captured whole. */
async function unreported() {
  const model = await tickets.publish();
  const customer = await tickets.buyer(model.id, 10_000n);
  const { id: ticketId } = await tickets.buy(customer, model.id);
  await tickets.db.clock.advance(61_000);
  await tickets.mandates.expireTickets.execute();
  return { model, customer, ticketId };
}

const claim = (viewer: Viewer, ticketId: Id, kind: 'dispute' | 'refund-request' = 'dispute') =>
  house.cases.claimRefund.execute({ viewer, kind, call: { ticketId }, statement: 'I got no answer.' });
const pot = (id: Id) => house.balance(accountKeys.pot(id));

test('a call that was never reported is disputed by its ticket, and paid back out of the pot', async () => {
  const { model, customer, ticketId } = await unreported();
  expect([await tickets.balance(customer), await pot(model.id)]).toEqual([10_000n - PRICE, 1_401n]);
  const one = await claim(customer.viewer, ticketId);
  expect(one).toMatchObject({ subject: `ticket-expired:${ticketId}`, state: 'open' });
  const closed = await house.decide(await house.take(one, operator), operator);
  expect(closed).toMatchObject({ state: 'closed', outcome: 'refund', amountMicros: PRICE });
  expect([await tickets.balance(customer), await pot(model.id)]).toEqual([10_000n, 0n]);
  await expect(claim(customer.viewer, ticketId)).rejects.toMatchObject({ code: 'REFUND_TOO_LARGE' });
});

test('once it is mature a refund can be requested, in part, and the reserve pays the owners’ share', async () => {
  const { model, customer, ticketId } = await unreported();
  await house.market.money.fundReserve.execute({
    viewer: { ...operator },
    source: 'external',
    currency: 'EUR',
    amountMicros: 10_000n,
    idempotencyKey: newId(),
  });
  await tickets.db.clock.advance(3 * DAY_MS);
  while ((await tickets.money.matureShares.execute()) > 0);
  await expect(claim(customer.viewer, ticketId)).rejects.toMatchObject({ code: 'DISPUTE_TOO_LATE' });
  const one = await house.take(await claim(customer.viewer, ticketId, 'refund-request'), operator);
  expect(await house.cases.previewDecision.execute(operator, one.id, 1_000n)).toMatchObject({ shareFrom: 'reserve' });
  await house.decide(one, operator, { amountMicros: 1_000n });
  expect([await tickets.balance(customer), await pot(model.id)]).toEqual([9_001n, 1_401n]);
});

test('a ticket of somebody else, one that is open, and one that was reported are not claimed by themselves', async () => {
  const { ticketId } = await unreported();
  const model = await tickets.publish();
  const customer = await tickets.buyer(model.id, 10_000n);
  await expect(claim(customer.viewer, ticketId)).rejects.toMatchObject({ code: 'NOT_FOUND', field: ['ticketId'] });
  const [open, reported] = [await tickets.buy(customer, model.id), await tickets.buy(customer, model.id)];
  await tickets.spend(customer, reported);
  await tickets.post(reported.id);
  for (const { id } of [open, reported]) {
    await expect(claim(customer.viewer, id)).rejects.toMatchObject({ code: 'USAGE_NOT_POSTED', field: ['ticketId'] });
  }
});

test('the audit names a ticket of which more was paid back than it cost', async () => {
  const other = await openTicketHouse({
    COMMONPOOL_TICKET_LIFETIME_MS: '60000',
    COMMONPOOL_MATURITY_MS: String(DAY_MS),
  });
  const model = await other.publish();
  const customer = await other.buyer(model.id, 10_000n);
  const { id: ticketId } = await other.buy(customer, model.id);
  await other.db.clock.advance(61_000);
  await other.mandates.expireTickets.execute();
  const refundId = newId();
  await other.db.transactions.run((tx) =>
    other.money.refundUsage.execute(tx, { refundId, ticketId, amountMicros: 1_000n }),
  );
  expect(await other.faults()).toEqual([]);
  for (const text of [
    'ALTER TABLE usage_refunds DISABLE TRIGGER USER',
    `UPDATE usage_refunds SET amount_micros = amount_micros + 200, fee_micros = fee_micros + 200 WHERE id = '${refundId}'`,
  ]) {
    await other.db.dataSource.query(text);
  }
  expect(await other.faults()).toEqual(
    expect.arrayContaining([
      expect.stringContaining(`ticket ${ticketId}: its fee was 199, but 299 of it was paid back`),
    ]),
  );
  await other.close();
});
