import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fromNodeId, toNodeId } from '../../api/shared/index.ts';
import type { Proposal } from '../../domain/governance/index.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import { newId } from '../../domain/shared/index.ts';
import type { Member } from '../governance/members.ts';
import type { HouseApi } from '../support/house-api.ts';
import { speakers } from '../training/training-house.ts';
import { openOwningHouse, type OwningHouse } from './owning-house.ts';

let house: OwningHouse;
let api: HouseApi;
let owned: Awaited<ReturnType<OwningHouse['aPublishedModel']>>;
let stranger: Viewer;
let poolId: string;
let modelVersionId: string;

/** A pool of two with a tenth of a model for itself, of which a hundred calls were made and have matured. */
beforeAll(async () => {
  house = await openOwningHouse();
  api = await house.openApi();
  owned = await house.aPublishedModel(speakers(2, 40, 7), { treasuryPpm: 100_000 });
  stranger = (await house.members.join()).viewer;
  poolId = toNodeId('Pool', owned.live.pool.id);
  modelVersionId = toNodeId('ModelVersion', owned.version.id);
  await house.sell(await house.market.customer(10_000_000n), owned.version.id, 100);
  await house.pass(40);
}, 60_000);
afterAll(async () => {
  await api.close();
  await house.close();
});

const members = () => owned.live.members as [Member, Member];

async function ask<T = Record<string, unknown>>(viewer: Viewer, query: string, variables: object = {}): Promise<T> {
  const { data, errors } = await api.ask<T>(viewer, query, variables);
  expect(errors).toBeUndefined();
  return data as T;
}

/** Asks the members for something; what is refused comes with its code and its field. */
async function propose(viewer: Viewer, what: string, input: object) {
  const asked = `mutation ($input: Propose${what}Input!) {
    asked: propose${what}(input: $input) { clientMutationId proposal { id kind state effects } userErrors { code field message } } }`;
  const { asked: answer } = await ask<{ asked: { proposal: { id: string } | null } }>(viewer, asked, { input });
  return answer;
}

const refusal = (code: string, ...field: string[]) => ({
  proposal: null,
  userErrors: [{ code, ...(field.length > 0 && { field }) }],
});

async function adopt(nodeId: string | undefined): Promise<Proposal> {
  const proposal = await house.proposals.byId(fromNodeId('Proposal', String(nodeId)));
  return house.adopt(proposal as Proposal, members());
}

const TREASURY = `query ($poolId: ID!) { treasury(poolId: $poolId) { poolId currency heldMicros availableMicros totalMicros
  spendings { currency amountMicros purpose spentAt recipient { id } } } }`;

