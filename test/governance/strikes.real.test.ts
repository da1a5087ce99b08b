import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recountFile } from '../../cli/recounting.ts';
import type { GovernanceRules, Proposal } from '../../domain/governance/index.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import { newId } from '../../domain/shared/index.ts';
import { openTestGround, type TestGround } from '../support/ground.ts';
import { engineOn } from './engine.ts';
import type { Member } from './members.ts';

let ground: TestGround;
let engine: ReturnType<typeof engineOn>;
let folder: string;
let first: Viewer;
let second: Viewer;
const voters: Member[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonpool-strikes-'));
  ground = await openTestGround();
  engine = engineOn(ground);
  for (let at = 0; at < 24; at += 1) voters.push(await engine.voter());
  const operators = [await engine.members.join(), await engine.members.join()];
  [first, second] = operators.map(({ viewer }) => ({ ...viewer, isOperator: true })) as [Viewer, Viewer];
});
afterAll(async () => {
  await ground.close();
  await rm(folder, { recursive: true });
});

const refused = (code: string) => expect.objectContaining({ code });
const voter = (at: number) => voters[at] as Member;
const HOUR_MS = 3_600_000;

const opened = (rules: Partial<GovernanceRules> = {}, groupId = newId()) =>
  engine.open({ votingPeriodMs: 4 * HOUR_MS, ...rules }, newId(), groupId);
const strike = (by: Viewer, { id: proposalId }: Proposal, at: number, reason = 'the account was bought') =>
  engine.strikeBallot.execute({ viewer: by, proposalId, userId: voter(at).viewer.userId, reason });
const appeal = ({ id: proposalId }: Proposal, at: number) =>
  engine.appealStrike.execute({ viewer: voter(at).viewer, proposalId, appeal: 'it is mine, and always was' });

async function decided(proposal: Proposal) {
  const now = await ground.database.clock.now();
  await ground.database.clock.advance(Math.max(0, proposal.endsAt.getTime() - now.getTime()));
  await engine.settle();
  const lines: string[] = [];
  for await (const line of await engine.writeBundle.execute(proposal.id)) lines.push(line);
  return { lines, proposal: (await engine.proposals.byId(proposal.id)) as Proposal };
}

async function recount(lines: readonly string[]) {
  const path = join(folder, `${newId()}.json`);
  await writeFile(path, lines.join(''));
  const { keys } = await engine.members.identity.publishedKeys.execute();
  return recountFile(path, { signatures: true, keys: keys as never });
}

test('a struck ballot counts for nothing, with what was delegated to it; its power is a term of its own', async () => {
  const group = newId();
  for (const at of [1, 2]) await engine.delegate(voter(at), voter(0), group);
  const proposal = await opened({}, group);
  await engine.vote(voter(0), proposal, 'FOR');
  await engine.vote(voter(3), proposal, 'AGAINST');
  await strike(first, proposal, 0);
  expect(await engine.boxOf(proposal)).toMatchObject({
    powers: [0n, 1n, 0n],
    castPower: 1n,
    struckPower: 3n,
    voters: 1,
  });
  await engine.vote(voter(1), proposal, 'FOR');
  expect(await engine.boxOf(proposal)).toMatchObject({ powers: [1n, 1n, 0n], castPower: 2n, struckPower: 2n });
  await expect(engine.vote(voter(0), proposal, 'FOR', 2)).rejects.toEqual(refused('BALLOT_STRUCK'));
  const { lines, proposal: closed } = await decided(proposal);
  expect([closed.powers, closed.castPower, engine.faults]).toEqual([[1n, 1n, 0n], 2n, []]);
  const report = await recount(lines);
  expect(report).toMatchObject({ faults: [], powers: [1n, 1n, 0n], struckPower: 2n, voters: 2, ballots: 4 });
  const notCast = closed.rollTotal - (closed.castPower as bigint) - report.struckPower;
  expect(notCast).toBe(closed.rollTotal - 4n);
  const hidden = lines.map((line) => line.replace('"struckPower":"2"', '"struckPower":"0"'));
  expect((await recount(hidden)).faults.length).toBeGreaterThan(0);
  const without = lines.filter((line) => !line.includes('"struck":'));
  expect((await recount(without)).faults.length).toBeGreaterThan(0);
});

test('an appeal brings the ballot back at once, as it was signed; another operator alone can uphold the strike, for good', async () => {
  const proposal = await opened();
  await engine.vote(voter(0), proposal, 'FOR');
  await engine.vote(voter(1), proposal, 'AGAINST');
  for (const at of [0, 1]) await strike(first, proposal, at);
  await expect(strike(first, proposal, 0)).rejects.toEqual(refused('BALLOT_STRUCK'));
  for (const at of [0, 1]) expect(await appeal(proposal, at)).toMatchObject({ appeal: expect.any(String) });
  expect(await engine.boxOf(proposal)).toMatchObject({ powers: [1n, 1n, 0n], struckPower: 0n, voters: 2 });
  await expect(strike(first, proposal, 1)).rejects.toEqual(refused('FORBIDDEN'));
  const upheld = await strike(second, proposal, 1, 'it was, and here is the record');
  expect(upheld).toMatchObject({ upheldBy: second.userId, reason: 'the account was bought' });
  await expect(appeal(proposal, 1)).rejects.toEqual(refused('FORBIDDEN'));
  const { lines } = await decided(proposal);
  const report = await recount(lines);
  expect(report).toMatchObject({ faults: [], powers: [1n, 0n, 0n], signedPowers: [1n, 0n, 0n], struckPower: 1n });
  const other = lines.map((line) => line.replace('"restores":"1"', '"restores":"2"'));
  expect((await recount(other)).faults).toContainEqual(expect.stringContaining('was not struck'));
});

test('nobody is struck when there is no time to appeal, after the end, without a ballot, or by who is no operator', async () => {
  const proposal = await opened();
  await engine.vote(voter(0), proposal, 'FOR');
  await expect(strike(voter(1).viewer, proposal, 0)).rejects.toEqual(refused('FORBIDDEN'));
  await expect(strike(first, proposal, 1)).rejects.toEqual(refused('NOT_FOUND'));
  await expect(strike(first, proposal, 0, ' ')).rejects.toEqual(refused('INVALID_INPUT'));
  await expect(appeal(proposal, 0)).rejects.toEqual(refused('NOT_FOUND'));
  await ground.database.clock.advance(3 * HOUR_MS);
  await expect(strike(first, proposal, 0)).rejects.toEqual(refused('STRIKE_TOO_LATE'));
  await ground.database.clock.advance(HOUR_MS);
  await expect(strike(first, proposal, 0)).rejects.toEqual(refused('VOTING_CLOSED'));
  expect(await engine.boxOf(proposal)).toMatchObject({ struckPower: 0n });
});

test('in a secret vote it is seen that a ballot was struck, and why, but not what it said', async () => {
  const proposal = await opened({ secret: true });
  for (let at = 0; at < 22; at += 1) await engine.vote(voter(at), proposal, at % 2 ? 'FOR' : 'AGAINST');
  await strike(first, proposal, 0);
  await strike(first, proposal, 1);
  await appeal(proposal, 1);
  const { lines } = await decided(proposal);
  expect(await recount(lines)).toMatchObject({ faults: [], powers: [11n, 10n, 0n], struckPower: 1n, voters: 21 });
  const about = lines.filter((line) => line.includes('"struck":') || line.includes('"restores":'));
  expect(about).toHaveLength(3);
  expect(about.join('')).not.toMatch(/choice|FOR|AGAINST/);
});
