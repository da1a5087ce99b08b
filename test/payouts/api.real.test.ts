import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApiServer, type ApiServer } from '../../api/server.ts';
import { toNodeId } from '../../api/shared/index.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import { OutboxRelay } from '../../infra/nats/outbox-relay.ts';
import { openStream } from '../api/small/events.ts';
import type { Member } from '../governance/members.ts';
import { openPayoutHouse, WAIT_MS, type PayoutHouse } from './payout-house.ts';

let house: PayoutHouse;
let relay: OutboxRelay;
let server: ApiServer;
let url: string;
let [first, second]: Viewer[] = [];
let payee: Member;
let stranger: Member;

beforeAll(async () => {
  house = await openPayoutHouse();
  const { config, dataSource, nats, subjects, feed, logger } = house.ground;
  relay = new OutboxRelay(dataSource, nats, subjects);
  [first, second] = [await house.operator(), await house.operator()];
  const operators = new Set([first.userId, second.userId]);
  server = await createApiServer({
    resolvers: house.payouts.wired.resolvers,
    nodes: house.payouts.wired.nodes,
    authenticate: async (userId) => ({ userId, isOperator: operators.has(userId), sessionId: null }),
    instance: config.instance,
    eventFeed: feed,
    logger,
    ready: async () => true,
    mounts: [],
  });
  ({ url } = await server.listen(0, '127.0.0.1'));
  payee = await house.payee(50_000_000n);
  stranger = await house.members.join();
});
afterAll(async () => {
  expect(await house.faults()).toEqual([]);
  await server.close(1_000);
  await house.close();
});

interface Answered {
  readonly data: Record<string, { userErrors?: { code: string; field: string[] | null }[] } | null> | null;
  readonly errors?: { extensions: { code: string } }[];
}

async function ask({ userId }: Viewer, query: string, variables: object = {}): Promise<Answered> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${userId}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answered;
}

