import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createApiServer, type ApiServer } from '../../api/server.ts';
import { toNodeId } from '../../api/shared/index.ts';
import { generateKey, keyFromJwk, mandateObject, revocationObject, signStatement } from '../../codegen/client/index.ts';
import { MemberKey, type Viewer } from '../../domain/identity/index.ts';
import { newId } from '../../domain/shared/index.ts';
import { OutboxRelay } from '../../infra/nats/outbox-relay.ts';
import { wireIdentity } from '../../wiring/identity.ts';
import { openStream } from '../api/small/events.ts';
import { openTicketHouse, type TicketHouse } from './ticket-house.ts';

let house: TicketHouse;
let relay: OutboxRelay;
let server: ApiServer;
let url: string;
beforeAll(async () => {
  house = await openTicketHouse();
  const { config, dataSource, nats, subjects, feed, logger } = house.ground;
  relay = new OutboxRelay(dataSource, nats, subjects);
  const parts = [house.mandates.wired, house.money.wired];
  server = await createApiServer({
    resolvers: parts.flatMap((part) => part.resolvers),
    nodes: parts.flatMap((part) => part.nodes),
    authenticate: async (token) => (token === 'operator' ? house.operator : viewerOf(token)),
    instance: config.instance,
    eventFeed: feed,
    logger,
    ready: async () => true,
    mounts: [],
  });
  ({ url } = await server.listen(0, '127.0.0.1'));
});
afterAll(async () => {
  await server.close(1_000);
  await house.close();
});

function viewerOf(userId: string): Viewer {
  return { userId, isOperator: false, sessionId: null };
}

interface Answered {
  readonly data: never;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

async function ask(token: string, query: string, variables: object = {}): Promise<Answered> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answered;
}

const GIVE = `mutation ($input: GiveMandateInput!) { giveMandate(input: $input) {
  mandate { id version signed modelVersionId poolId apiKeyId maxPriceMicros dailyCapMicros revokedAt
    revocationToSign { action subject digest } } userErrors { code field } } }`;
const REVOKE = `mutation ($input: RevokeMandateInput!) { revokeMandate(input: $input) {
  mandate { id revokedAt revocationJws } userErrors { code field } } }`;

/** A customer whose key is the client's own, so that the client's signatures are what is proved. */
async function aSigner() {
  const { viewer } = await house.members.join({ withKey: false });
  const key = await keyFromJwk((await generateKey()).privateJwk);
  const { memberKeys } = wireIdentity(house.ground);
  await house.db.transactions.run(async (tx) => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: String(key.publicJwk.x) } as const;
    const kept = { id: newId(), userId: viewer.userId, thumbprint: key.thumbprint, algorithm: 'EdDSA', jwk } as const;
    await memberKeys.insert(tx, new MemberKey({ ...kept, addedAt: tx.now, revokedAt: null }));
  });
  const { instance } = house.ground.config;
  const sign = (action: string, act: ReturnType<typeof mandateObject>) =>
    signStatement({ instance, key, action, ...act });
  return { viewer, sign };
}

