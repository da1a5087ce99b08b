import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Choice, GovernanceRules, Proposal } from '../../domain/governance/index.ts';
import { openTestGround, type TestGround } from '../support/ground.ts';
import { engineOn, NotNow } from './engine.ts';
import type { Member } from './members.ts';
import { RULES } from './proposals.ts';

let ground: TestGround;
let engine: ReturnType<typeof engineOn>;
let voters: Member[];

beforeAll(async () => {
  ground = await openTestGround();
  engine = engineOn(ground);
  voters = [await engine.voter(), await engine.voter(), await engine.voter()];
});
afterAll(() => ground.close());

/** A proposal on which these choices were cast. */
async function votedOn(choices: readonly Choice[], rules: Partial<GovernanceRules> = {}): Promise<Proposal> {
  const proposal = await engine.open(rules);
  for (const [at, choice] of choices.entries()) await engine.vote(voters[at] as Member, proposal, choice);
  return proposal;
}

async function path(proposal: Proposal): Promise<string[]> {
  return (await engine.logOf(proposal)).map((transition) => transition.toState);
}

describe('the outcome of a vote', () => {
  test('is executed by itself after the notice, with every state on record', async () => {
    const proposal = await votedOn(['FOR', 'FOR', 'AGAINST']);
    await engine.settle();
    expect(await engine.stateOf(proposal)).toBe('ACTIVE');
    await ground.database.clock.advance(RULES.votingPeriodMs);
    await engine.settle();
    const queued = await engine.proposals.byId(proposal.id);
    expect(queued).toMatchObject({ state: 'QUEUED', powers: [2n, 1n, 0n] });
    expect(Number(queued?.eta) - Number(queued?.decidedAt)).toBe(RULES.noticePeriodMs);
    expect(await engine.effects(proposal)).toBe(0);
    await ground.database.clock.advance(RULES.noticePeriodMs);
    await engine.settle();
    expect(await engine.effects(proposal)).toBe(1);
    expect(await path(proposal)).toEqual(['PENDING', 'ACTIVE', 'SUCCEEDED', 'QUEUED', 'EXECUTED']);
  });

  test.each([
    [['AGAINST', 'AGAINST', 'FOR'], 'NOT_APPROVED'],
    [['AGAINST', 'FOR'], 'TIE'],
    [[], 'QUORUM_NOT_MET'],
  ] as const)('%j is a defeat because of %s, which its subject hears of', async (choices, reason) => {
    const proposal = await votedOn(choices);
    engine.effect.rejections.length = 0;
    await ground.database.clock.advance(RULES.votingPeriodMs);
    await engine.settle();
    expect(await engine.proposals.byId(proposal.id)).toMatchObject({ state: 'DEFEATED', defeatReason: reason });
    expect(engine.effect.rejections).toEqual(['DEFEATED']);
  });

  test('is brought up to date in one pass by a worker that was away for the whole vote', async () => {
    const proposal = await votedOn([], { votingDelayMs: 1000 });
    await ground.database.clock.advance(10 * RULES.votingPeriodMs);
    await engine.settle();
    expect(await path(proposal)).toEqual(['PENDING', 'ACTIVE', 'DEFEATED']);
  });

  test('I13 is settled once by eight workers at the same time', async () => {
    const proposals = await Promise.all([1, 2, 3, 4].map(() => votedOn([])));
    const passed = await votedOn(['FOR', 'FOR'], { noticePeriodMs: 0 });
    await ground.database.clock.advance(RULES.votingPeriodMs);
    await Promise.all(Array.from({ length: 8 }, () => engine.settle()));
    await engine.settle();
    for (const proposal of proposals) expect(await path(proposal)).toEqual(['PENDING', 'ACTIVE', 'DEFEATED']);
    expect(await engine.effects(passed)).toBe(1);
    expect(await path(passed)).toEqual(['PENDING', 'ACTIVE', 'SUCCEEDED', 'QUEUED', 'EXECUTED']);
  });
});

