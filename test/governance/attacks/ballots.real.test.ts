import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { toNodeId } from '../../../api/shared/index.ts';
import {
  ballotDigest,
  chainHead,
  CHOICES,
  countBallots,
  Recount,
  weighBallots,
  type Ballot,
  type Proposal,
  type Receipt,
  type SimpleChoice,
} from '../../../domain/governance/index.ts';
import { newId } from '../../../domain/shared/index.ts';
import { openStream } from '../../api/small/events.ts';
import { HouseApi } from '../../support/house-api.ts';
import { openTestGround, type TestGround } from '../../support/ground.ts';
import { engineOn } from '../engine.ts';
import type { Member } from '../members.ts';
import { RULES } from '../proposals.ts';

/** Each test bears the name of an attack of the table; what it tries, and what it gets. */
let ground: TestGround;
let engine: ReturnType<typeof engineOn>;
let api: HouseApi;
const voters: Member[] = [];

beforeAll(async () => {
  ground = await openTestGround();
  engine = engineOn(ground);
  api = await HouseApi.open(ground, engine.wired, []);
  for (let at = 0; at < 8; at += 1) voters.push(await engine.voter(at === 0));
});
afterAll(async () => {
  await api.close();
  await ground.close();
});

const voter = (at: number) => voters[at] as Member;
const refused = (code: string) => expect.objectContaining({ code });

async function closed(proposal: Proposal): Promise<Proposal> {
  const now = await ground.database.clock.now();
  await ground.database.clock.advance(proposal.endsAt.getTime() - now.getTime());
  await engine.settle();
  return (await engine.proposals.byId(proposal.id)) as Proposal;
}

async function bundleOf({ id }: Proposal): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of await engine.writeBundle.execute(id)) lines.push(line);
  return lines;
}

test('Ballot replay or forged signer: an old ballot is not brought back, and nobody’s is made by another’s key', async () => {
  const member = voter(0);
  const proposal = await engine.open();
  const act = { action: 'governance.vote', subject: proposal.id, object: { proposalId: proposal.id, choice: 'FOR' } };
  const vote = { viewer: member.viewer, proposalId: proposal.id, choice: 'FOR' as const };
  const statementJws = await member.sign(act);
  await engine.castVote.execute({ ...vote, statementJws });
  await engine.vote(member, proposal, 'AGAINST', 2);
  await expect(engine.castVote.execute({ ...vote, statementJws })).rejects.toEqual(refused('STATEMENT_REPLAYED'));
  const forged = await member.sign({ ...act, version: 3, key: generateKeyPairSync('ed25519').privateKey });
  for (const other of [forged, null]) {
    const cast = engine.castVote.execute({ ...vote, statementJws: other });
    await expect(cast).rejects.toMatchObject({ code: expect.stringMatching(/STATEMENT_(INVALID|MISSING)/) });
  }
  expect(await engine.ballotOf(member, proposal)).toMatchObject({ choice: 'AGAINST' });
});

test('Vote buying, coercion: a receipt of a secret ballot proves that it is in the chain and not what it says; a later ballot undoes it', async () => {
  const proposal = await engine.open({ secret: true });
  await engine.vote(voter(1), proposal, 'FOR');
  const query = 'query ($id: ID!) { proposal(id: $id) { myBallot { receipt } } }';
  const variables = { id: toNodeId('Proposal', proposal.id) };
  const { data } = await api.ask<{ proposal: { myBallot: { receipt: string } } }>(voter(1).viewer, query, variables);
  const receipt = decodeJwt<Receipt>(data!.proposal.myBallot.receipt);
  expect(receipt.head).toBe(chainHead(receipt.previous, { sequence: 1n, digest: receipt.ballot }));
  for (const choice of CHOICES) {
    const guess = { voter: receipt.voter, choice, reason: null, statement: null };
    expect([ballotDigest(guess, null), ballotDigest(guess, '')]).not.toContain(receipt.ballot);
  }
  await engine.vote(voter(1), proposal, 'AGAINST');
  expect(await closed(proposal)).toMatchObject({ powers: [0n, 1n, 0n] });
  expect((await bundleOf(proposal)).slice(1).join('')).not.toMatch(/choice|salt|FOR|AGAINST/);
});

test('Vote buying, coercion: who counts again is shown what came at the last moment, was cast anew, or stands behind one ballot', async () => {
  const group = newId();
  await engine.delegate(voter(5), voter(4), group);
  const proposal = await engine.open({ votingPeriodMs: 600_000 }, newId(), group);
  for (const at of [0, 1, 2, 3]) await engine.vote(voter(at), proposal, 'AGAINST');
  await ground.database.clock.advance(590_000);
  for (const at of [1, 2, 4]) await engine.vote(voter(at), proposal, 'FOR');
  await closed(proposal);
  const recount = new Recount();
  for (const line of (await bundleOf(proposal)).slice(0, -1)) recount.line(line);
  const { faults, signs } = recount.finish();
  expect(faults).toEqual([]);
  expect(signs).toEqual({
    largestPpm: 333_333,
    delegatedPpm: 166_666,
    unsignedPpm: 833_333,
    latePpm: 666_666,
    replaced: 2,
    struckPower: 0n,
  });
});

