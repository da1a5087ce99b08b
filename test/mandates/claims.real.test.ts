import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { UsageEvent } from '../../domain/metering/index.ts';
import { newId, sha256Hex, type Id } from '../../domain/shared/index.ts';
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

async function statuses(events: readonly UsageEvent[]): Promise<string[]> {
  return (await house.record(events)).map((result) => ('code' in result ? result.code : result.status));
}

test('an event spends its ticket once; the same event again is a success, another one is refused', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 10_000n);
  const ticket = await house.buy(customer, model.id);
  const event = await house.event(customer, model.id, { ticketId: ticket.id });
  const rival = await house.event(customer, model.id, { ticketId: ticket.id });
  expect(await statuses([event, rival, event])).toEqual(['accepted', 'TICKET_SPENT', 'duplicate']);
  expect(await statuses([event, rival])).toEqual(['duplicate', 'TICKET_SPENT']);
  expect(await statuses([{ ...event, digest: sha256Hex('other') }])).toEqual(['EVENT_CONFLICT']);
  expect(await house.ticket(ticket.id)).toMatchObject({ state: 'claimed', eventId: event.eventId });
  await expect(house.release(ticket.id)).rejects.toMatchObject({ code: 'TICKET_SPENT' });
});

test('of twenty events for one ticket at once exactly one is accepted', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 10_000n);
  const ticket = await house.buy(customer, model.id);
  const spent = await Promise.all(Array.from({ length: 20 }, () => house.spend(customer, ticket)));
  expect(spent.filter((status) => status === 'accepted')).toHaveLength(1);
  expect(new Set(spent)).toEqual(new Set(['accepted', 'TICKET_SPENT']));
});

test('a ticket that is unknown, foreign, too small, released or expired is no ticket for the event', async () => {
  const [model, dearer] = [await house.publish(), await house.publish()];
  const customer = await house.buyer(model.id, 100_000n);
  const other = await house.buyer(model.id, 100_000n);
  const { viewer } = customer;
  const { apiKey } = await house.money.createApiKey.execute({ viewer, label: 'other' });
  const ticket = await house.buy(customer, model.id);
  const elsewhere = await house.money.registerGateway.execute({ viewer: house.operator, name: 'elsewhere' });
  const foreign = await house.event(customer, model.id, { ticketId: ticket.id });
  const [result] = await house.money.recordUsage.execute(elsewhere.gateway, [foreign]);
  expect(result).toMatchObject({ status: 'refused', code: 'TICKET_MISMATCH' });
  expect(await house.spend(customer, ticket, { ticketId: newId() })).toBe('TICKET_UNKNOWN');
  expect(await house.spend(other, ticket)).toBe('TICKET_MISMATCH');
  expect(await house.spend({ ...customer, keyId: apiKey.id }, ticket)).toBe('TICKET_MISMATCH');
  expect(await house.spend(customer, ticket, { modelVersionId: dearer.id })).toBe('TICKET_MISMATCH');
  expect(await house.spend(customer, ticket, { queries: 2 })).toBe('TICKET_EXCEEDED');
  expect(await house.spend(customer, ticket, { outputTokens: 1 })).toBe('TICKET_EXCEEDED');
  await house.release(ticket.id);
  expect(await house.spend(customer, ticket)).toBe('TICKET_SPENT');

  const late = await house.buy(customer, model.id);
  await house.db.clock.advance(15 * 60_000);
  expect(await house.spend(customer, late)).toBe('TICKET_EXPIRED');
  await expect(house.release(late.id)).rejects.toMatchObject({ code: 'TICKET_EXPIRED' });
  expect((await house.ticket(late.id)).state).toBe('open');
});

test('a refused event leaves its ticket open for the right one', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 10_000n);
  const ticket = await house.buy(customer, model.id);
  expect(await house.spend(customer, ticket, { queries: 5 })).toBe('TICKET_EXCEEDED');
  expect(await house.spend(customer, ticket)).toBe('accepted');
});

test('a new event under the id of an accepted one takes no ticket with it', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 10_000n);
  const [first, second] = [await house.buy(customer, model.id), await house.buy(customer, model.id)];
  const eventId = randomUUID();
  expect(await house.spend(customer, first, { eventId })).toBe('accepted');
  expect(await house.spend(customer, second, { eventId, digest: sha256Hex('second') })).toBe('EVENT_CONFLICT');
  expect((await house.ticket(second.id)).state).toBe('open');
});

