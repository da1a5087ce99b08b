import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import { newId, type Id } from '../../domain/shared/index.ts';
import { HouseApi } from '../support/house-api.ts';
import { openTestGround, type TestGround } from '../support/ground.ts';
import { engineOn } from './engine.ts';
import type { Member } from './members.ts';

let ground: TestGround;
let engine: ReturnType<typeof engineOn>;
let api: HouseApi;
let members: Member[];
let groupId: Id;

beforeAll(async () => {
  ground = await openTestGround();
  engine = engineOn(ground);
  api = await HouseApi.open(ground, engine.wired, []);
  // Of ten voters, two may stand behind one delegate.
  members = [];
  for (let at = 0; at < 10; at += 1) members.push(await engine.voter());
  groupId = newId();
});
afterAll(async () => {
  await api.close();
  await ground.close();
});

const member = (at: number) => members[at] as Member;
const counted = async (proposal: Parameters<typeof engine.countOf>[0]) =>
  Object.values((await engine.countOf(proposal))!);

test('a delegate votes for who is silent, and a vote of one’s own counts instead, in whatever order', async () => {
  const group = newId();
  await engine.delegate(member(0), member(2), group);
  await engine.delegate(member(1), member(2), group);
  const proposal = await engine.open({}, newId(), group);
  await engine.vote(member(2), proposal, 'FOR');
  expect(await counted(proposal)).toEqual([3n, 0n, 0n]);
  await engine.vote(member(0), proposal, 'AGAINST');
  expect(await counted(proposal)).toEqual([2n, 1n, 0n]);

  const other = await engine.open({}, newId(), group);
  await engine.vote(member(0), other, 'AGAINST');
  await engine.vote(member(2), other, 'FOR');
  expect(await counted(other)).toEqual([2n, 1n, 0n]);
  await ground.database.clock.advance(120_000);
  await engine.settle();
  for (const { id } of [proposal, other]) {
    expect(await engine.proposals.byId(id)).toMatchObject({ powers: [2n, 1n, 0n] });
  }
});

test('what is delegated, ended or expired after a proposal was published changes nothing about it', async () => {
  const group = newId();
  const before = await engine.open({}, newId(), group);
  const given = await engine.delegate(member(0), member(1), group, new Date(Date.now() + 900 * 86_400_000));
  const during = await engine.open({}, newId(), group);
  await engine.endDelegation.execute({ viewer: member(0).viewer, delegationId: given.id });
  const after = await engine.open({}, newId(), group);
  for (const proposal of [before, during, after]) await engine.vote(member(1), proposal, 'FOR');
  expect(await Promise.all([before, during, after].map(counted))).toEqual([
    [1n, 0n, 0n],
    [2n, 0n, 0n],
    [1n, 0n, 0n],
  ]);
  const expiresAt = new Date((await ground.database.clock.now()).getTime() + 60_000);
  await engine.delegate(member(3), member(1), group, expiresAt);
  await ground.database.clock.advance(60_000);
  const late = await engine.open({}, newId(), group);
  await engine.vote(member(1), late, 'FOR');
  expect(await counted(late)).toEqual([1n, 0n, 0n]);
});

test('nobody delegates to themselves, to a stranger, for a past time, or without their own key’s word', async () => {
  const stranger = await engine.members.join();
  const invalid = expect.objectContaining({ code: 'DELEGATE_INVALID' });
  await expect(engine.delegate(member(5), member(5), groupId)).rejects.toEqual(invalid);
  await expect(engine.delegate(member(5), stranger, groupId)).rejects.toEqual(invalid);
  await expect(engine.delegate(stranger, member(5), groupId)).rejects.toEqual(invalid);
  await expect(engine.delegate(member(5), member(6), groupId, new Date(0))).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    field: ['expiresAt'],
  });
  const unsigned = { viewer: member(5).viewer, groupId, delegateId: member(6).viewer.userId, expiresAt: null };
  await expect(engine.delegateVote.execute({ ...unsigned, statementJws: null })).rejects.toMatchObject({
    code: 'STATEMENT_MISSING',
  });
});

