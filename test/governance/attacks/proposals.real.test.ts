import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { Proposal } from '../../../domain/governance/index.ts';
import { DomainError, newId, type Id } from '../../../domain/shared/index.ts';
import { openTestGround, type TestGround } from '../../support/ground.ts';
import { councilsIn } from '../councils.ts';
import { engineOn } from '../engine.ts';
import type { Member } from '../members.ts';
import { RULES } from '../proposals.ts';

/** Each test bears the name of an attack of the table; what it tries, and what it gets. */
let ground: TestGround;
let engine: ReturnType<typeof engineOn>;
let councils: ReturnType<typeof councilsIn>;
const voters: Member[] = [];

beforeAll(async () => {
  ground = await openTestGround();
  engine = engineOn(ground);
  councils = councilsIn(ground, engine);
  for (let at = 0; at < 4; at += 1) voters.push(await engine.voter());
});
afterAll(() => ground.close());

const refused = (code: string) => expect.objectContaining({ code });
const voter = (at: number) => voters[at] as Member;
const idOf = (at: number) => voter(at).viewer.userId;
const cancel = ({ id: proposalId }: Proposal, userId: Id, isOperator = false) =>
  engine.cancelProposal.execute({ viewer: { userId, isOperator, sessionId: null }, proposalId });

test('Front-running a proposal and cancelling it: the same question asked first and taken back stops nobody from asking it', async () => {
  const [group, thief, author] = [newId(), newId(), newId()];
  const copy = await engine.open({ votingDelayMs: 1_000 }, thief, group);
  await cancel(copy, thief);
  const proposal = await engine.open({ votingDelayMs: 1_000 }, author, group);
  expect(proposal.paramsDigest).toBe(copy.paramsDigest);
  await ground.database.clock.advance(1_000);
  await engine.settle();
  await engine.vote(voter(0), proposal, 'FOR');
  expect([await engine.stateOf(copy), await engine.stateOf(proposal)]).toEqual(['CANCELLED', 'ACTIVE']);
});

test('Proposal spam: an author has three undecided ones in a group at most, also where several come at once', async () => {
  const [author, group] = [newId(), newId()];
  for (let at = 0; at < 2; at += 1) await engine.open({}, author, group);
  const opened = await Promise.allSettled([1, 2, 3].map(() => engine.open({}, author, group)));
  expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(engine.open({}, author, group)).rejects.toEqual(refused('TOO_MANY_PROPOSALS'));
  await engine.open({}, author, newId());
  await engine.open({}, newId(), group);
});

test('Proposal spam: ten a day of an author and twenty undecided of a group is the most, cancelled ones included in the ten', async () => {
  const [author, group] = [newId(), newId()];
  for (let at = 0; at < 10; at += 1) await cancel(await engine.open({ votingDelayMs: 1_000 }, author, group), author);
  await expect(engine.open({}, author, group)).rejects.toEqual(refused('TOO_MANY_PROPOSALS'));
  for (let at = 0; at < 20; at += 1) await engine.open({}, newId(), group);
  await expect(engine.open({}, newId(), group)).rejects.toEqual(refused('TOO_MANY_PROPOSALS'));
});

test('Proposal spam: who has less of the power than the rules ask, or none, proposes nothing', async () => {
  const quarter = (authorId: Id, proposerPpm: number) =>
    ground.transactions.run((tx) => {
      const asked = { groupId: newId(), kind: 'test', params: {}, title: 'A question', electorate: 'listed', authorId };
      return engine.openProposal.execute(tx, { ...asked, rules: { ...RULES, proposerPpm } }, true);
    });
  expect(await quarter(idOf(0), 250_000)).toMatchObject({ authorId: idOf(0) });
  await expect(quarter(idOf(0), 250_001)).rejects.toEqual(refused('NOT_A_PROPOSER'));
  await expect(quarter(newId(), 0)).rejects.toEqual(refused('NOT_A_PROPOSER'));
});

test('Griefing by cancel or delete: only the author cancels, only before the voting, and nothing is ever deleted', async () => {
  const author = newId();
  const proposal = await engine.open({ votingDelayMs: 600_000 }, author);
  await expect(cancel(proposal, newId(), true)).rejects.toEqual(refused('FORBIDDEN'));
  expect(await cancel(proposal, author)).toMatchObject({ state: 'CANCELLED' });
  await expect(cancel(proposal, author)).rejects.toEqual(refused('PROPOSAL_NOT_PENDING'));

  const started = await engine.open({}, author);
  await engine.vote(voter(0), started, 'AGAINST');
  await expect(cancel(started, author)).rejects.toEqual(refused('PROPOSAL_NOT_PENDING'));
  for (const [table, column] of [
    ['proposals', 'id'],
    ['ballots', 'proposal_id'],
    ['proposal_rolls', 'proposal_id'],
    ['proposal_transitions', 'proposal_id'],
  ]) {
    const removal = ground.dataSource.query(`DELETE FROM ${table} WHERE ${column} = $1`, [started.id]);
    await expect(removal).rejects.toThrow(/never changed|only replaced|written once/);
  }
});

