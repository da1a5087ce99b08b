import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import type { Member } from '../governance/members.ts';
import { PayoutApi } from './payout-api.ts';
import type { PayoutHouse } from './payout-house.ts';

let api: PayoutApi;
let house: PayoutHouse;
let payee: Member;
let stranger: Member;
let [first, second]: Viewer[] = [];
beforeAll(async () => {
  api = await PayoutApi.open();
  ({ house, payee, stranger } = api);
  [first, second] = api.operators;
});
afterAll(async () => {
  expect(await house.faults()).toEqual([]);
  await api.close();
});

test('a payee sees what there is, takes some out, follows it, and sees each step', async () => {
  const { viewer } = payee;
  let id = '';
  const subscription = `subscription { payoutChanged { amountMicros state holdReason } }`;
  const told = await api.heard(viewer, subscription, async () => void (id = await api.request('10000000')));
  expect(told).toEqual({ payoutChanged: { amountMicros: '10000000', state: 'REQUESTED', holdReason: null } });
  const seen = await api.ask(
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
  expect(await api.refusal(viewer, 'cancelPayout', 'PayoutInput', { payoutId: id })).toBe('done');
});

test('a refusal names the rule and the input', async () => {
  const { viewer } = payee;
  const input = (changed: object) => ({
    source: 'OWNER',
    currency: 'EUR',
    amountMicros: '6000000',
    idempotencyKey: 'refused',
    ...changed,
  });
  const refused = (changed: object) => api.refusal(viewer, 'requestPayout', 'RequestPayoutInput', input(changed));
  expect(await refused({ amountMicros: '4000000' })).toBe('PAYOUT_BELOW_MINIMUM');
  expect(await refused({ amountMicros: '60000000' })).toBe('INSUFFICIENT_BALANCE');
  expect(await refused({ currency: 'USD' })).toBe('INVALID_INPUT');
  expect(await api.refusal(stranger.viewer, 'requestPayout', 'RequestPayoutInput', input({}))).toBe(
    'PAYOUT_DESTINATION_MISSING',
  );
  const set = {
    currency: 'EUR',
    details: { kind: 'IBAN', account: 'DE00', holder: 'Ada', salt: '0'.repeat(32) },
  };
  const query = `mutation ($input: SetPayoutDestinationInput!) { setPayoutDestination(input: $input) { userErrors { code field } } }`;
  expect(await api.ask(viewer, query, { input: set })).toMatchObject({
    data: { setPayoutDestination: { userErrors: [{ code: 'INVALID_INPUT', field: ['details', 'account'] }] } },
  });
});

test('a member signs what the API says is to be signed, is told of the change, and can take it back', async () => {
  const member = await house.members.join();
  const details = { kind: 'REFERENCE', account: 'acct_12345678', holder: 'Ada Lovelace', salt: 'ab'.repeat(16) };
  interface ToSign {
    readonly version: number;
    readonly statement: { action: string; subject: string; digest: string };
  }
  const { version, statement } = await api.read<ToSign>(
    member.viewer,
    'payoutDestinationToSign',
    `query ($details: PayoutDestinationDetailsInput!) { payoutDestinationToSign(currency: "EUR", details: $details) {
      version statement { action subject digest } } }`,
    { details },
  );
  expect(version).toBe(1);
  const statementJws = await member.signDigest(statement);
  const subscription = `subscription { payoutDestinationChanged { id last4 signed cancelledAt } }`;
  const input = { currency: 'EUR', details, statementJws };
  const told = await api.heard(member.viewer, subscription, async () => {
    expect(await api.refusal(member.viewer, 'setPayoutDestination', 'SetPayoutDestinationInput', input)).toBe('done');
  });
  expect(told).toMatchObject({ payoutDestinationChanged: { last4: '5678', signed: true, cancelledAt: null } });
  const { id } = (told as { payoutDestinationChanged: { id: string } }).payoutDestinationChanged;
  const unsigned = { currency: 'EUR', details };
  expect(await api.refusal(member.viewer, 'setPayoutDestination', 'SetPayoutDestinationInput', unsigned)).toBe(
    'STATEMENT_MISSING',
  );
  const cancel = (who: Viewer) =>
    api.refusal(who, 'cancelPayoutDestination', 'CancelPayoutDestinationInput', { destinationId: id });
  expect(await cancel(stranger.viewer)).toBe('NOT_FOUND');
  expect(await cancel(first as Viewer)).toBe('NOT_FOUND');
  expect(await cancel(member.viewer)).toBe('done');
  const lists = `{ payoutDestinations(first: 5) { edges { node { id usableAt cancelledAt version } } } }`;
  expect(await api.ask(member.viewer, lists)).toMatchObject({
    data: { payoutDestinations: { edges: [{ node: { id, cancelledAt: expect.any(String) } }] } },
  });
  const node = `query ($id: ID!) { node(id: $id) { id } }`;
  expect((await api.ask(member.viewer, node, { id })).data).toEqual({ node: { id } });
  for (const other of [stranger.viewer, first as Viewer]) {
    expect((await api.ask(other, node, { id })).data).toEqual({ node: null });
  }
});

test('operators see the queue, hold and let go on, make a batch, release it by two hands, and say how it ended', async () => {
  const [maker, releaser] = [first as Viewer, second as Viewer];
  const [paid, back] = [await api.request('7000000'), await api.request('8000000')];
  const hold = { payoutId: paid, reason: 'IDENTITY_CHECK' };
  expect(await api.refusal(maker, 'holdPayout', 'HoldPayoutInput', hold)).toBe('done');
  const queue = `query ($filter: PayoutFilterInput) { payoutQueue(first: 10, filter: $filter) { edges { node { id holdReason attempts { number } } } } }`;
  const held = await api.ask(maker, queue, {
    filter: { held: true, state: 'REQUESTED', currency: 'EUR', source: null },
  });
  expect(held.data?.payoutQueue).toEqual({
    edges: [{ node: { id: paid, holdReason: 'IDENTITY_CHECK', attempts: [] } }],
  });
  expect(
    (await api.ask(payee.viewer, `{ payouts(first: 2) { edges { node { holdReason } } } }`)).data?.payouts,
  ).toEqual({
    edges: [{ node: { holdReason: null } }, { node: { holdReason: 'IDENTITY_CHECK' } }],
  });
  expect(await api.refusal(releaser, 'releasePayout', 'PayoutInput', { payoutId: paid })).toBe('done');

  const { batch } = await api.read<{ batch: { id: string; digest: string } }>(
    maker,
    'createPayoutBatch',
    `mutation { createPayoutBatch(input: { currency: "EUR" }) { batch { id state payouts totalMicros digest createdBy } userErrors { code } } }`,
  );
  expect(batch).toMatchObject({ state: 'OPEN', payouts: 2, totalMicros: '15000000' });
  const file = `query ($id: ID!) { payoutBatchFile(batchId: $id) { text batch { disclosures { operatorId at } } } }`;
  expect(await api.ask(releaser, file, { id: batch.id })).toMatchObject({
    data: { payoutBatchFile: { batch: { disclosures: [{ operatorId: toNodeId('User', releaser.userId) }] } } },
  });
  const release = { batchId: batch.id, digest: batch.digest };
  expect(await api.refusal(maker, 'releasePayoutBatch', 'ReleasePayoutBatchInput', release)).toBe('SAME_HANDS');
  const wrong = { ...release, digest: '0'.repeat(64) };
  expect(await api.refusal(releaser, 'releasePayoutBatch', 'ReleasePayoutBatchInput', wrong)).toBe(
    'PAYOUT_BATCH_DIGEST',
  );
  expect(await api.refusal(releaser, 'releasePayoutBatch', 'ReleasePayoutBatchInput', release)).toBe('done');
  const discard = { batchId: batch.id };
  expect(await api.refusal(maker, 'discardPayoutBatch', 'PayoutBatchInput', discard)).toBe('PAYOUT_BATCH_STATE');
  const inBatch = await api.ask(maker, queue, { filter: { batchId: batch.id, state: 'SENT' } });
  expect(inBatch.data?.payoutQueue).toMatchObject({ edges: [{ node: { id: paid } }, { node: { id: back } }] });

  const orderOf = `query ($filter: PayoutFilterInput) { payoutQueue(first: 2, filter: $filter) { edges { node { id orderId } } } }`;
  const named = await api.read<{ edges: { node: { id: string; orderId: string } }[] }>(maker, 'payoutQueue', orderOf, {
    filter: { batchId: batch.id },
  });
  const { orderId } = named.edges[0]!.node;
  expect((await api.ask(maker, orderOf, { filter: { orderId } })).data?.payoutQueue).toEqual({
    edges: [named.edges[0]],
  });
  expect((await api.ask(maker, orderOf, { filter: { orderId: 'x' } })).errors?.[0]?.extensions.code).toBe(
    'INVALID_INPUT',
  );
  expect(await api.refusal(maker, 'settlePayout', 'SettlePayoutInput', { payoutId: paid, reference: 'S-1' })).toBe(
    'done',
  );
  const returned = { payoutId: back, reason: 'DETAILS_WRONG' };
  expect(await api.refusal(maker, 'returnPayout', 'ReturnPayoutInput', returned)).toBe('done');
  const ends = `{ payouts(first: 2) { edges { node { state returnReason reference batchId steps { kind } } } } }`;
  expect((await api.ask(payee.viewer, ends)).data?.payouts).toMatchObject({
    edges: [
      { node: { state: 'RETURNED', returnReason: 'DETAILS_WRONG', batchId: null } },
      { node: { state: 'SETTLED', reference: 'S-1' } },
    ],
  });
});
