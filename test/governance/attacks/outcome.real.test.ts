import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Choice, GovernanceRules, Proposal } from '../../../domain/governance/index.ts';
import { newId } from '../../../domain/shared/index.ts';
import { openTestGround, type TestGround } from '../../support/ground.ts';
import { engineOn } from '../engine.ts';
import type { Member } from '../members.ts';

/** Each test bears the name of an attack of the table; what it tries, and what it gets. */
let ground: TestGround;
beforeAll(async () => {
  ground = await openTestGround();
});
afterAll(() => ground.close());

/** A group of its own, whose voters have these powers, and what they do. */
async function groupOf(...powers: readonly number[]) {
  const engine = engineOn(ground);
  const voters: Member[] = [];
  for (const power of powers) {
    const member = await engine.voter(false);
    engine.givePower(member, BigInt(power));
    voters.push(member);
  }
  const voter = (at: number) => voters[at] as Member;
  const found = async ({ id }: Proposal) => (await engine.proposals.byId(id)) as Proposal;
  return {
    engine,
    voter,
    found,
    vote: (at: number, proposal: Proposal, choice: Choice) => engine.vote(voter(at), proposal, choice),
    async leftOf(proposal: Proposal, ms: number): Promise<void> {
      const now = await ground.database.clock.now();
      await ground.database.clock.advance((await found(proposal)).endsAt.getTime() - ms - now.getTime());
    },
    async decided(proposal: Proposal): Promise<Proposal> {
      await this.leftOf(proposal, 0);
      await engine.settle();
      return found(proposal);
    },
    /** What comes of these choices, in the order of the voters; null does not vote. */
    async outcome(choices: readonly (Choice | null)[], rules: Partial<GovernanceRules>) {
      const proposal = await engine.open(rules);
      for (const [at, choice] of choices.entries()) if (choice !== null) await this.vote(at, proposal, choice);
      const { state, defeatReason } = await this.decided(proposal);
      return defeatReason ?? state;
    },
  };
}

const LATE = { votingPeriodMs: 600_000, lateWindowMs: 60_000 };

test('Last-minute large holder or flip: a quorum that comes with the last ballot gives all others a window to answer', async () => {
  const group = await groupOf(5, 2, 2, 2);
  const proposal = await group.engine.open({ ...LATE, quorumPpm: 400_000 });
  await group.leftOf(proposal, 5_000);
  await group.vote(0, proposal, 'FOR');
  await group.leftOf(proposal, 50_000);
  for (const at of [1, 2, 3]) await group.vote(at, proposal, 'AGAINST');
  expect(await group.decided(proposal)).toMatchObject({ defeatReason: 'NOT_APPROVED', powers: [5n, 6n, 0n] });
  expect((await group.engine.logOf(proposal)).map(({ reason }) => reason)).toContain('QUORUM_LATE');
});

test('Last-minute large holder or flip: an outcome that turns in the last moment gives all others a window to answer', async () => {
  const group = await groupOf(5, 2, 2, 2);
  const proposal = await group.engine.open({ ...LATE, quorumPpm: 0 });
  for (const at of [1, 2]) await group.vote(at, proposal, 'FOR');
  await group.leftOf(proposal, 5_000);
  await group.vote(0, proposal, 'AGAINST');
  await group.leftOf(proposal, 50_000);
  await group.vote(3, proposal, 'FOR');
  expect(await group.decided(proposal)).toMatchObject({ state: 'QUEUED', powers: [6n, 5n, 0n] });
});

test('Extension griefing: many who turn the outcome again and again get one voting period, and one of them one turn', async () => {
  const group = await groupOf(...Array(16).fill(1));
  const proposal = await group.engine.open({ ...LATE, quorumPpm: 0 });
  const ends = new Set<number>();
  await group.vote(0, proposal, 'FOR');
  for (let at = 1; at < 16; at += 1) {
    await group.leftOf(proposal, 5_000);
    await group.vote(at, proposal, at % 2 ? 'AGAINST' : 'FOR');
    const { endsAt } = await group.found(proposal);
    await group.vote(at, proposal, 'ABSTAIN');
    await group.vote(at, proposal, at % 2 ? 'AGAINST' : 'FOR');
    expect((await group.found(proposal)).endsAt).toEqual(endsAt);
    ends.add(endsAt.getTime());
  }
  expect(Math.max(...ends)).toBe(proposal.endsAt.getTime() + LATE.votingPeriodMs);
  expect(ends.size).toBeLessThan(15);
});

