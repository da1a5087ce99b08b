import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recountFile, type RecountOptions } from '../../cli/recounting.ts';
import {
  ballotDigest,
  CHOICES,
  SIMPLE,
  type Ballot,
  type BallotMethod,
  type Choice,
  type Proposal,
} from '../../domain/governance/index.ts';
import { newId } from '../../domain/shared/index.ts';
import { openTestGround, type TestGround } from '../support/ground.ts';
import { engineOn } from './engine.ts';
import type { Member } from './members.ts';

let ground: TestGround;
let engine: ReturnType<typeof engineOn>;
let folder: string;
const voters: Member[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonpool-recount-'));
  ground = await openTestGround();
  engine = engineOn(ground);
  for (let at = 0; at < 24; at += 1) voters.push(await engine.voter(at % 3 > 0));
});
afterAll(async () => {
  await ground.close();
  await rm(folder, { recursive: true });
});

const voter = (at: number) => voters[at] as Member;

async function bundleOf(proposal: Proposal): Promise<string[]> {
  const now = await ground.database.clock.now();
  await ground.database.clock.advance(Math.max(0, proposal.endsAt.getTime() - now.getTime()));
  await engine.settle();
  const lines: string[] = [];
  for await (const line of await engine.writeBundle.execute(proposal.id)) lines.push(line);
  return lines;
}

async function recount(lines: readonly string[], options: Partial<RecountOptions> = {}) {
  const path = join(folder, `${newId()}.json`);
  await writeFile(path, lines.join(''));
  const { keys } = await engine.members.identity.publishedKeys.execute();
  return recountFile(path, { signatures: true, keys: keys as never, ...options });
}

async function aVote(): Promise<Proposal> {
  const group = newId();
  for (const at of [1, 3, 4]) await engine.delegate(voter(at), voter(2), group);
  const proposal = await engine.open({ votingPeriodMs: 60_000 }, newId(), group);
  const choices: Choice[] = ['FOR', 'AGAINST', 'ABSTAIN'];
  for (let at = 0; at < 12; at += 2) await engine.vote(voter(at), proposal, choices[at % 3] as Choice);
  await engine.vote(voter(2), proposal, 'FOR', 2);
  await engine.vote(voter(4), proposal, 'AGAINST', 2);
  return proposal;
}

