import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import { newId, type Json } from '../../domain/shared/index.ts';
import { WebhookDoor } from '../webhooks/webhook-door.ts';
import { openGatewayDoor, refusalIn, type GatewayDoor, type Said } from './gateway-door.ts';
import { openTicketHouse, type TicketHouse } from './ticket-house.ts';

let house: TicketHouse;
let door: GatewayDoor;
let token: string;
let gatewayId: string;
beforeAll(async () => {
  house = await openTicketHouse();
  door = await openGatewayDoor(house);
  const registered = await door.register();
  ({ token } = registered);
  gatewayId = registered.gateway.id;
});
afterAll(async () => {
  await door.close();
  await house.close();
});

function ticketIn({ results = [] }: Said['body'], at: number): string {
  const { ticket } = results[at] as { ticket?: { id: string } };
  return ticket?.id ?? '';
}

async function aCall(fundedMicros = 100_000n) {
  const model = await house.publish();
  const customer = await house.buyer(model.id, fundedMicros);
  const { secret } = await house.money.createApiKey.execute({ viewer: customer.viewer, label: 'shown' });
  const modelVersionId = toNodeId('ModelVersion', model.id);
  const request = {
    requestId: 'r-1',
    keyId: toNodeId('ApiKey', customer.keyId),
    modelVersionId,
    maxUnits: { queries: 1 },
  };
  return { model, customer, secret, modelVersionId, request };
}

test('a gateway buys tickets for a batch, gets one result for each, and reports a call with the one it used', async () => {
  const { customer, secret, modelVersionId, request, model } = await aCall();
  const { keyId, ...bare } = request;
  const { status, body } = await door.post('/tickets', token, {
    tickets: [
      request,
      { ...bare, requestId: 'r-2', apiKey: secret },
      { ...request, requestId: 'r-3', keyId: toNodeId('ApiKey', newId()) },
    ],
  });
  expect(status).toBe(200);
  expect(body.results).toEqual([
    {
      requestId: 'r-1',
      status: 'issued',
      ticket: {
        id: expect.any(String),
        requestId: 'r-1',
        state: 'open',
        customerId: toNodeId('User', customer.viewer.userId),
        keyId,
        modelVersionId,
        currency: 'EUR',
        maxPriceMicros: '1999',
        maxUnits: { queries: 1, inputTokens: 0, outputTokens: 0, seconds: 0 },
        issuedAt: expect.stringMatching(/Z$/),
        expiresAt: expect.stringMatching(/Z$/),
      },
    },
    expect.objectContaining({ requestId: 'r-2', status: 'issued' }),
    { requestId: 'r-3', status: 'refused', code: 'API_KEY_UNKNOWN', message: 'No customer has this key.' },
  ]);
  const again = await door.post('/tickets', token, { tickets: [request] });
  expect(again.body.results?.[0]).toEqual(body.results?.[0]);

  const id = ticketIn(body, 0);
  const released = await door.post(`/tickets/${id}/release`, token, { reason: 'out of memory' });
  expect(released).toMatchObject({ status: 200, body: { id, state: 'released' } });
  expect(await house.held(customer)).toBe(1_999n);
  const other = ticketIn(body, 1);
  const ticketId = Buffer.from(other, 'base64url').toString().split(':')[2] as string;
  const ticket = await house.ticket(ticketId);
  const event = await house.event(customer, model.id, { keyId: ticket.keyId, ticketId });
  const [result] = await house.money.recordUsage.execute({ id: gatewayId, kind: 'hosted' }, [event]);
  expect(result?.status).toBe('accepted');
  expect(refusalIn(await door.post(`/tickets/${other}/release`, token, { reason: 'x' }))).toEqual([
    409,
    'TICKET_SPENT',
  ]);
});