test('everybody reads what a pool owns; its members spend it', async () => {
  const [ada, ben] = members();
  expect(await ask(stranger, TREASURY, { poolId })).toEqual({
    treasury: {
      poolId,
      currency: 'EUR',
      heldMicros: '0',
      availableMicros: '70000',
      totalMicros: '70000',
      spendings: [],
    },
  });
  const recipientId = toNodeId('User', ben.viewer.userId);
  const input = { poolId, title: 'Pay Ben', recipientId, amountMicros: '50000', purpose: 'a translation' };
  expect(await propose(stranger, 'Spending', input)).toMatchObject(refusal('NOT_A_PROPOSER'));
  const faulty = await Promise.all([
    propose(ada.viewer, 'Spending', { ...input, amountMicros: '70001' }),
    propose(ada.viewer, 'Spending', { ...input, amountMicros: '0' }),
    propose(ada.viewer, 'Spending', { ...input, purpose: ' ' }),
    propose(ada.viewer, 'Spending', { ...input, recipientId: toNodeId('User', newId()) }),
    propose(ada.viewer, 'Spending', { ...input, recipientId: poolId }),
  ]);
  expect(faulty).toMatchObject([
    refusal('TREASURY_INSUFFICIENT', 'amountMicros'),
    refusal('INVALID_INPUT', 'amountMicros'),
    refusal('INVALID_INPUT', 'purpose'),
    refusal('NOT_FOUND', 'recipientId'),
    refusal('INVALID_ID', 'recipientId'),
  ]);
  const asked = await propose(ada.viewer, 'Spending', { ...input, clientMutationId: 'mine' });
  expect(asked).toMatchObject({
    clientMutationId: 'mine',
    proposal: {
      kind: 'spend-treasury',
      effects: [
        expect.stringMatching(/^\S+ receives 0\.05 EUR of the pool’s treasury, for: a translation$/),
        expect.any(String),
      ],
    },
    userErrors: [],
  });
  expect(await adopt(asked.proposal?.id)).toMatchObject({ state: 'EXECUTED' });
  expect(await ask(stranger, TREASURY, { poolId })).toMatchObject({
    treasury: {
      heldMicros: '20000',
      availableMicros: '0',
      spendings: [{ currency: 'EUR', amountMicros: '50000', purpose: 'a translation', recipient: { id: recipientId } }],
    },
  });
  const nowhere = await api.ask(stranger, TREASURY, { poolId: toNodeId('Pool', newId()) });
  expect(nowhere.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});

const REPRICE = `mutation ($input: ProposeRepricingInput!) { proposeRepricing(input: $input) {
  proposal { id kind rollTotal effects } ownersProposal { id kind rollTotal effects } userErrors { code field } } }`;
const REPRICINGS = `query ($id: ID!) { node(id: $id) { ... on ModelVersion {
  pricePerQueryMicros repricings { since pricePerQueryMicros builderPpm ownersPpm } } } }`;

interface Repriced {
  readonly proposeRepricing: {
    readonly proposal: { id: string } | null;
    readonly ownersProposal: { id: string } | null;
  };
}

test('a repricing opens a vote of the members, and one of the owners where they would have less', async () => {
  const [ada] = members();
  const input = { modelVersionId, title: 'Cheaper', pricePerQueryMicros: '8000' };
  const reprice = (viewer: Viewer, changes: object = {}) =>
    ask<Repriced>(viewer, REPRICE, { input: { ...input, ...changes } });
  const faulty = await Promise.all([
    reprice(stranger),
    reprice(ada.viewer, { pricePerQueryMicros: '10000' }),
    reprice(ada.viewer, { pricePerQueryMicros: '-1' }),
    reprice(ada.viewer, { ownersPpm: 800_000 }),
    reprice(ada.viewer, { builderPpm: 100_000, ownersPpm: 800_000 }),
    reprice(ada.viewer, { modelVersionId: toNodeId('ModelVersion', newId()) }),
  ]);
  const both = (code: string, ...field: string[]) => ({
    proposeRepricing: { ...refusal(code, ...field), ownersProposal: null },
  });
  expect(faulty).toMatchObject([
    both('NOT_A_PROPOSER'),
    both('INVALID_INPUT', 'modelVersionId'),
    both('INVALID_INPUT', 'pricePerQueryMicros'),
    both('INVALID_INPUT', 'ownersPpm'),
    both('BUILDER_SHARE_PROTECTED'),
    both('NOT_FOUND', 'modelVersionId'),
  ]);
  const higher = await reprice(ada.viewer, { pricePerQueryMicros: '20000' });
  expect(higher.proposeRepricing).toMatchObject({
    proposal: { kind: 'reprice-model' },
    ownersProposal: null,
    userErrors: [],
  });

  const { proposeRepricing: asked } = await reprice(ada.viewer);
  const line = 'Price per query: 0.01 EUR -> 0.008 EUR';
  expect(asked).toMatchObject({
    proposal: { kind: 'reprice-model', rollTotal: '2', effects: [line, expect.any(String), expect.any(String)] },
    ownersProposal: { kind: 'owners-agree', effects: [line, expect.any(String)] },
    userErrors: [],
  });
  const owners = await house.proposals.byId(fromNodeId('Proposal', String(asked.ownersProposal?.id)));
  await house.vouch(owners as Proposal, members());
  expect(await adopt(asked.proposal?.id)).toMatchObject({ state: 'EXECUTED' });
  // What was asked stays readable when it holds.
  for (const proposal of [asked.proposal, asked.ownersProposal]) {
    const effects = 'query ($id: ID!) { proposal(id: $id) { effects } }';
    const read = await ask<{ proposal: { effects: string[] } }>(stranger, effects, { id: proposal?.id });
    expect(read.proposal.effects[0]).toBe(line);
  }
  expect(await ask(stranger, REPRICINGS, { id: modelVersionId })).toEqual({
    node: {
      pricePerQueryMicros: '10000',
      repricings: [{ since: expect.any(String), pricePerQueryMicros: '8000', builderPpm: 200_000, ownersPpm: 700_000 }],
    },
  });
});

test('a pool shows that its members ended it, and why', async () => {
  const [ada, ben] = members();
  const closing = async () =>
    (
      await ask<{ pool: { state: string; closing: object | null } }>(
        stranger,
        'query ($id: ID!) { pool(id: $id) { state closing { reason begunAt finishedAt } } }',
        { id: poolId },
      )
    ).pool;
  const input = {
    poolId,
    title: 'The end',
    reason: 'its purpose is fulfilled',
    heirId: toNodeId('User', ben.viewer.userId),
  };
  expect(await closing()).toEqual({ state: 'LIVE', closing: null });
  const faulty = await Promise.all([
    propose(stranger, 'Closing', input),
    propose(ada.viewer, 'Closing', { ...input, reason: '' }),
    propose(ada.viewer, 'Closing', { ...input, heirId: toNodeId('User', newId()) }),
    propose(ada.viewer, 'Closing', { ...input, heirId: 'Ben' }),
  ]);
  expect(faulty).toMatchObject([
    refusal('NOT_A_PROPOSER'),
    refusal('INVALID_INPUT', 'reason'),
    refusal('NOT_FOUND', 'heirId'),
    refusal('INVALID_ID', 'heirId'),
  ]);
  const { proposal } = await propose(ada.viewer, 'Closing', input);
  expect(proposal).toMatchObject({ kind: 'close-pool' });
  expect(await adopt(proposal?.id)).toMatchObject({ state: 'EXECUTED' });
  expect(await closing()).toEqual({
    state: 'CLOSING',
    closing: { reason: 'its purpose is fulfilled', begunAt: expect.any(String), finishedAt: null },
  });
  expect(await propose(ada.viewer, 'Closing', input)).toMatchObject(refusal('POOL_NOT_LIVE'));
});