test('Opponents stay away to deny quorum: their votes never make it, so to vote against harms them nowhere', async () => {
  const group = await groupOf(2, 1, 4);
  const rules = { quorumPpm: 400_000 };
  expect(await group.outcome(['FOR', 'FOR', null], rules)).toBe('QUEUED');
  expect(await group.outcome(['FOR', 'FOR', 'AGAINST'], rules)).toBe('NOT_APPROVED');
  expect(await group.outcome(['FOR', null, 'AGAINST'], rules)).toBe('QUORUM_NOT_MET');
  expect(await group.outcome(['FOR', null, null], rules)).toBe('QUORUM_NOT_MET');
});

test('Tie and position gaming: neither the place in the list nor who is first wins a tie', async () => {
  const group = await groupOf(1, 1, 1);
  const cycle: Choice[] = [
    [0, 1, 2],
    [1, 2, 0],
    [2, 0, 1],
  ];
  const on = (method: 'RANKED' | 'APPROVAL') => ({ method, choices: ['sea', 'hills', 'city'] });
  const winners = new Set<number | null>();
  for (let round = 0; round < 40 && winners.size < 3; round += 1) {
    const ranked = await group.engine.open({}, newId(), newId(), on('RANKED'));
    for (const [at, choice] of cycle.entries()) await group.vote(at, ranked, choice);
    const { winner, rounds } = await group.decided(ranked);
    expect(rounds?.[0]?.by).toBe('LOT');
    winners.add(winner);
  }
  expect(winners).toEqual(new Set([0, 1, 2]));
  const tied = await group.engine.open({}, newId(), newId(), on('APPROVAL'));
  for (const at of [0, 1, 2]) await group.vote(at, tied, [at]);
  expect(await group.decided(tied)).toMatchObject({ state: 'DEFEATED', defeatReason: 'TIE', winner: null });
});

test('Delegate hoarding, stale delegation: behind one delegate stands a fifth of the power at most, in one pool', async () => {
  const group = await groupOf(...Array(10).fill(1));
  const [pool, other] = [newId(), newId()];
  const first = await group.engine.delegate(group.voter(0), group.voter(1), pool);
  await group.engine.delegate(group.voter(0), group.voter(2), pool);
  expect(await group.engine.delegations.byId(first.id)).toMatchObject({ endedAt: expect.any(Date) });
  for (const at of [3, 4]) await group.engine.delegate(group.voter(at), group.voter(2), pool);
  const [here, elsewhere] = [await group.engine.open({}, newId(), pool), await group.engine.open({}, newId(), other)];
  for (const proposal of [here, elsewhere]) await group.vote(2, proposal, 'FOR');
  expect(await group.engine.countOf(here)).toEqual([3n, 0n, 0n]);
  expect(await group.engine.countOf(elsewhere)).toEqual([1n, 0n, 0n]);
});

test('Delegate hoarding, stale delegation: a delegation that has expired stands behind nobody', async () => {
  const group = await groupOf(...Array(10).fill(1));
  const pool = newId();
  const expiresAt = new Date((await ground.database.clock.now()).getTime() + 60_000);
  await group.engine.delegate(group.voter(0), group.voter(1), pool, expiresAt);
  const before = await group.engine.open({}, newId(), pool);
  await ground.database.clock.advance(60_000);
  const after = await group.engine.open({}, newId(), pool);
  const roll = ({ id }: Proposal) => ground.transactions.run((tx) => group.engine.rolls.of(tx, id));
  const delegated = async (proposal: Proposal) => (await roll(proposal)).filter(({ delegateId }) => delegateId).length;
  expect([await delegated(before), await delegated(after)]).toEqual([1, 0]);
});
