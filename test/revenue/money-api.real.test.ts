import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createApiServer, type ApiServer } from '../../api/server.ts';
import { toNodeId } from '../../api/shared/index.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import { OutboxRelay } from '../../infra/nats/outbox-relay.ts';
import { wireAudit } from '../../wiring/audit.ts';
import { openStream } from '../api/small/events.ts';
import { openMarket, type Market } from './market.ts';

let market: Market;
let relay: OutboxRelay;
let server: ApiServer;
let url: string;

beforeAll(async () => {
  market = await openMarket();
  const { config, dataSource, nats, subjects, feed, logger } = market.ground;
  relay = new OutboxRelay(dataSource, nats, subjects);
  const audit = wireAudit(market.ground, market.money, []);
  server = await createApiServer({
    resolvers: [...market.money.wired.resolvers, ...market.billing.wired.resolvers, ...audit.wired.resolvers],
    nodes: [...market.money.wired.nodes, ...market.billing.wired.nodes, ...audit.wired.nodes],
    authenticate: async (token) => (token === 'operator' ? market.operator : viewerOf(token)),
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
  await market.close();
});

function viewerOf(userId: string): Viewer {
  return { userId, isOperator: false, sessionId: null };
}

async function ask(token: string, query: string, variables: object = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as { data: never; errors?: { extensions: { code: string } }[] };
}

const DRAW = `mutation ($input: DrawEarningsInput!) {
  drawEarnings(input: $input) { draw { id amountMicros modelVersionId } earnings { availableMicros } userErrors { code field } } }`;

test('an owner watches a call arrive as earnings, draws them, and sees the draw', async () => {
  const model = await market.publish();
  const [owner] = model.owners as [Viewer];
  const modelVersionId = toNodeId('ModelVersion', model.id);
  const live = new AbortController();
  const watching = `subscription ($id: ID!) { earningsChanged(modelVersionId: $id) { availableMicros sharePpm } }`;
  const { events } = await openStream(url, watching, {
    token: owner.userId,
    variables: { id: modelVersionId },
    signal: live.signal,
  });
  const next = async () => (await events.next()).value?.data;
  expect(await next()).toEqual({ data: { earningsChanged: { availableMicros: '0', sharePpm: 500_000 } } });
  await market.money.postUsage.execute(await market.report(await market.customer(10_000n), model.id, 1));
  await relay.execute();
  expect(await next()).toEqual({ data: { earningsChanged: { availableMicros: '700', sharePpm: 500_000 } } });
  live.abort();

  const input = { modelVersionId, amountMicros: '300', idempotencyKey: 'first' };
  const drawn = await ask(owner.userId, DRAW, { input });
  expect(drawn).toMatchObject({
    data: {
      drawEarnings: {
        draw: { amountMicros: '300', modelVersionId },
        earnings: { availableMicros: '400' },
        userErrors: [],
      },
    },
  });
  const over = await ask(owner.userId, DRAW, { input: { ...input, amountMicros: '401', idempotencyKey: 'second' } });
  expect(over).toMatchObject({
    data: { drawEarnings: { draw: null, userErrors: [{ code: 'EARNINGS_INSUFFICIENT', field: ['amountMicros'] }] } },
  });
  const legs = [
    { accountKind: 'DRAWS', amountMicros: '-300', account: null },
    { accountKind: 'DRAWN', amountMicros: '300', account: null },
  ];
  const lists = await ask(
    owner.userId,
    `{
    earnings(first: 5) { edges { node { modelVersionId earnedMicros drawnMicros revenueMicros weight totalWeight } } }
    draws(first: 5) { edges { node { id amountMicros
      journal { kind entries { accountKind amountMicros account } } } } } }`,
  );
  expect(lists).toMatchObject({
    data: {
      earnings: {
        edges: [
          {
            node: {
              modelVersionId,
              earnedMicros: '700',
              drawnMicros: '300',
              revenueMicros: '1401',
              weight: '5',
              totalWeight: '10',
            },
          },
        ],
      },
      draws: {
        edges: [{ node: { amountMicros: '300', journal: { kind: 'draw', entries: expect.arrayContaining(legs) } } }],
      },
    },
  });
  const stranger = await ask(market.operator.userId, DRAW, { input });
  expect(stranger).toMatchObject({ data: { drawEarnings: { userErrors: [{ code: 'NOT_FOUND' }] } } });
});

test('a customer makes a key, is topped up, sees each call and what it cost, and ends the key', async () => {
  const model = await market.publish();
  const { viewer } = await market.customer();
  const created = await ask(
    viewer.userId,
    `mutation { createApiKey(input: { label: "app" }) { apiKey { id label } secret userErrors { code } } }`,
  );
  const { apiKey, secret } = (created.data as { createApiKey: { apiKey: { id: string }; secret: string } })
    .createApiKey;
  expect(secret).toMatch(/^cpk_/);
  const topUp = `mutation ($input: TopUpInput!) { topUp(input: $input) { topUp { amountMicros currency } userErrors { code } } }`;
  const input = {
    customerId: toNodeId('User', viewer.userId),
    currency: 'EUR',
    amountMicros: '2500',
    idempotencyKey: 'inv-1',
  };
  expect(await ask('operator', topUp, { input })).toMatchObject({
    data: { topUp: { topUp: { amountMicros: '2500' }, userErrors: [] } },
  });
  expect(await ask(viewer.userId, topUp, { input })).toMatchObject({
    data: { topUp: { userErrors: [{ code: 'FORBIDDEN' }] } },
  });

  const keyId = Buffer.from(apiKey.id, 'base64url').toString().split(':')[2] as string;
  await market.money.postUsage.execute(await market.report({ viewer, keyId }, model.id, 2));
  const seen = await ask(
    viewer.userId,
    `{
    customerBalance(currency: "EUR") { balanceMicros currency }
    usage(first: 10) { edges { node { state chargedMicros currency queries apiKeyId } } } }`,
  );
  expect(seen).toMatchObject({
    data: {
      customerBalance: { balanceMicros: '501', currency: 'EUR' },
      usage: {
        edges: [
          { node: { state: 'UNFUNDED', chargedMicros: null } },
          { node: { state: 'POSTED', chargedMicros: '1999', currency: 'EUR', queries: 1, apiKeyId: apiKey.id } },
        ],
      },
    },
  });
  const revoked = await ask(
    viewer.userId,
    `mutation ($id: ID!) { revokeApiKey(input: { apiKeyId: $id }) { apiKey { revokedAt } userErrors { code } } }`,
    { id: apiKey.id },
  );
  expect(revoked).toMatchObject({ data: { revokeApiKey: { apiKey: { revokedAt: expect.any(String) } } } });
  const node = `query ($id: ID!) { node(id: $id) { ... on ApiKey { id label } } apiKeys(first: 1) { edges { node { id } } } }`;
  expect(await ask(viewer.userId, node, { id: apiKey.id })).toMatchObject({ data: { node: { id: apiKey.id } } });
  expect(await ask(market.operator.userId, node, { id: apiKey.id })).toMatchObject({ data: { node: null } });
});

interface BookedEntry {
  readonly account: string;
  readonly amountMicros: string;
}

test('an operator registers gateways and audits the books; nobody else may look', async () => {
  const register = `mutation { registerGateway(input: { name: "edge" }) { gateway { id source sequenceGaps { first } } webhookSecret token userErrors { code } } }`;
  const registered = await ask('operator', register);
  expect(registered).toMatchObject({
    data: {
      registerGateway: {
        gateway: { source: expect.stringMatching(/^\/gateways\//), sequenceGaps: [] },
        webhookSecret: expect.stringMatching(/^whsec_/),
        token: expect.stringMatching(/^cpg_/),
      },
    },
  });
  const books = `{ audit { entriesSumMicros balancesSumMicros faults journals } usageBacklog { pending unfunded quarantined }
    platformBalance(currency: "EUR") { balanceMicros } gateways(first: 5) { edges { node { name } } } }`;
  expect(await ask('operator', books)).toMatchObject({
    data: { audit: { entriesSumMicros: '0', balancesSumMicros: '0', faults: [] }, usageBacklog: { unfunded: '1' } },
  });
  const newest = await ask(
    'operator',
    '{ journals(last: 2) { edges { node { kind entries { account amountMicros } } } } }',
  );
  const { journals: page } = newest.data as { journals: { edges: { node: { entries: BookedEntry[] } }[] } };
  expect(page.edges).toHaveLength(2);
  for (const { node } of page.edges) {
    expect(node.entries.reduce((sum, entry) => sum + BigInt(entry.amountMicros), 0n)).toBe(0n);
    expect(node.entries[0]?.account).toMatch(/^(customer|external|pot):/);
  }
  const anyone = market.operator.userId;
  for (const query of [
    '{ audit { faults } }',
    '{ usageBacklog { pending } }',
    '{ gateways(first: 1) { edges { cursor } } }',
    '{ platformBalance(currency: "EUR") { currency } }',
    '{ journals(first: 1) { edges { cursor } } }',
  ]) {
    expect((await ask(anyone, query)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
});
