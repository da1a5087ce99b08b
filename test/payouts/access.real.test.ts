import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Viewer } from '../../domain/identity/index.ts';
import type { Member } from '../governance/members.ts';
import { PayoutApi } from './payout-api.ts';

let api: PayoutApi;
let payee: Member;
let stranger: Member;
let [first, second]: Viewer[] = [];
beforeAll(async () => {
  api = await PayoutApi.open();
  ({ payee, stranger } = api);
  [first, second] = api.operators;
});
afterAll(async () => {
  expect(await api.house.faults()).toEqual([]);
  await api.close();
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
    const payoutId = await api.request('9000000');
    const { batch } = await api.read<{ batch: { id: string } }>(
      first as Viewer,
      'createPayoutBatch',
      `mutation ($ids: [ID!]) { createPayoutBatch(input: { currency: "EUR", payoutIds: $ids }) { batch { id } userErrors { code } } }`,
      { ids: [payoutId] },
    );
    ids = { payoutId, batchId: batch.id };
  });

  test.each(OPERATORS_ONLY)('%s is for operators', async (mutation, type, input) => {
    for (const { viewer } of [payee, stranger]) {
      expect(await api.refusal(viewer, mutation, type, input(ids))).toBe('FORBIDDEN');
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
        expect((await api.ask(viewer, query)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      }
      expect((await api.ask(first as Viewer, query)).errors).toBeUndefined();
    }
  });

  test('a payout is seen by its payee and by operators, a batch by operators; to others they do not exist', async () => {
    const both = `query ($payout: ID!, $batch: ID!) { payout: node(id: $payout) { id } batch: node(id: $batch) { id } }`;
    const seen = async (viewer: Viewer) => {
      const { data } = await api.ask(viewer, both, { payout: ids.payoutId, batch: ids.batchId });
      return [data?.payout !== null, data?.batch !== null];
    };
    expect(await seen(stranger.viewer)).toEqual([false, false]);
    expect(await seen(payee.viewer)).toEqual([true, false]);
    expect(await seen(first as Viewer)).toEqual([true, true]);
    expect((await api.ask(stranger.viewer, '{ payouts(first: 5) { edges { cursor } } }')).data?.payouts).toEqual({
      edges: [],
    });
  });

  test('only its payee takes a payout back, not even an operator', async () => {
    for (const viewer of [stranger.viewer, first as Viewer]) {
      expect(await api.refusal(viewer, 'cancelPayout', 'PayoutInput', { payoutId: ids.payoutId })).toBe('NOT_FOUND');
    }
    expect(await api.refusal(payee.viewer, 'cancelPayout', 'PayoutInput', { payoutId: ids.payoutId })).toBe('done');
  });

  test('and nobody without a viewer reaches any of it', async () => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ payouts(first: 1) { edges { cursor } } }' }),
    });
    expect(JSON.stringify(await response.json())).toContain('UNAUTHENTICATED');
  });
});

test('a page goes on where the last one ended, and a cursor belongs to its filter', async () => {
  for (const micros of ['5010000', '5020000', '5030000']) await api.request(micros);
  const page = `query ($first: Int, $after: String, $filter: PayoutFilterInput) {
    payoutQueue(first: $first, after: $after, filter: $filter) { edges { node { amountMicros } } pageInfo { endCursor hasNextPage } } }`;
  const filter = { state: 'REQUESTED' };
  interface QueuePage {
    readonly edges: readonly { readonly node: { readonly amountMicros: string } }[];
    readonly pageInfo: { readonly endCursor: string };
  }
  const one = await api.read<QueuePage>(second as Viewer, 'payoutQueue', page, { first: 2, filter });
  expect(one.edges.map(({ node }) => node.amountMicros)).toEqual(['5010000', '5020000']);
  const after = one.pageInfo.endCursor;
  expect((await api.ask(second as Viewer, page, { first: 2, after, filter })).data?.payoutQueue).toMatchObject({
    edges: [{ node: { amountMicros: '5030000' } }],
    pageInfo: { hasNextPage: false },
  });
  const other = await api.ask(second as Viewer, page, { first: 2, after, filter: { state: 'SENT' } });
  expect(other.errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
});