test('a delivery names the ticket of each event; what is no ticket’s id is refused as such', async () => {
  const webhook = await WebhookDoor.open(house, 'licensed');
  const model = await house.publish({ releaseMode: 'licensed-gateway' });
  const licence = { viewer: house.operator, gatewayId: webhook.gatewayId, modelVersionId: model.id };
  await house.money.licenseGateway.execute(licence);
  const customer = await house.buyer(model.id, 100_000n);
  const maxUnits = { queries: 1, inputTokens: 10, outputTokens: 20, seconds: 3 };
  const [outcome] = await house.ask([house.wish(customer, model.id, { maxUnits })], webhook.gatewayId);
  const ticketId = outcome && 'ticket' in outcome ? outcome.ticket.id : '';
  const event = (changes: Record<string, Json>) => {
    const { data, ...rest } = webhook.event(customer, model.id);
    return { ...rest, data: { ...(data as Record<string, Json>), ...changes } };
  };
  const units = { queries: 1, inputTokens: 10, outputTokens: 20, seconds: 3 };
  const { body } = await webhook.send([
    event({}),
    event({ ticketId: 'x' }),
    event({ ticketId: 7 }),
    event({ ticketId: toNodeId('Mandate', ticketId) }),
    event({ ticketId: toNodeId('Ticket', newId()) }),
    event({ ticketId: toNodeId('Ticket', ticketId), units: { ...units, seconds: 4 } }),
    event({ ticketId: toNodeId('Ticket', ticketId), units: { ...units, seconds: -1 } }),
    event({ ticketId: toNodeId('Ticket', ticketId), units }),
  ]);
  expect(body.results?.map(({ code, status }) => code ?? status)).toEqual([
    'TICKET_REQUIRED',
    'EVENT_INVALID',
    'EVENT_INVALID',
    'EVENT_INVALID',
    'TICKET_UNKNOWN',
    'TICKET_EXCEEDED',
    'EVENT_INVALID',
    'accepted',
  ]);
  const { items } = await house.money.inbox.ofCustomer(customer.viewer.userId, { limit: 10, direction: 'forward' });
  expect(items).toMatchObject([{ ...units, ticketId }]);
  expect(await house.ticket(ticketId)).toMatchObject({ state: 'claimed', usageId: items[0]?.id });
  await webhook.close();
});

test('strangers, revoked gateways and other gateways get nothing', async () => {
  const { request } = await aCall();
  const { token: revoked, gateway } = await door.register();
  await house.money.revokeGateway.execute({ viewer: house.operator, gatewayId: gateway.id });
  for (const given of [null, 'cpg_wrong', revoked]) {
    expect(refusalIn(await door.post('/tickets', given, { tickets: [request] }))).toEqual([401, 'GATEWAY_UNKNOWN']);
    expect(refusalIn(await door.post('/tickets/x/release', given, {}))).toEqual([401, 'GATEWAY_UNKNOWN']);
  }
  const { body } = await door.post('/tickets', token, { tickets: [{ ...request, requestId: 'mine' }] });
  const id = ticketIn(body, 0);
  const { token: elsewhere } = await door.register();
  const release = await door.post(`/tickets/${id}/release`, elsewhere, { reason: 'x' });
  expect(refusalIn(release)).toEqual([404, 'NOT_FOUND']);
});