test('Griefing by cancel or delete: a veto needs a guardian’s reason, and no guardian gives more than three in a month', async () => {
  const group = newId();
  await councils.adopt(await councils.elect(group, [idOf(0)], 1), voters);
  const proposals = [];
  for (let at = 0; at < 4; at += 1) proposals.push(await engine.open({ votingPeriodMs: 600_000 }, newId(), group));
  const [first, second, third, fourth] = proposals as [Proposal, Proposal, Proposal, Proposal];
  await expect(councils.veto(voter(0), first, ' ')).rejects.toEqual(refused('INVALID_INPUT'));
  for (const one of [first, second, third])
    expect(await councils.veto(voter(0), one)).toMatchObject({ state: 'VETOED' });
  await expect(councils.veto(voter(0), fourth)).rejects.toEqual(refused('TOO_MANY_VETOES'));
});

test('Guardian capture: fewer than it takes stop nothing, however often, and none of them the election of others', async () => {
  const group = newId();
  await councils.adopt(await councils.elect(group, [idOf(0), idOf(1), idOf(2)], 2), voters);
  const proposal = await engine.open({}, newId(), group);
  for (const version of [1, 2]) {
    expect(await councils.veto(voter(0), proposal, 'No.', version)).toMatchObject({ state: 'ACTIVE' });
  }
  const election = await councils.elect(group, [idOf(3)], 1);
  await expect(councils.veto(voter(0), election)).rejects.toEqual(refused('FORBIDDEN'));
  expect(await councils.adopt(election, voters)).toMatchObject({ state: 'EXECUTED' });
  const next = await engine.open({}, newId(), group);
  await expect(councils.veto(voter(1), next)).rejects.toEqual(refused('FORBIDDEN'));
});

test('Guardian capture: a council ends with its term, and adopts nothing that its members voted down', async () => {
  const group = newId();
  await councils.adopt(await councils.elect(group, [idOf(0)], 1, 60_000), voters);
  const proposal = await engine.open({ votingPeriodMs: 120_000 }, newId(), group);
  await engine.vote(voter(0), proposal, 'FOR');
  for (const at of [1, 2]) await engine.vote(voter(at), proposal, 'AGAINST');
  await ground.database.clock.advance(60_000);
  await expect(councils.veto(voter(0), proposal)).rejects.toEqual(refused('FORBIDDEN'));
  await ground.database.clock.advance(60_000);
  await engine.settle();
  expect([await engine.stateOf(proposal), await engine.effects(proposal)]).toEqual(['DEFEATED', 0]);
});

test('Rate limiter fails open: while the database that counts is away nothing is written, and the count goes on where it was', async () => {
  const [author, group] = [newId(), newId()];
  const { viewer } = await engine.voter(false);
  for (let at = 0; at < 2; at += 1) await engine.open({ votingPeriodMs: 600_000 }, author, group);
  const proposal = await engine.open({ votingPeriodMs: 600_000 }, newId(), group);
  const back = await databaseAway();
  const tried = await Promise.allSettled([
    ...[1, 2, 3].map(() => engine.open({}, author, group)),
    engine.castVote.execute({ viewer, proposalId: proposal.id, choice: 'FOR' }),
  ]);
  await back();
  const broken = tried.map((one) => one.status === 'rejected' && !(one.reason instanceof DomainError));
  expect(broken).toEqual([true, true, true, true]);
  expect(await engine.countOf(proposal)).toEqual([0n, 0n, 0n]);
  await engine.castVote.execute({ viewer, proposalId: proposal.id, choice: 'FOR' });
  await engine.open({}, author, group);
  await expect(engine.open({}, author, group)).rejects.toEqual(refused('TOO_MANY_PROPOSALS'));
});

/** Nobody reaches the database of this test until the answer is called. */
async function databaseAway(): Promise<() => Promise<void>> {
  const url = String(process.env['COMMONPOOL_TEST_POSTGRES_URL']);
  const server = await new DataSource({ type: 'postgres', url, poolSize: 1 }).initialize();
  const name = new URL(ground.database.url).pathname.slice(1);
  await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
  return async () => {
    await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await server.destroy();
  };
}
