import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import { newId } from '../../domain/shared/index.ts';
import { CaseApi } from './case-api.ts';
import type { CaseHouse } from './case-house.ts';

let api: CaseApi;
let house: CaseHouse;
let [first, second]: readonly Viewer[] = [];
beforeAll(async () => {
  api = await CaseApi.open();
  ({ house } = api);
  [first, second] = api.operators;
});
afterAll(async () => {
  expect(await house.faults()).toEqual([]);
  await api.close();
});

const WHOLE = `query ($id: ID!) { node(id: $id) { id ... on Case { kind state statement gatewayId reviewerId
  steps { kind actorId } evidence { text authorId } journals { kind entries { amountMicros } } legs { account } } } }`;

/** A case about a call of 20 euros, as one operator alone may not pay it back. */
async function disputed() {
  const sold = await house.sold(1, 20_000_000n);
  const { viewer } = sold.customer;
  const input = { inboxId: String(sold.inboxIds[0]), statement: 'It gave no answer.' };
  const { id, version } = (await api.act(viewer, 'disputeUsage', 'ClaimInput', input)) as {
    id: string;
    version: number;
  };
  return { sold, viewer, id, version };
}

test('a customer disputes a call, adds what they know, and sees it paid back by two operators', async () => {
  const { sold, viewer, id } = await disputed();
  const text = { caseId: id, text: 'The answer was empty.' };
  expect(await api.act(viewer, 'addEvidence', 'AddEvidenceInput', text)).toMatchObject({ id, state: 'OPEN' });
  const taken = await api.act(first as Viewer, 'takeCase', 'CaseInput', { caseId: id });
  expect(taken).toMatchObject({ state: 'IN_REVIEW', version: 2 });
  const preview = await api.ask(
    first as Viewer,
    'query ($id: ID!) { node(id: $id) { ... on Case { refundPreview { amountMicros shareFrom legs { account amountMicros } } } } }',
    { id },
  );
  expect(preview.data).toMatchObject({ node: { refundPreview: { amountMicros: '20000000', shareFrom: 'POT' } } });
  const decision = { caseId: id, version: 2, outcome: 'REFUND', reason: 'NOT_SERVED', note: 'The log agrees.' };
  const decided = await api.act(first as Viewer, 'decideCase', 'DecideCaseInput', decision);
  expect(decided).toMatchObject({ state: 'DECIDED', needsSecond: true, amountMicros: '20000000' });
  const seen = { caseId: id, version: 3 };
  expect(await api.act(first as Viewer, 'confirmCase', 'ConfirmCaseInput', seen)).toBe('SECOND_OPERATOR_REQUIRED');
  expect(await api.act(second as Viewer, 'confirmCase', 'ConfirmCaseInput', seen)).toMatchObject({ state: 'CLOSED' });
  expect(await house.balanceOf(sold)).toBe(20_000_000n);

  const { data } = await api.ask(viewer, WHOLE, { id });
  expect(data).toMatchObject({
    node: {
      kind: 'DISPUTE',
      gatewayId: null,
      reviewerId: null,
      steps: [{ kind: 'OPENED', actorId: null }, { kind: 'TAKEN' }, { kind: 'DECIDED' }, { kind: 'CONFIRMED' }],
      evidence: [{ text: 'The answer was empty.', authorId: toNodeId('User', viewer.userId) }],
      journals: [{ kind: 'refund' }],
      legs: null,
    },
  });
});

