import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toNodeId } from '../../../api/shared/index.ts';
import type { GovernanceRules, Proposal } from '../../../domain/governance/index.ts';
import { newId } from '../../../domain/shared/index.ts';
import { HouseApi } from '../../support/house-api.ts';
import { openTestGround, type TestGround } from '../../support/ground.ts';
import { engineOn } from '../engine.ts';
import type { Member } from '../members.ts';

/** The attack by a neutral vote that decides: it counts where the pool says so, and its voter is told before. */
let ground: TestGround;
let engine: ReturnType<typeof engineOn>;
let api: HouseApi;
const voters: Member[] = [];

beforeAll(async () => {
  ground = await openTestGround();
  engine = engineOn(ground);
  api = await HouseApi.open(ground, engine.wired, []);
  for (let at = 0; at < 10; at += 1) voters.push(await engine.voter(false));
});
afterAll(async () => {
  await api.close();
  await ground.close();
});

const voter = (at: number) => voters[at] as Member;
/** Of ten, three make the quorum. */
const open = (rules: Partial<GovernanceRules> = {}, groupId = newId()) =>
  engine.open({ quorumPpm: 300_000, ...rules }, newId(), groupId);

async function isTold(member: Member, { id }: Proposal): Promise<boolean | null> {
  const query = 'query ($id: ID!) { proposal(id: $id) { abstainCompletesQuorum } }';
  const variables = { id: toNodeId('Proposal', id) };
  type Told = { proposal: { abstainCompletesQuorum: boolean | null } };
  const { data } = await api.ask<Told>(member.viewer, query, variables);
  return data!.proposal.abstainCompletesQuorum;
}

async function decided(proposal: Proposal) {
  const now = await ground.database.clock.now();
  await ground.database.clock.advance(proposal.endsAt.getTime() - now.getTime());
  await engine.settle();
  const { state, defeatReason } = (await engine.proposals.byId(proposal.id)) as Proposal;
  return defeatReason ?? state;
}

test('Abstain completes quorum: it does where the pool’s rules say so, which the voter is told before, and nowhere else', async () => {
  for (const abstainCountsToQuorum of [true, false]) {
    const proposal = await open({ abstainCountsToQuorum });
    await engine.vote(voter(0), proposal, 'FOR');
    expect(await isTold(voter(2), proposal)).toBe(false);
    await engine.vote(voter(1), proposal, 'FOR');
    expect(await isTold(voter(2), proposal)).toBe(abstainCountsToQuorum);
    await engine.vote(voter(2), proposal, 'ABSTAIN');
    expect(await isTold(voter(3), proposal)).toBe(false);
    expect(await decided(proposal)).toBe(abstainCountsToQuorum ? 'QUEUED' : 'QUORUM_NOT_MET');
    expect(await isTold(voter(3), proposal)).toBeNull();
  }
});

test('Abstain completes quorum: what is told counts who delegated to the voter, and whose delegate has voted already', async () => {
  const group = newId();
  await engine.delegate(voter(1), voter(2), group);
  await engine.delegate(voter(3), voter(0), group);
  const proposal = await open({}, group);
  await engine.vote(voter(0), proposal, 'AGAINST');
  expect(await Promise.all([1, 2, 3].map((at) => isTold(voter(at), proposal)))).toEqual([false, false, false]);
  await engine.vote(voter(4), proposal, 'FOR');
  expect(await Promise.all([1, 2, 3].map((at) => isTold(voter(at), proposal)))).toEqual([false, true, false]);
  await engine.vote(voter(5), proposal, 'FOR');
  expect(await Promise.all([0, 1, 3, 4].map((at) => isTold(voter(at), proposal)))).toEqual([true, true, true, false]);
  await engine.vote(voter(3), proposal, 'ABSTAIN');
  expect((await engine.boxOf(proposal)).quorumReached).toBe(true);
});

test('Abstain completes quorum: nothing is told to who may not see the count, or has no vote', async () => {
  const [hidden, secret, after] = [
    await open({ results: 'AT_CLOSE' }),
    await open({ secret: true }),
    await open({ results: 'AFTER_OWN_VOTE' }),
  ];
  for (const proposal of [hidden, secret, after]) {
    for (const at of [0, 1]) await engine.vote(voter(at), proposal, at === 0 ? 'FOR' : 'ABSTAIN');
    expect(await isTold(voter(2), proposal)).toBeNull();
  }
  expect(await isTold(voter(0), after)).toBe(false);
  expect(await isTold(await engine.members.join(), await open())).toBeNull();
});