/** A mutation with its one input; answers what it refused, or nothing. */
async function refusal(viewer: Viewer, mutation: string, type: string, input: object): Promise<string> {
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code field } } }`;
  const { data, errors } = await ask(viewer, query, { input });
  return errors?.[0]?.extensions.code ?? data?.[mutation]?.userErrors?.[0]?.code ?? 'done';
}

const asked = (amountMicros: string) => ({
  source: 'OWNER',
  currency: 'EUR',
  amountMicros,
  idempotencyKey: amountMicros,
});
const request = async (amountMicros: string) => {
  const { data } = await ask(
    payee.viewer,
    `mutation ($input: RequestPayoutInput!) { requestPayout(input: $input) { payout { id } userErrors { code } } }`,
    { input: asked(amountMicros) },
  );
  return (data?.requestPayout as unknown as { payout: { id: string } }).payout.id;
};

async function follow(viewer: Viewer, subscription: string) {
  const live = new AbortController();
  const { events } = await openStream(url, subscription, { token: viewer.userId, signal: live.signal });
  return { next: async () => (await events.next()).value?.data?.data as unknown, end: () => live.abort() };
}

async function heard(live: Awaited<ReturnType<typeof follow>>, happen: () => Promise<void>): Promise<unknown> {
  const next = live.next();
  await happen();
  await relay.execute();
  return next;
}

test('a payee sees what there is, takes some out, follows it, and sees each step', async () => {
  const { viewer } = payee;
  const live = await follow(viewer, `subscription { payoutChanged { amountMicros state holdReason } }`);
  let id = '';
  const first = await heard(live, async () => void (id = await request('10000000')));
  expect(first).toEqual({ payoutChanged: { amountMicros: '10000000', state: 'REQUESTED', holdReason: null } });
  live.end();
  const seen = await ask(
    viewer,
    `query ($id: ID!) { payoutWallets { source currency balanceMicros minimumMicros }
      payouts(first: 5) { edges { node { id source state payeeId destination { last4 kind } steps { kind at } batchId attempts { number } } } }
      node(id: $id) { id ... on Payout { amountMicros } } }`,
    { id },
  );
  expect(seen).toMatchObject({
    data: {
      payoutWallets: [
        { source: 'OWNER', currency: 'EUR', balanceMicros: '40000000', minimumMicros: '5000000' },
        { source: 'BUILDER', balanceMicros: '0' },
      ],
      payouts: {
        edges: [
          {
            node: {
              id,
              source: 'OWNER',
              payeeId: toNodeId('User', viewer.userId),
              destination: { last4: '3000', kind: 'IBAN' },
              steps: [{ kind: 'REQUESTED' }],
              attempts: null,
            },
          },
        ],
      },
      node: { id, amountMicros: '10000000' },
    },
  });
  expect(await refusal(viewer, 'cancelPayout', 'PayoutInput', { payoutId: id })).toBe('done');
});

test('a refusal names the rule and the input', async () => {
  const { viewer } = payee;
  const input = (changed: object) => ({ ...asked('6000000'), ...changed });
  const refused = (changed: object) => refusal(viewer, 'requestPayout', 'RequestPayoutInput', input(changed));
  expect(await refused({ amountMicros: '4000000' })).toBe('PAYOUT_BELOW_MINIMUM');
  expect(await refused({ amountMicros: '60000000' })).toBe('INSUFFICIENT_BALANCE');
  expect(await refused({ currency: 'USD' })).toBe('INVALID_INPUT');
  expect(await refusal(stranger.viewer, 'requestPayout', 'RequestPayoutInput', input({}))).toBe(
    'PAYOUT_DESTINATION_MISSING',
  );
  const set = {
    currency: 'EUR',
    details: { kind: 'IBAN', account: 'DE00', holder: 'Ada', salt: '0'.repeat(32) },
  };
  const query = `mutation ($input: SetPayoutDestinationInput!) { setPayoutDestination(input: $input) { userErrors { code field } } }`;
  expect(await ask(viewer, query, { input: set })).toMatchObject({
    data: { setPayoutDestination: { userErrors: [{ code: 'INVALID_INPUT', field: ['details', 'account'] }] } },
  });
});

test('a member signs what the API says is to be signed, is told of the change, and can take it back', async () => {
  const member = await house.members.join();
  const details = { kind: 'REFERENCE', account: 'acct_12345678', holder: 'Ada Lovelace', salt: 'ab'.repeat(16) };
  const toSign = await ask(
    member.viewer,
    `query ($details: PayoutDestinationDetailsInput!) { payoutDestinationToSign(currency: "EUR", details: $details) {
      version statement { action subject digest } } }`,
    { details },
  );
  const { version, statement } = toSign.data?.payoutDestinationToSign as unknown as {
    version: number;
    statement: { action: string; subject: string; digest: string };
  };
  expect(version).toBe(1);
  const statementJws = await member.signDigest(statement);
  const live = await follow(member.viewer, `subscription { payoutDestinationChanged { id last4 signed cancelledAt } }`);
  const input = { currency: 'EUR', details, statementJws };
  const told = await heard(live, async () => {
    expect(await refusal(member.viewer, 'setPayoutDestination', 'SetPayoutDestinationInput', input)).toBe('done');
  });
  live.end();
  expect(told).toMatchObject({ payoutDestinationChanged: { last4: '5678', signed: true, cancelledAt: null } });
  const { id } = (told as { payoutDestinationChanged: { id: string } }).payoutDestinationChanged;
  const unsigned = { currency: 'EUR', details };
  expect(await refusal(member.viewer, 'setPayoutDestination', 'SetPayoutDestinationInput', unsigned)).toBe(
    'STATEMENT_MISSING',
  );
  const cancel = (who: Viewer) =>
    refusal(who, 'cancelPayoutDestination', 'CancelPayoutDestinationInput', { destinationId: id });
  expect(await cancel(stranger.viewer)).toBe('NOT_FOUND');
  expect(await cancel(first as Viewer)).toBe('NOT_FOUND');
  expect(await cancel(member.viewer)).toBe('done');
  const lists = `{ payoutDestinations(first: 5) { edges { node { id usableAt cancelledAt version } } } }`;
  expect(await ask(member.viewer, lists)).toMatchObject({
    data: { payoutDestinations: { edges: [{ node: { id, cancelledAt: expect.any(String) } }] } },
  });
  const node = `query ($id: ID!) { node(id: $id) { id } }`;
  expect((await ask(member.viewer, node, { id })).data).toEqual({ node: { id } });
  for (const other of [stranger.viewer, first as Viewer]) {
    expect((await ask(other, node, { id })).data).toEqual({ node: null });
  }
});

test('operators see the queue, hold and let go on, make a batch, release it by two hands, and say how it ended', async () => {
  const [maker, releaser] = [first as Viewer, second as Viewer];
  const [paid, back] = [await request('7000000'), await request('8000000')];
  const hold = { payoutId: paid, reason: 'IDENTITY_CHECK' };
  expect(await refusal(maker, 'holdPayout', 'HoldPayoutInput', hold)).toBe('done');
  const queue = `query ($filter: PayoutFilterInput) { payoutQueue(first: 10, filter: $filter) { edges { node { id holdReason attempts { number } } } } }`;
  const held = await ask(maker, queue, { filter: { held: true, state: 'REQUESTED', currency: 'EUR', source: null } });
  expect(held.data?.payoutQueue).toEqual({
    edges: [{ node: { id: paid, holdReason: 'IDENTITY_CHECK', attempts: [] } }],
  });
  expect((await ask(payee.viewer, `{ payouts(first: 2) { edges { node { holdReason } } } }`)).data?.payouts).toEqual({
    edges: [{ node: { holdReason: null } }, { node: { holdReason: 'IDENTITY_CHECK' } }],
  });
  expect(await refusal(releaser, 'releasePayout', 'PayoutInput', { payoutId: paid })).toBe('done');

  const made = await ask(
    maker,
    `mutation { createPayoutBatch(input: { currency: "EUR" }) { batch { id state payouts totalMicros digest createdBy } userErrors { code } } }`,
  );
  const { batch } = made.data?.createPayoutBatch as unknown as { batch: { id: string; digest: string } };
  expect(batch).toMatchObject({ state: 'OPEN', payouts: 2, totalMicros: '15000000' });
  const file = `query ($id: ID!) { payoutBatchFile(batchId: $id) { text batch { disclosures { operatorId at } } } }`;
  expect(await ask(releaser, file, { id: batch.id })).toMatchObject({
    data: { payoutBatchFile: { batch: { disclosures: [{ operatorId: toNodeId('User', releaser.userId) }] } } },
  });
  const release = { batchId: batch.id, digest: batch.digest };
  expect(await refusal(maker, 'releasePayoutBatch', 'ReleasePayoutBatchInput', release)).toBe('SAME_HANDS');
  const wrong = { ...release, digest: '0'.repeat(64) };
  expect(await refusal(releaser, 'releasePayoutBatch', 'ReleasePayoutBatchInput', wrong)).toBe('PAYOUT_BATCH_DIGEST');
  expect(await refusal(releaser, 'releasePayoutBatch', 'ReleasePayoutBatchInput', release)).toBe('done');
  const discard = { batchId: batch.id };
  expect(await refusal(maker, 'discardPayoutBatch', 'PayoutBatchInput', discard)).toBe('PAYOUT_BATCH_STATE');
  const inBatch = await ask(maker, queue, { filter: { batchId: batch.id, state: 'SENT' } });
  expect(inBatch.data?.payoutQueue).toMatchObject({ edges: [{ node: { id: paid } }, { node: { id: back } }] });

  expect(await refusal(maker, 'settlePayout', 'SettlePayoutInput', { payoutId: paid, reference: 'S-1' })).toBe('done');
  const returned = { payoutId: back, reason: 'DETAILS_WRONG' };
  expect(await refusal(maker, 'returnPayout', 'ReturnPayoutInput', returned)).toBe('done');
  const ends = `{ payouts(first: 2) { edges { node { state returnReason reference batchId steps { kind } } } } }`;
  expect((await ask(payee.viewer, ends)).data?.payouts).toMatchObject({
    edges: [
      { node: { state: 'RETURNED', returnReason: 'DETAILS_WRONG', batchId: null } },
      { node: { state: 'SETTLED', reference: 'S-1' } },
    ],
  });
});

describe('who may what', () => {
  const OPERATORS_ONLY: readonly (readonly [mutation: string, type: string, input: (ids: Ids) => object])[] = [
    ['holdPayout', 'HoldPayoutInput', ({ payoutId }) => ({ payoutId, reason: 'DISPUTE_OPEN' })],
    ['releasePayout', 'PayoutInput', ({ payoutId }) => ({ payoutId })],
    ['settlePayout', 'SettlePayoutInput', ({ payoutId }) => ({ payoutId })],
    ['returnPayout', 'ReturnPayoutInput', ({ payoutId }) => ({ payoutId, reason: 'OTHER' })],
    ['createPayoutBatch', 'CreatePayoutBatchInput', () => ({ currency: 'EUR' })],
    ['releasePayoutBatch', 'ReleasePayoutBatchInput', ({ batchId }) => ({ batchId, digest: '' })],
    ['discardPayoutBatch', 'PayoutBatchInput', ({ batchId }) => ({ batchId })],
  ];
  interface Ids {
    readonly payoutId: string;
    readonly batchId: string;
  }
  let ids: Ids;
  beforeAll(async () => {
    const payoutId = await request('9000000');
    const created = await ask(
      first as Viewer,
      `mutation ($ids: [ID!]) { createPayoutBatch(input: { currency: "EUR", payoutIds: $ids }) { batch { id } userErrors { code } } }`,
      { ids: [payoutId] },
    );
    const { batch } = created.data?.createPayoutBatch as unknown as { batch: { id: string } };
    ids = { payoutId, batchId: batch.id };
  });

  test.each(OPERATORS_ONLY)('%s is for operators', async (mutation, type, input) => {
    for (const { viewer } of [payee, stranger]) {
      expect(await refusal(viewer, mutation, type, input(ids))).toBe('FORBIDDEN');
    }
  });

  test('lists of all, and files, are for operators', async () => {
    const queries = [
      '{ payoutQueue(first: 1) { edges { cursor } } }',
      '{ payoutBatches(first: 1) { edges { cursor } } }',
      `{ payoutBatchFile(batchId: "${ids.batchId}") { text } }`,
    ];
    for (const query of queries) {
      for (const { viewer } of [payee, stranger]) {
        expect((await ask(viewer, query)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      }
      expect((await ask(first as Viewer, query)).errors).toBeUndefined();
    }
  });

  test('a payout is seen by its payee and by operators, a batch by operators; to others they do not exist', async () => {
    const both = `query ($payout: ID!, $batch: ID!) { payout: node(id: $payout) { id } batch: node(id: $batch) { id } }`;
    const seen = async (viewer: Viewer) => {
      const { data } = await ask(viewer, both, { payout: ids.payoutId, batch: ids.batchId });
      return [data?.payout !== null, data?.batch !== null];
    };
    expect(await seen(stranger.viewer)).toEqual([false, false]);
    expect(await seen(payee.viewer)).toEqual([true, false]);
    expect(await seen(first as Viewer)).toEqual([true, true]);
    expect((await ask(stranger.viewer, '{ payouts(first: 5) { edges { cursor } } }')).data?.payouts).toEqual({
      edges: [],
    });
  });

  test('only its payee takes a payout back, not even an operator', async () => {
    for (const viewer of [stranger.viewer, first as Viewer]) {
      expect(await refusal(viewer, 'cancelPayout', 'PayoutInput', { payoutId: ids.payoutId })).toBe('NOT_FOUND');
    }
    expect(await refusal(payee.viewer, 'cancelPayout', 'PayoutInput', { payoutId: ids.payoutId })).toBe('done');
  });

  test('and nobody without a viewer reaches any of it', async () => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ payouts(first: 1) { edges { cursor } } }' }),
    });
    expect(JSON.stringify(await response.json())).toContain('UNAUTHENTICATED');
  });
});

test('pages go forwards and backwards, and a cursor belongs to its filter', async () => {
  await house.db.clock.advance(WAIT_MS);
  for (const micros of ['5010000', '5020000', '5030000']) await request(micros);
  const page = `query ($first: Int, $after: String, $filter: PayoutFilterInput) {
    payoutQueue(first: $first, after: $after, filter: $filter) { edges { node { amountMicros } } pageInfo { endCursor hasNextPage } } }`;
  const filter = { state: 'REQUESTED' };
  const one = (await ask(second as Viewer, page, { first: 2, filter })).data?.payoutQueue as unknown as {
    edges: { node: { amountMicros: string } }[];
    pageInfo: { endCursor: string; hasNextPage: boolean };
  };
  expect(one.edges.map(({ node }) => node.amountMicros)).toEqual(['5010000', '5020000']);
  const after = one.pageInfo.endCursor;
  expect((await ask(second as Viewer, page, { first: 2, after, filter })).data?.payoutQueue).toMatchObject({
    edges: [{ node: { amountMicros: '5030000' } }],
    pageInfo: { hasNextPage: false },
  });
  const other = await ask(second as Viewer, page, { first: 2, after, filter: { state: 'SENT' } });
  expect(other.errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
});