test('a customer gives and revokes a mandate with the client’s signature, sees it, and nobody else does', async () => {
  const model = await house.publish();
  const { viewer, sign } = await aSigner();
  const draft = {
    modelVersionId: toNodeId('ModelVersion', model.id),
    currency: 'EUR',
    maxPriceMicros: '5000',
    dailyCapMicros: '50000',
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  };
  const unsigned = await ask(viewer.userId, GIVE, { input: draft });
  expect(unsigned).toMatchObject({
    data: { giveMandate: { mandate: null, userErrors: [{ code: 'STATEMENT_MISSING', field: ['statementJws'] }] } },
  });
  const statementJws = await sign('mandates.give', mandateObject(draft));
  const other = await ask(viewer.userId, GIVE, { input: { ...draft, dailyCapMicros: '50001', statementJws } });
  expect(other).toMatchObject({ data: { giveMandate: { userErrors: [{ code: 'STATEMENT_INVALID' }] } } });
  const given = await ask(viewer.userId, GIVE, { input: { ...draft, statementJws } });
  expect(given).toMatchObject({
    data: {
      giveMandate: {
        mandate: {
          version: 1,
          signed: true,
          modelVersionId: draft.modelVersionId,
          poolId: null,
          apiKeyId: null,
          maxPriceMicros: '5000',
          revokedAt: null,
          revocationToSign: { action: 'mandates.revoke' },
        },
        userErrors: [],
      },
    },
  });
  const { id } = (given.data as { giveMandate: { mandate: { id: string } } }).giveMandate.mandate;
  const list = `query ($id: ID!) { mandates(first: 5) { edges { node { id } } } node(id: $id) { id } }`;
  const seen = { data: { mandates: { edges: [{ node: { id } }] }, node: { id } } };
  expect(await ask(viewer.userId, list, { id })).toEqual(seen);
  const hidden = { data: { mandates: { edges: [] }, node: null } };
  expect(await ask(newId(), list, { id })).toEqual(hidden);
  expect(await ask('operator', list, { id })).toMatchObject({ data: { node: { id } } });

  const theirs = await ask(newId(), REVOKE, { input: { mandateId: id } });
  expect(theirs).toMatchObject({ data: { revokeMandate: { userErrors: [{ code: 'NOT_FOUND' }] } } });
  const jws = await sign('mandates.revoke', revocationObject(id));
  const revoked = await ask(viewer.userId, REVOKE, { input: { mandateId: id, statementJws: jws } });
  expect(revoked).toMatchObject({
    data: { revokeMandate: { mandate: { id, revokedAt: expect.any(String), revocationJws: jws }, userErrors: [] } },
  });
});

test.each([
  [{ poolId: 'cG9vbA' }, 'INVALID_ID', ['poolId']],
  [{ apiKeyId: toNodeId('ApiKey', newId()) }, 'NOT_FOUND', ['apiKeyId']],
  [{ modelVersionId: null }, 'INVALID_INPUT', ['modelVersionId']],
  [{ currency: 'USD' }, 'INVALID_INPUT', ['currency']],
  [{ maxPriceMicros: '-1' }, 'INVALID_INPUT', ['maxPriceMicros']],
])('a mandate with %j is refused as %s', async (changes, code, field) => {
  const model = await house.publish();
  const { viewer } = await house.customer();
  const input = {
    modelVersionId: toNodeId('ModelVersion', model.id),
    currency: 'EUR',
    maxPriceMicros: '1',
    dailyCapMicros: '1',
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    ...changes,
  };
  const answered = await ask(viewer.userId, GIVE, { input });
  expect(answered).toMatchObject({ data: { giveMandate: { mandate: null, userErrors: [{ code, field }] } } });
});

const TICKET = `id state maxPriceMicros capturedMicros releaseReason maxUnits { queries } apiKeyId modelVersionId`;

