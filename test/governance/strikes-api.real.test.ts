import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import type { Proposal } from '../../domain/governance/index.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import { newId } from '../../domain/shared/index.ts';
import { HouseApi } from '../support/house-api.ts';
import { openTestGround, type TestGround } from '../support/ground.ts';
import { engineOn } from './engine.ts';
import type { Member } from './members.ts';

let ground: TestGround;
let engine: ReturnType<typeof engineOn>;
let api: HouseApi;
let voter: Member;
let other: Member;
let first: Viewer;
let second: Viewer;

beforeAll(async () => {
  ground = await openTestGround();
  engine = engineOn(ground);
  [voter, other] = [await engine.voter(), await engine.voter()];
  [first, second] = [(await engine.members.join()).viewer, (await engine.members.join()).viewer];
  api = await HouseApi.open(ground, engine.wired, [first.userId, second.userId]);
});
afterAll(async () => {
  await api.close();
  await ground.close();
});

async function ask<T>(viewer: Viewer, query: string, variables: object): Promise<T> {
  const { data, errors } = await api.ask<T>(viewer, query, variables);
  expect(errors).toBeUndefined();
  return data as T;
}

const STRIKE = `mutation ($input: StrikeBallotInput!) { done: strikeBallot(input: $input) {
  strike { reason appeal upheldReason } userErrors { code field } } }`;
const APPEAL = `mutation ($input: AppealStrikeInput!) { done: appealStrike(input: $input) {
  strike { reason appeal upheldReason } userErrors { code field } } }`;
const STRIKES = `query ($id: ID!) { proposal(id: $id) { tally { forPower againstPower } myBallot { struck choice }
  strikes { reason struckAt appeal appealedAt upheldReason upheldAt } } }`;

const strike = async (viewer: Viewer, proposalId: string, changes: object = {}) => {
  const input = { proposalId, userId: toNodeId('User', voter.viewer.userId), reason: 'it was bought', ...changes };
  return (await ask<{ done: object }>(viewer, STRIKE, { input })).done;
};
const appeal = async (viewer: Viewer, proposalId: string, changes: object = {}) =>
  (await ask<{ done: object }>(viewer, APPEAL, { input: { proposalId, appeal: 'it is mine', ...changes } })).done;
const shown = async (viewer: Viewer, id: string) => (await ask<{ proposal: object }>(viewer, STRIKES, { id })).proposal;
const refusal = (code: string, ...field: string[]) => ({
  strike: null,
  userErrors: [{ code, ...(field.length > 0 && { field }) }],
});

async function opened(): Promise<string> {
  const proposal: Proposal = await engine.open({ votingPeriodMs: 3_600_000 });
  await engine.vote(voter, proposal, 'FOR');
  await engine.vote(other, proposal, 'AGAINST');
  return toNodeId('Proposal', proposal.id);
}

test('a strike, the appeal and what other hands say are read by everybody', async () => {
  const id = await opened();
  expect(await shown(other.viewer, id)).toMatchObject({ tally: { forPower: '1', againstPower: '1' }, strikes: [] });
  expect(await strike(first, id)).toEqual({
    strike: { reason: 'it was bought', appeal: null, upheldReason: null },
    userErrors: [],
  });
  expect(await shown(voter.viewer, id)).toEqual({
    tally: { forPower: '0', againstPower: '1' },
    myBallot: { struck: true, choice: null },
    strikes: [
      {
        reason: 'it was bought',
        struckAt: expect.any(String),
        appeal: null,
        appealedAt: null,
        upheldReason: null,
        upheldAt: null,
      },
    ],
  });
  expect(await appeal(voter.viewer, id)).toMatchObject({ strike: { appeal: 'it is mine' }, userErrors: [] });
  expect(await shown(voter.viewer, id)).toMatchObject({
    tally: { forPower: '1', againstPower: '1' },
    myBallot: { struck: false, choice: 'FOR' },
  });
  expect(await strike(first, id)).toMatchObject(refusal('FORBIDDEN'));
  expect(await strike(second, id, { reason: 'here is the record' })).toMatchObject({
    strike: { reason: 'it was bought', appeal: 'it is mine', upheldReason: 'here is the record' },
  });
  expect(await shown(other.viewer, id)).toMatchObject({
    tally: { forPower: '0', againstPower: '1' },
    strikes: [{ appeal: 'it is mine', upheldReason: 'here is the record', upheldAt: expect.any(String) }],
  });
});

test('who is no operator strikes nobody, and who was not struck has nothing to appeal', async () => {
  const id = await opened();
  const { viewer: stranger } = await engine.members.join();
  const refused = await Promise.all([
    strike(stranger, id),
    strike(voter.viewer, id),
    strike(first, id, { userId: toNodeId('User', stranger.userId) }),
    strike(first, id, { userId: id }),
    strike(first, id, { reason: '  ' }),
    strike(first, toNodeId('Proposal', newId())),
  ]);
  expect(refused).toMatchObject([
    refusal('FORBIDDEN'),
    refusal('FORBIDDEN'),
    refusal('NOT_FOUND', 'userId'),
    refusal('INVALID_ID', 'userId'),
    refusal('INVALID_INPUT', 'reason'),
    refusal('NOT_FOUND'),
  ]);
  expect(await appeal(voter.viewer, id)).toMatchObject(refusal('NOT_FOUND'));
  expect(await appeal(stranger, id)).toMatchObject(refusal('NOT_FOUND'));
  await strike(first, id);
  expect(await appeal(voter.viewer, id, { appeal: '' })).toMatchObject(refusal('INVALID_INPUT', 'appeal'));
  expect(await appeal(other.viewer, id)).toMatchObject(refusal('NOT_FOUND', 'proposalId'));
});