test('every malformed request is a coded refusal that names its field, and sells nothing', async () => {
  const { customer, request } = await aCall();
  const one = (changes: object) => ({ tickets: [request, { ...request, requestId: 'r-x', ...changes }] });
  const cases: readonly (readonly [body: unknown, code: string, field: string])[] = [
    [{}, 'INVALID_INPUT', 'tickets'],
    [{ tickets: [] }, 'INVALID_INPUT', 'tickets'],
    [{ tickets: Array.from({ length: 101 }, () => request) }, 'INVALID_INPUT', 'tickets'],
    [one({ requestId: '' }), 'INVALID_INPUT', 'tickets.1.requestId'],
    [one({ requestId: 'a\u0000b' }), 'INVALID_INPUT', 'tickets.1.requestId'],
    [one({ requestId: 7 }), 'INVALID_INPUT', 'tickets.1.requestId'],
    [one({ keyId: undefined }), 'INVALID_INPUT', 'tickets.1.apiKey'],
    [one({ apiKey: 'cpk_x' }), 'INVALID_INPUT', 'tickets.1.apiKey'],
    [one({ keyId: 'x' }), 'INVALID_ID', 'tickets.1.keyId'],
    [one({ modelVersionId: request.keyId }), 'INVALID_ID', 'tickets.1.modelVersionId'],
    [one({ maxUnits: {} }), 'INVALID_INPUT', 'tickets.1.maxUnits'],
    [one({ maxUnits: { queries: 1.5 } }), 'INVALID_INPUT', 'tickets.1.maxUnits.queries'],
    [one({ maxUnits: { queries: -1 } }), 'INVALID_INPUT', 'tickets.1.maxUnits.queries'],
    [one({ maxUnits: { queries: '1' } }), 'INVALID_INPUT', 'tickets.1.maxUnits.queries'],
    [one({ maxUnits: { calls: 1 } }), 'INVALID_INPUT', 'tickets.1.maxUnits'],
  ];
  for (const [body, code, field] of cases) {
    const said = await door.post('/tickets', token, body);
    expect([said.status, said.body.errors?.[0]?.extensions]).toMatchObject([400, { code, field: field.split('.') }]);
  }
  expect(await house.held(customer)).toBe(0n);
  const release = (id: string, body: unknown) => door.post(`/tickets/${id}/release`, token, body);
  expect(refusalIn(await release('x', { reason: 'x' }))).toEqual([400, 'INVALID_ID']);
  const unknown = toNodeId('Ticket', newId());
  expect(refusalIn(await release(unknown, { reason: 'x' }))).toEqual([404, 'NOT_FOUND']);
  for (const body of [{}, { reason: '' }, { reason: 'x'.repeat(201) }, { reason: 'a\u0000' }, { reason: 7 }]) {
    expect(refusalIn(await release(unknown, body))).toEqual([400, 'INVALID_INPUT']);
  }
});

test('an introspection that names a version says whether to buy a ticket and whether the customer can pay, and no amount', async () => {
  const introspect = async (body: object) => (await door.post('/introspect', token, body)).body;
  const { customer, secret, modelVersionId } = await aCall();
  const known = {
    active: true,
    customerId: toNodeId('User', customer.viewer.userId),
    keyId: expect.any(String),
  };
  expect(await introspect({ apiKey: secret })).toEqual(known);
  const asked = { apiKey: secret, modelVersionId };
  expect(await introspect(asked)).toEqual({ ...known, ticketsRequired: false, spendable: true });
  const { viewer } = customer;
  const limit = { viewer, currency: 'EUR', monthlyMicros: null };
  await house.mandates.setSpendingLimit.execute({ ...limit, dailyMicros: 0n });
  expect(await introspect(asked)).toEqual({ ...known, ticketsRequired: false, spendable: false });
  await house.mandates.setSpendingLimit.execute({ ...limit, dailyMicros: null });

  const licensed = await house.publish({ releaseMode: 'licensed-gateway' });
  const free = await house.publish({ pricePerQueryMicros: 0n });
  const of = (id: string) => introspect({ apiKey: secret, modelVersionId: toNodeId('ModelVersion', id) });
  expect(await of(licensed.id)).toMatchObject({ ticketsRequired: true, spendable: true });
  const poor = await house.customer();
  const { secret: poorKey } = await house.money.createApiKey.execute({ viewer: poor.viewer, label: 'k' });
  expect(await introspect({ apiKey: poorKey, modelVersionId })).toMatchObject({ spendable: false });
  const freeId = toNodeId('ModelVersion', free.id);
  expect(await introspect({ apiKey: poorKey, modelVersionId: freeId })).toMatchObject({ spendable: true });

  expect(await introspect({ apiKey: 'cpk_wrong', modelVersionId })).toEqual({ active: false });
  const unknown = { apiKey: secret, modelVersionId: toNodeId('ModelVersion', newId()) };
  expect(refusalIn(await door.post('/introspect', token, unknown))).toEqual([404, 'NOT_FOUND']);
  const garbage = { apiKey: secret, modelVersionId: 7 };
  expect(refusalIn(await door.post('/introspect', token, garbage))).toEqual([400, 'INVALID_ID']);
});