describe('a bundle', () => {
  test('reproduces the result, with every signature checked and unsigned ballots apart', async () => {
    const proposal = await aVote();
    const report = await recount(await bundleOf(proposal));
    const decided = (await engine.proposals.byId(proposal.id)) as Proposal;
    expect(report).toMatchObject({ faults: [], powers: decided.powers, sealed: true, ballots: 8, voters: 6 });
    expect(report.signaturesChecked).toBe(report.statements);
    const signed = (report.signedPowers as bigint[]).reduce((sum, power) => sum + power);
    expect(signed).toBeLessThan(report.powers.reduce((sum, power) => sum + power));
    expect(signed).toBeGreaterThan(0n);
  });

  test('of each method and of a secret vote reproduces its rounds, winner and powers', async () => {
    const choices = ['sea', 'hills', 'city'];
    const said: Record<'APPROVAL' | 'WEIGHTED' | 'RANKED', Choice[]> = {
      APPROVAL: [[0, 1], [1], 'ABSTAIN'],
      WEIGHTED: [
        [
          [0, 2],
          [2, 1],
        ],
        [[1, 7]],
        'ABSTAIN',
      ],
      RANKED: [[0, 2], [1], [1, 0], [2, 0], 'ABSTAIN'],
    };
    for (const method of ['APPROVAL', 'WEIGHTED', 'RANKED'] as const) {
      const on = { method, choices };
      const proposal = await engine.open({ votingPeriodMs: 60_000 }, newId(), newId(), on);
      for (const [at, choice] of said[method].entries()) await engine.vote(voter(at), proposal, choice);
      expect(await recount(await bundleOf(proposal))).toMatchObject({ faults: [] });
    }
    const secret = await engine.open({ votingPeriodMs: 60_000, secret: true });
    for (let at = 0; at < 21; at += 1) await engine.vote(voter(at), secret, at % 4 ? 'FOR' : 'AGAINST');
    const lines = await bundleOf(secret);
    expect(await recount(lines)).toMatchObject({ faults: [], powers: [15n, 6n, 0n], signedPowers: null });
    expect(lines.filter((line) => line.includes('"statement"'))).toEqual([]);
    const stuffed = lines.toSpliced(-1, 0, '{"choice":"FOR","power":"1"}\n');
    expect((await recount(stuffed)).faults).toContainEqual(expect.stringContaining('do not come to the power'));
    const few = await engine.open({ votingPeriodMs: 60_000, secret: true });
    for (const at of [0, 1]) await engine.vote(voter(at), few, 'FOR');
    const hidden = await bundleOf(few);
    expect(await recount(hidden)).toMatchObject({ faults: [], powers: [0n, 0n, 0n] });
    expect(hidden.slice(1).join('')).not.toMatch(/choice|FOR/);
  });

  test('of a vote whose count was hidden proves it, though nobody could guess a ballot from the chain before', async () => {
    for (const results of ['AT_CLOSE', 'AFTER_OWN_VOTE'] as const) {
      const proposal = await engine.open({ votingPeriodMs: 60_000, results });
      await engine.vote(voter(0), proposal, 'AGAINST');
      const { pseudonym, digest } = (await engine.ballotOf(voter(0), proposal)) as Ballot;
      const guesses = CHOICES.map((choice) => ({ voter: pseudonym, choice, reason: null, statement: null }));
      expect(guesses.map((guess) => ballotDigest(guess, null))).not.toContain(digest);
      const lines = await bundleOf(proposal);
      expect(await recount(lines)).toMatchObject({ faults: [], powers: [0n, 1n, 0n] });
      const other = lines.map((line) => line.replace(/"salt":"../, '"salt":"zz'));
      expect((await recount(other)).faults.length).toBeGreaterThan(0);
    }
  });

  test('of a secret vote has sums and no ballot’s own power, by which it could be found on the roll, under each method', async () => {
    const cast: Record<BallotMethod, readonly Choice[]> = {
      SIMPLE: ['FOR', 'AGAINST', 'ABSTAIN'],
      APPROVAL: [[0, 1], [1], [0, 1, 2]],
      WEIGHTED: [
        [
          [0, 2],
          [2, 1],
        ],
        [[1, 7]],
        'ABSTAIN',
      ],
      RANKED: [[0, 2], [1, 0], 'ABSTAIN'],
    };
    for (let at = 0; at < 22; at += 1) engine.givePower(voter(at), 100n + BigInt(at * at));
    for (const method of ['SIMPLE', 'APPROVAL', 'WEIGHTED', 'RANKED'] as const) {
      const on = method === 'SIMPLE' ? SIMPLE : { method, choices: ['sea', 'hills', 'city'] };
      const proposal = await engine.open({ votingPeriodMs: 60_000, secret: true }, newId(), newId(), on);
      for (let at = 0; at < 22; at += 1) await engine.vote(voter(at), proposal, cast[method][at % 3] as Choice);
      const lines = await bundleOf(proposal);
      const decided = (await engine.proposals.byId(proposal.id)) as Proposal;
      expect(await recount(lines)).toMatchObject({ faults: [], powers: decided.powers });
      const opened = lines.map((line) => JSON.parse(line) as { choice?: Choice; power?: string });
      const powers = opened.filter(({ choice }) => choice !== undefined).map(({ power }) => power);
      expect(powers.length).toBeLessThanOrEqual(4);
      for (let at = 0; at < 22; at += 1) expect(powers).not.toContain(String(100 + at * at));
    }
    for (let at = 0; at < 22; at += 1) engine.givePower(voter(at), 1n);
  });

  test('that was changed anywhere is found out, whatever was changed', async () => {
    const lines = await bundleOf(await aVote());
    const at = (part: string) => lines.findIndex((line) => line.includes(part));
    const last = (part: string) => lines.findLastIndex((line) => line.includes(part));
    const change = (index: number, from: RegExp, to: string) => {
      const line = lines[index] as string;
      expect(line).toMatch(from);
      return lines.with(index, line.replace(from, to));
    };
    const signedBallot = last('"statement":"');
    const changes: [string, string[]][] = [
      ['a choice', change(at('"choice":"FOR"'), /"FOR"/, '"AGAINST"')],
      ['a ballot that is gone', lines.toSpliced(at('"ballot":"3"'), 1)],
      ['a power', change(at('"power":"1"'), /"power":"1"/, '"power":"2"')],
      ['a voter more', lines.toSpliced(1, 0, `{"delegate":null,"power":"1","voter":"${newId()}"}\n`)],
      ['the question', change(0, /"title":"A question"/, '"title":"Another"')],
      ['the threshold', change(0, /"thresholdPpm":500000/, '"thresholdPpm":600000')],
      ['the result', change(0, /"outcome":"\w+"/, '"outcome":"OTHER"')],
      ['a signature', change(signedBallot, /"statement":"([^"]+)\.[^."]{4}/, '"statement":"$1.AAAA')],
      ['the key of a signature', change(signedBallot, /"x":"...."?/, '"x":"AAAA')],
      ['no seal', lines.slice(0, -1)],
      ['the order', [...lines.slice(0, 1), ...lines.slice(1, 3).toReversed(), ...lines.slice(3)]],
    ];
    for (const [what, changed] of changes)
      expect([what, (await recount(changed)).faults.length > 0]).toEqual([what, true]);
    expect((await recount(lines)).faults).toEqual([]);
  });

  test('is written when the voting has ended, and not before', async () => {
    const proposal = await engine.open();
    await expect(engine.writeBundle.execute(proposal.id)).rejects.toMatchObject({ code: 'NOT_DECIDED' });
    await expect(engine.writeBundle.execute(newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