test('a customer watches tickets being bought and released; who runs the gateway and operators see them too', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 100_000n);
  const { userId } = customer.viewer;
  const live = new AbortController();
  const watching = 'subscription { ticketsChanged(first: 5) { state capturedMicros } }';
  const { events } = await openStream(url, watching, { token: userId, signal: live.signal });
  const next = async () => (await events.next()).value?.data;
  expect(await next()).toEqual({ data: { ticketsChanged: [] } });
  const ticket = await house.buy(customer, model.id);
  await relay.execute();
  expect(await next()).toEqual({ data: { ticketsChanged: [{ state: 'OPEN', capturedMicros: null }] } });
  await house.release(ticket.id, 'the model failed');
  await relay.execute();
  expect(await next()).toEqual({ data: { ticketsChanged: [{ state: 'RELEASED', capturedMicros: '0' }] } });
  live.abort();

  const id = toNodeId('Ticket', ticket.id);
  const gatewayId = toNodeId('Gateway', house.gatewayId);
  const node = {
    id,
    state: 'RELEASED',
    maxPriceMicros: '1999',
    capturedMicros: '0',
    releaseReason: 'the model failed',
    maxUnits: { queries: 1 },
    apiKeyId: toNodeId('ApiKey', customer.keyId),
    modelVersionId: toNodeId('ModelVersion', model.id),
  };
  const own = `query ($id: ID!) { tickets(first: 5) { edges { node { ${TICKET} } } } node(id: $id) { ... on Ticket { ${TICKET} } } }`;
  expect(await ask(userId, own, { id })).toEqual({ data: { tickets: { edges: [{ node }] }, node } });
  expect(await ask(newId(), own, { id })).toEqual({ data: { tickets: { edges: [] }, node: null } });
  const all = `query ($id: ID!, $gatewayId: ID!) { tickets(first: 5, gatewayId: $gatewayId) { edges { node { id } } } node(id: $id) { id } }`;
  const shown = { data: { tickets: { edges: [{ node: { id } }] }, node: { id } } };
  expect(await ask('operator', all, { id, gatewayId })).toEqual(shown);
  expect(await ask(house.operator.userId, all, { id, gatewayId })).toEqual(shown);
  expect((await ask(userId, all, { id, gatewayId })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('a customer watches each call they are billed for as it is paid', async () => {
  const model = await house.publish();
  const customer = await house.customer(100_000n);
  const { userId } = customer.viewer;
  const live = new AbortController();
  const watching = 'subscription { usageChanged(first: 2) { state chargedMicros ticketId } }';
  const { events } = await openStream(url, watching, { token: userId, signal: live.signal });
  const next = async () => (await events.next()).value?.data;
  expect(await next()).toEqual({ data: { usageChanged: [] } });
  const paid = { state: 'POSTED', chargedMicros: '1999', ticketId: null };
  await house.money.postUsage.execute(await house.report(customer, model.id, 1));
  await relay.execute();
  expect(await next()).toEqual({ data: { usageChanged: [paid] } });
  await house.money.postUsage.execute(await house.report(customer, model.id, 2));
  await relay.execute();
  expect(await next()).toEqual({ data: { usageChanged: [paid, paid] } });
  live.abort();
  const faulty = await openStream(url, 'subscription { usageChanged(first: 0) { state } }', { token: userId });
  const refused = (await faulty.events.next()).value?.data;
  expect(refused?.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT' });
});

test('a customer sets, sees and removes a spending limit, and only their own', async () => {
  const customer = await house.customer(10_000n);
  const { userId } = customer.viewer;
  const set = `mutation ($input: SetSpendingLimitInput!) { setSpendingLimit(input: $input) {
    spendingLimit { currency dailyMicros monthlyMicros spentTodayMicros spentThisMonthMicros remainingMicros }
    userErrors { code field } } }`;
  const limit = { currency: 'EUR', dailyMicros: '700', monthlyMicros: null };
  const unspent = { spentTodayMicros: '0', spentThisMonthMicros: '0', remainingMicros: '700' };
  expect(await ask(userId, set, { input: { currency: 'EUR', dailyMicros: '700' } })).toEqual({
    data: { setSpendingLimit: { spendingLimit: { ...limit, ...unspent }, userErrors: [] } },
  });
  expect(await ask(userId, set, { input: { currency: 'XXX', dailyMicros: '1' } })).toMatchObject({
    data: { setSpendingLimit: { userErrors: [{ code: 'INVALID_INPUT', field: ['currency'] }] } },
  });
  const see = '{ spendingLimits { dailyMicros } spendingLimitChanges(first: 5) { edges { node { dailyMicros } } } }';
  const changes = { edges: [{ node: { dailyMicros: '700' } }] };
  expect(await ask(userId, see)).toEqual({
    data: { spendingLimits: [{ dailyMicros: '700' }], spendingLimitChanges: changes },
  });
  expect(await ask(newId(), see)).toEqual({ data: { spendingLimits: [], spendingLimitChanges: { edges: [] } } });
  expect(await ask(userId, set, { input: { currency: 'EUR' } })).toEqual({
    data: { setSpendingLimit: { spendingLimit: null, userErrors: [] } },
  });
  expect(await ask(userId, see)).toMatchObject({ data: { spendingLimits: [] } });
});