test('PostgreSQL keeps a roll’s delegates on the roll, and a delegation as it was made', async () => {
  const group = newId();
  const { id } = await engine.delegate(member(0), member(1), group);
  const proposal = await engine.open({}, newId(), group);
  const { userId } = member(0).viewer;
  const refused = (sql: string) => expect(ground.dataSource.query(sql)).rejects.toThrow();
  await refused(`UPDATE proposal_rolls SET delegate_id = NULL WHERE proposal_id = '${proposal.id}'`);
  await refused(
    `INSERT INTO proposal_rolls VALUES ('${proposal.id}', '${newId()}', '${newId()}', 1, '${newId()}', '${newId()}')`,
  );
  await refused(`UPDATE delegations SET delegate_id = '${newId()}' WHERE id = '${id}'`);
  await refused(`DELETE FROM delegations WHERE id = '${id}'`);
  await refused(`INSERT INTO delegations SELECT '${newId()}', group_id, user_id, '${userId}', false, NULL, made_at
    FROM delegations WHERE id = '${id}'`);
});

test('over the API a member signs, sees who stands behind whom, and ends it; to others it does not exist', async () => {
  const group = newId();
  const [from, to, third] = [member(7), member(8), member(9)];
  const [poolId, delegateId] = [toNodeId('Pool', group), toNodeId('User', to.viewer.userId)];
  const asked = await api.ask<{ delegationToSign: { action: string; subject: string; digest: string } }>(
    from.viewer,
    'query ($poolId: ID!, $delegateId: ID!) { delegationToSign(poolId: $poolId, delegateId: $delegateId) { action subject digest } }',
    { poolId, delegateId },
  );
  const statementJws = await from.signDigest(asked.data!.delegationToSign);
  const made = await api.ask<{ delegateVote: { delegation: { id: string } } }>(
    from.viewer,
    'mutation ($input: DelegateVoteInput!) { delegateVote(input: $input) { delegation { id signed delegateId } userErrors { code } } }',
    { input: { poolId, delegateId, statementJws } },
  );
  expect(made.data).toMatchObject({ delegateVote: { delegation: { signed: true, delegateId }, userErrors: [] } });
  const { id } = made.data!.delegateVote.delegation;
  const proposal = await engine.open({}, newId(), group);
  await engine.vote(to, proposal, 'FOR');
  const seen = `query ($id: ID!, $poolId: ID!) { proposal(id: $id) { myPower myDelegateId myDelegatedPower myStandingPower }
    delegationsToMe(poolId: $poolId, first: 5) { edges { node { id } } } }`;
  const variables = { id: toNodeId('Proposal', proposal.id), poolId };
  expect((await api.ask(to.viewer, seen, variables)).data).toEqual({
    proposal: { myPower: '1', myDelegateId: null, myDelegatedPower: '1', myStandingPower: '1' },
    delegationsToMe: { edges: [{ node: { id } }] },
  });
  await engine.vote(from, proposal, 'AGAINST');
  expect((await api.ask(from.viewer, seen, variables)).data).toMatchObject({ proposal: { myDelegateId: delegateId } });
  expect((await api.ask(to.viewer, seen, variables)).data).toMatchObject({
    proposal: { myDelegatedPower: '1', myStandingPower: '0' },
  });
  const end =
    'mutation ($input: EndDelegationInput!) { endDelegation(input: $input) { delegation { endedAt } userErrors { code } } }';
  const input = { input: { delegationId: id } };
  expect((await api.ask(third.viewer, end, input)).data).toMatchObject({
    endDelegation: { userErrors: [{ code: 'NOT_FOUND' }] },
  });
  const node = 'query ($id: ID!) { node(id: $id) { id } }';
  expect((await api.ask(third.viewer, node, { id })).data).toEqual({ node: null });
  expect((await api.ask(from.viewer, end, input)).data).toMatchObject({
    endDelegation: { delegation: { endedAt: expect.any(String) }, userErrors: [] },
  });
});