describe('an execution that fails', () => {
  test('leaves nothing behind, is recorded with its code, and is tried again until it works', async () => {
    const proposal = await votedOn(['FOR', 'FOR'], { noticePeriodMs: 0 });
    engine.effect.fault = new NotNow('The world has moved.');
    await ground.database.clock.advance(RULES.votingPeriodMs);
    await engine.settle();
    const failed = await engine.proposals.byId(proposal.id);
    expect(failed).toMatchObject({ state: 'EXECUTION_FAILED', failureCode: 'FORBIDDEN', executionAttempts: 1 });
    expect(await engine.effects(proposal)).toBe(0);
    engine.effect.fault = null;
    await ground.database.clock.advance(5000);
    await engine.settle();
    expect(await engine.proposals.byId(proposal.id)).toMatchObject({ state: 'EXECUTED', executionAttempts: 2 });
    expect(await engine.effects(proposal)).toBe(1);
  });

  test('expires at the end of the grace, is reported when no rule foresaw it, and holds up nobody else', async () => {
    const stuck = await votedOn(['FOR', 'FOR'], { noticePeriodMs: 0 });
    const other = await votedOn([]);
    engine.effect.fault = new TypeError('a defect');
    engine.effect.rejections.length = 0;
    await ground.database.clock.advance(RULES.votingPeriodMs);
    await engine.settle();
    expect(await engine.stateOf(other)).toBe('DEFEATED');
    expect(await engine.proposals.byId(stuck.id)).toMatchObject({ state: 'EXECUTION_FAILED', failureCode: 'INTERNAL' });
    expect(engine.faults).toContain(engine.effect.fault);
    await ground.database.clock.advance(RULES.gracePeriodMs);
    await engine.settle();
    expect(await engine.stateOf(stuck)).toBe('EXPIRED');
    expect(engine.effect.rejections).toEqual(['DEFEATED', 'EXPIRED']);
    engine.effect.fault = null;
    await ground.database.clock.advance(10 * RULES.gracePeriodMs);
    await engine.settle();
    expect(await engine.effects(stuck)).toBe(0);
  });
});

describe('a rejection that fails', () => {
  const log = async (proposal: Proposal) =>
    (await engine.logOf(proposal)).map(({ toState, reason }) => [toState, reason]);
  const DEFEAT = [
    ['PENDING', null],
    ['ACTIVE', null],
    ['DEFEATED', 'QUORUM_NOT_MET'],
  ];

  test('does not keep the vote open, and is tried again until it works', async () => {
    const proposal = await votedOn([]);
    engine.effect.rejections.length = 0;
    engine.effect.rejectionFault = new NotNow('The subject is not ready.');
    await ground.database.clock.advance(RULES.votingPeriodMs);
    await engine.settle();
    expect(await engine.stateOf(proposal)).toBe('DEFEATED');
    expect(await engine.effects(proposal, 'rejection')).toBe(0);
    expect(engine.faults).toContain(engine.effect.rejectionFault);
    engine.effect.rejectionFault = null;
    await engine.settle();
    expect(engine.effect.rejections).toEqual([]);
    await ground.database.clock.advance(1000);
    await Promise.all(Array.from({ length: 4 }, () => engine.settle()));
    expect(engine.effect.rejections).toEqual(['DEFEATED']);
    expect(await engine.effects(proposal, 'rejection')).toBe(1);
    expect(await log(proposal)).toEqual([...DEFEAT, ['DEFEATED', 'FORBIDDEN'], ['DEFEATED', 'REJECTION_DONE']]);
  });

  test('because its parameters cannot be read is given up when the grace ends, which its log says', async () => {
    const proposal = await votedOn([]);
    engine.effect.parseFault = new TypeError('a defect');
    await ground.database.clock.advance(RULES.votingPeriodMs);
    await engine.settle();
    expect(await engine.stateOf(proposal)).toBe('DEFEATED');
    await ground.database.clock.advance(RULES.gracePeriodMs);
    await engine.settle();
    engine.effect.parseFault = null;
    await engine.settle();
    expect(await engine.proposals.byId(proposal.id)).toMatchObject({ state: 'DEFEATED', dueAt: null });
    expect(await engine.effects(proposal, 'rejection')).toBe(0);
    expect(await log(proposal)).toEqual([...DEFEAT, ['DEFEATED', 'INTERNAL'], ['DEFEATED', 'REJECTION_GIVEN_UP']]);
    const again = ground.dataSource.query(`UPDATE proposals SET due_at = now() WHERE id = $1`, [proposal.id]);
    await expect(again).rejects.toThrow('never changed');
  });
});

test('the count on the screen and the count of the close agree', async () => {
  const proposal = await votedOn(['FOR', 'ABSTAIN', 'AGAINST']);
  const count = await engine.countOf(proposal);
  expect(count).toEqual([1n, 1n, 1n]);
  await ground.database.clock.advance(RULES.votingPeriodMs);
  await engine.settle();
  expect(await engine.proposals.byId(proposal.id)).toMatchObject({ powers: count });
});