/** What `ballotCast` tells this member of the first ballots of a proposal. */
async function heard(member: Member, { id }: Proposal, count: number): Promise<Partial<Ballot>[]> {
  const live = new AbortController();
  const text = `subscription ($proposalId: ID!) { ballotCast(proposalId: $proposalId) {
    sequence voter digest choice places weights reason signed } }`;
  const variables = { proposalId: toNodeId('Proposal', id) };
  const { events } = await openStream(api.url, text, {
    token: member.viewer.userId,
    variables,
    signal: live.signal,
  });
  const ballots: Partial<Ballot>[] = [];
  while (ballots.length < count) {
    const { value } = await events.next();
    ballots.push((value as { data: { data: { ballotCast: Partial<Ballot> } } }).data.data.ballotCast);
  }
  live.abort();
  return ballots;
}

test('Bandwagon, result leak: who follows a vote whose count is hidden hears that ballots come, and nothing to guess them from', async () => {
  const choices: readonly SimpleChoice[][] = [
    ['FOR', 'FOR', 'FOR'],
    ['AGAINST', 'ABSTAIN', 'AGAINST'],
  ];
  const followed = [];
  for (const each of choices) {
    const proposal = await engine.open({ results: 'AT_CLOSE', votingPeriodMs: 600_000 });
    for (const [i, choice] of each.entries()) await engine.vote(voter(i + 1), proposal, choice);
    followed.push({ proposal, ballots: await heard(voter(5), proposal, 3) });
  }
  const digest = expect.stringMatching(/^[0-9a-f]{64}$/);
  const hidden = { digest, choice: null, places: null, weights: null, reason: null, signed: false };
  for (const { proposal, ballots } of followed) {
    const voters = ballots.map((ballot) => (ballot as { voter?: string }).voter);
    expect(ballots).toEqual(voters.map((one, i) => ({ ...hidden, voter: one, sequence: String(i + 1) })));
    expect((await engine.logOf(proposal)).map(({ reason }) => reason)).toEqual([null, null]);
    for (const one of ballots as (Ballot & { voter: string })[]) {
      const guesses = CHOICES.map((choice) => ({ voter: one.voter, choice, reason: null, statement: null }));
      expect(guesses.map((guess) => ballotDigest(guess, null))).not.toContain(one.digest);
    }
  }
  const { proposal } = followed[0]!;
  await closed(proposal);
  const [first] = (await heard(voter(5), proposal, 1)) as [Ballot & { voter: string }];
  const { salt } = (await engine.ballotOf(voter(1), proposal)) as Ballot;
  const content = { voter: first.voter, choice: 'FOR' as const, reason: null, statement: null };
  expect(first).toMatchObject({ choice: 'FOR', digest: ballotDigest(content, salt) });
});

test('Tie and position gaming, partial ballots through the API: it takes and refuses there what it does everywhere', async () => {
  const on = { method: 'RANKED' as const, choices: ['sea', 'hills', 'city'] };
  const proposal = await engine.open({ quorumPpm: 0 }, newId(), newId(), on);
  const mutation = 'mutation ($input: CastVoteInput!) { castVote(input: $input) { userErrors { code } } }';
  const cast = async (at: number, said: object): Promise<string[]> => {
    const input = { proposalId: toNodeId('Proposal', proposal.id), ...said };
    type Cast = { castVote: { userErrors: { code: string }[] } };
    const { data } = await api.ask<Cast>(voter(at).viewer, mutation, { input });
    return data!.castVote.userErrors.map(({ code }) => code);
  };
  for (const said of [{ places: [] }, { places: [0, 0] }, { places: [3] }, { places: [-1] }, { choice: 'FOR' }, {}]) {
    expect([said, await cast(1, said)]).toEqual([said, ['INVALID_INPUT']]);
  }
  for (const [at, places] of [[0], [1], [1], [2]].entries()) expect(await cast(at + 1, { places })).toEqual([]);
  const { winner, rounds } = await closed(proposal);
  expect([winner, rounds?.at(-1)?.exhausted]).toEqual([1, 1n]);
});

test('Tally overload: counters that every ballot moves are what a full count gives, and the close says so where they are not', async () => {
  const proposal = await engine.open({ votingPeriodMs: RULES.votingPeriodMs });
  const tampered = await engine.open({ votingPeriodMs: RULES.votingPeriodMs });
  const votes = Array.from({ length: 300 }, (_, i) => {
    const [at, choice] = [1 + ((i * 5) % 7), CHOICES[(i * i) % 3] as SimpleChoice];
    return engine.castVote.execute({ viewer: voter(at).viewer, proposalId: proposal.id, choice });
  });
  await Promise.all(votes);
  const { powers, castPower, voters: counted } = await engine.boxOf(proposal);
  const [roll, current] = await ground.transactions.run((tx) =>
    Promise.all([engine.rolls.of(tx, proposal.id), engine.ballots.currentOf(tx, proposal.id)]),
  );
  expect({ powers, castPower }).toEqual(countBallots(proposal, weighBallots(roll, current)));
  expect(counted).toBe(7);

  await engine.vote(voter(1), tampered, 'FOR');
  const lie = `UPDATE ballot_boxes SET sequence = sequence + 1, powers = '{0,5,0}', cast_power = 5 WHERE proposal_id = $1`;
  await ground.dataSource.query(lie, [tampered.id]);
  engine.faults.length = 0;
  expect(await closed(tampered)).toMatchObject({ powers: [1n, 0n, 0n] });
  expect(engine.faults.map(String)).toEqual([expect.stringContaining('counters of a proposal are not what')]);
  expect(await engine.proposals.byId(proposal.id)).toMatchObject({ powers });
});