test('a licensed version takes no event without a ticket, a hosted one takes both kinds', async () => {
  const hosted = await house.publish();
  const { modelId, gateway } = await house.partner();
  const customer = await house.buyer(modelId, 100_000n);
  await house.mandate(customer, hosted.id);
  const report = async (ticketId: Id | null) => {
    const [result] = await house.money.recordUsage.execute(gateway, [
      await house.event(customer, modelId, { ticketId }),
    ]);
    return result && 'code' in result ? result.code : result?.status;
  };
  expect(await report(null)).toBe('TICKET_REQUIRED');
  const [outcome] = await house.ask([house.wish(customer, modelId)], gateway.id);
  expect(await report(outcome && 'ticket' in outcome ? outcome.ticket.id : null)).toBe('accepted');
  expect(await house.spend(customer, await house.buy(customer, hosted.id))).toBe('accepted');
  expect(await statuses([await house.event(customer, hosted.id)])).toEqual(['accepted']);
});

test('a gateway buys only what it may serve; what it bought under a licence that has ended since is still taken', async () => {
  const hosted = await house.publish();
  const { modelId, gateway } = await house.partner();
  const other = await house.partner();
  const customer = await house.buyer(modelId, 100_000n);
  await house.mandate(customer, hosted.id);
  await house.mandate(customer, other.modelId);
  const wishes = () => [hosted.id, modelId, other.modelId].map((id) => house.wish(customer, id));
  expect(codesOf(await house.ask(wishes()))).toEqual(['ok', 'WRONG_GATEWAY', 'WRONG_GATEWAY']);
  const outcomes = await house.ask(wishes(), gateway.id);
  expect(codesOf(outcomes)).toEqual(['WRONG_GATEWAY', 'ok', 'WRONG_GATEWAY']);
  const page = await house.money.licences.ofGateway(gateway.id, { limit: 1, direction: 'forward' });
  const [licence] = page.items;
  await house.money.revokeLicence.execute({ viewer: house.operator, licenceId: String(licence?.id) });
  expect(codesOf(await house.ask(wishes(), gateway.id))[1]).toBe('WRONG_GATEWAY');
  const bought = outcomes[1] && 'ticket' in outcomes[1] ? outcomes[1].ticket.id : null;
  await house.db.clock.advance(1_000);
  const event = await house.event(customer, modelId, { ticketId: bought });
  expect(await house.money.recordUsage.execute(gateway, [event])).toMatchObject([{ status: 'accepted' }]);
});

test('a call bought before its key was revoked is still reported, and nothing more is sold', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 10_000n);
  const ticket = await house.buy(customer, model.id);
  await house.money.revokeApiKey.execute({ viewer: customer.viewer, apiKeyId: customer.keyId });
  await house.db.clock.advance(1_000);
  expect(await house.ask([house.wish(customer, model.id)])).toMatchObject([{ code: 'API_KEY_REVOKED' }]);
  expect(await statuses([await house.event(customer, model.id)])).toEqual(['API_KEY_REVOKED']);
  expect(await house.spend(customer, ticket)).toBe('accepted');
});

test('posting takes part of a hold and gives the rest back, once', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 10_000n);
  const ticket = await house.buy(customer, model.id, { maxUnits: { ...ONE_QUERY, queries: 3 } });
  expect(await house.spend(customer, ticket)).toBe('accepted');
  const { captureTickets } = house.mandates;
  const tooMuch = house.db.transactions.run((tx) =>
    captureTickets.capture(tx, [{ ticketId: ticket.id, capturedMicros: 3n * PRICE + 1n }]),
  );
  await expect(tooMuch).rejects.toMatchObject({ code: 'TICKET_CAPTURE_INVALID' });
  await house.post(ticket.id);
  expect([await house.balance(customer), await house.held(customer)]).toEqual([10_000n - PRICE, 0n]);
  expect(await house.ticket(ticket.id)).toMatchObject({ state: 'captured', capturedMicros: PRICE });
  await house.post(ticket.id);
  expect([await house.balance(customer), await house.held(customer)]).toEqual([10_000n - PRICE, 0n]);
  expect(await house.money.accounts.balance(`pot:${model.id}`)).toBe(1_401n);
  const again = house.db.transactions.run((tx) =>
    captureTickets.capture(tx, [{ ticketId: ticket.id, capturedMicros: 0n }]),
  );
  await expect(again).rejects.toMatchObject({ code: 'TICKET_CAPTURE_INVALID' });
});