test('to others a case does not exist, and operators’ acts are refused to customers', async () => {
  const { id, viewer } = await disputed();
  const { viewer: stranger } = (await house.sold()).customer;
  expect((await api.ask(stranger, WHOLE, { id })).data).toEqual({ node: null });
  const theirs = 'query { cases(first: 10) { edges { node { id } } } }';
  expect((await api.ask(stranger, theirs)).data).toEqual({ cases: { edges: [] } });
  expect((await api.ask(viewer, theirs)).data).toEqual({ cases: { edges: [{ node: { id } }] } });
  const queue = 'query { caseQueue(first: 100, filter: { state: OPEN }) { edges { node { id } } } }';
  expect((await api.ask(viewer, queue)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect(JSON.stringify((await api.ask(first as Viewer, queue)).data)).toContain(id);
  const refusals = [
    await api.act(stranger, 'withdrawCase', 'CaseInput', { caseId: id }),
    await api.act(stranger, 'addEvidence', 'AddEvidenceInput', { caseId: id, text: 'Me too.' }),
    await api.act(viewer, 'takeCase', 'CaseInput', { caseId: id }),
    await api.act(viewer, 'addEvidence', 'AddEvidenceInput', { caseId: id, text: 'x', url: 'ftp://x' }),
    await api.act(viewer, 'withdrawCase', 'CaseInput', { caseId: 'x' }),
  ];
  expect(refusals).toEqual(['NOT_FOUND', 'NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'INVALID_ID']);
  expect(await api.act(viewer, 'withdrawCase', 'CaseInput', { caseId: id })).toMatchObject({ state: 'WITHDRAWN' });
});

test('a claim names one call: by its number, or by its ticket', async () => {
  const { viewer } = (await house.sold()).customer;
  const claim = (call: object) =>
    api.act(viewer, 'requestRefund', 'ClaimInput', { statement: 'It was slow.', ...call });
  const ticketId = toNodeId('Ticket', newId());
  expect(await claim({})).toBe('INVALID_INPUT');
  expect(await claim({ inboxId: '1', ticketId })).toBe('INVALID_INPUT');
  expect(await claim({ ticketId })).toBe('NOT_FOUND');
  expect(await claim({ ticketId: 'x' })).toBe('INVALID_ID');
});

test('a correction shows operators what each account has, and is posted by its digest', async () => {
  const customer = await house.market.customer();
  const { id: paymentId } = await house.market.topUp(customer.viewer, 5_000n, 'too-much');
  const account = `customer:${customer.viewer.userId}:EUR`;
  const legs = [
    { account, amountMicros: '-1000' },
    { account: 'external:EUR', amountMicros: '1000' },
  ];
  const input = { journal: `top-up:${paymentId}`, statement: 'Booked twice.', currency: 'EUR', legs };
  const proposed = await api.act(first as Viewer, 'proposeCorrection', 'ProposeCorrectionInput', input);
  const { id, digest } = proposed as { id: string; digest: string };
  const shown = await api.ask(
    second as Viewer,
    'query ($id: ID!) { node(id: $id) { ... on Case { legs { account amountMicros balanceMicros } } } }',
    { id },
  );
  expect(shown.data).toMatchObject({
    node: { legs: [{ account, amountMicros: '-1000', balanceMicros: '5000' }, { account: 'external:EUR' }] },
  });
  const wrong = { caseId: id, digest: 'f'.repeat(64) };
  expect(await api.act(second as Viewer, 'approveCorrection', 'ApproveCorrectionInput', wrong)).toBe(
    'CORRECTION_DIGEST',
  );
  const right = { caseId: id, digest };
  expect(await api.act(second as Viewer, 'approveCorrection', 'ApproveCorrectionInput', right)).toMatchObject({
    state: 'CLOSED',
    outcome: 'CORRECT',
  });
  expect(await house.balance(account)).toBe(4_000n);
});

test('both sides hear of a case as it goes on', async () => {
  const { viewer, id } = await disputed();
  const take = () => api.act(first as Viewer, 'takeCase', 'CaseInput', { caseId: id });
  const all = await api.heard(first as Viewer, 'subscription { casesChanged { id state } }', take);
  expect(all).toEqual({ casesChanged: { id, state: 'IN_REVIEW' } });
  const own = await api.heard(viewer, `subscription { caseChanged(id: "${id}") { state } }`, async () => {});
  expect(own).toEqual({ caseChanged: { state: 'IN_REVIEW' } });
});
