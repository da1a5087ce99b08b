import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { compactVerify, importJWK } from 'jose';
import { toNodeId } from '../../api/shared/index.ts';
import { ballotDigest, chainHead, type GovernanceRules, type Proposal } from '../../domain/governance/index.ts';
import { newId } from '../../domain/shared/index.ts';
import { post, startSmallServer, type SmallServer } from '../api/small/server.ts';
import { openTestGround, type TestGround } from '../support/ground.ts';
import { engineOn } from './engine.ts';
import type { Member } from './members.ts';

let ground: TestGround;
let engine: ReturnType<typeof engineOn>;
let server: SmallServer;
const voters: Member[] = [];

beforeAll(async () => {
  ground = await openTestGround();
  engine = engineOn(ground);
  server = await startSmallServer(engine.wired);
  for (let at = 0; at < 21; at += 1) {
    const member = await engine.voter(at === 0);
    server.tokens.set(member.viewer.userId, member.viewer);
    voters.push(member);
  }
});
afterAll(async () => {
  await server.close();
  await ground.close();
});

const voter = (at: number) => voters[at] as Member;
const SEEN = `query ($id: ID!) { proposal(id: $id) { tally { powers quorumMet leading } turnout { voters castPower }
  myBallot { choice sequence digest salt receipt } } }`;

interface Seen {
  readonly tally: { readonly powers: readonly string[] } | null;
  readonly turnout: { readonly voters: number; readonly castPower: string };
  readonly myBallot: Record<'choice' | 'sequence' | 'digest' | 'salt' | 'receipt', string> | null;
}

async function seenBy(member: Member, { id }: Proposal): Promise<Seen> {
  const variables = { id: toNodeId('Proposal', id) };
  const { body } = await post(server.url, { query: SEEN, variables }, member.viewer.userId);
  expect(body.errors).toBeUndefined();
  return (body.data as { proposal: Seen }).proposal;
}

const closeNow = async (proposal: Proposal) => {
  const now = await ground.database.clock.now();
  await ground.database.clock.advance(proposal.endsAt.getTime() - now.getTime());
  await engine.settle();
};
const open = (rules: Partial<GovernanceRules>) => engine.open({ votingPeriodMs: 60_000, ...rules });

test('AFTER_OWN_VOTE shows the count to who has voted, and to all at the end', async () => {
  const proposal = await open({ results: 'AFTER_OWN_VOTE' });
  await engine.vote(voter(1), proposal, 'FOR');
  expect((await seenBy(voter(1), proposal)).tally?.powers).toEqual(['1', '0', '0']);
  expect(await seenBy(voter(2), proposal)).toMatchObject({ tally: null, turnout: { voters: 1, castPower: '1' } });
  await closeNow(proposal);
  expect((await seenBy(voter(2), proposal)).tally?.powers).toEqual(['1', '0', '0']);
});

test('I15 with AT_CLOSE, what can be read before the end does not depend on the choices that were cast', async () => {
  const [one, other] = [await open({ results: 'AT_CLOSE' }), await open({ results: 'AT_CLOSE' })];
  for (const at of [1, 2, 3]) {
    await engine.vote(voter(at), one, 'FOR');
    await engine.vote(voter(at), other, at === 1 ? 'AGAINST' : 'ABSTAIN');
  }
  for (const at of [4, 5]) expect(await seenBy(voter(at), one)).toEqual(await seenBy(voter(at), other));
  expect(await seenBy(voter(1), one)).toMatchObject({ tally: null, myBallot: { choice: 'FOR' } });
  const events = await ground.dataSource.query<{ payload: object }[]>(
    `SELECT payload FROM outbox WHERE subject IN ($1, $2)`,
    [one, other].map(({ id }) => `governance.ballot.${id}`),
  );
  expect(events.map(({ payload }) => Object.keys(payload).toSorted().join())).toEqual(
    Array(6).fill('proposalId,sequence'),
  );
  await closeNow(one);
  expect((await seenBy(voter(4), one)).tally?.powers).toEqual(['3', '0', '0']);
});

test('a secret vote shows no count before the end, and none at all below twenty voters', async () => {
  const [few, many] = [await open({ secret: true }), await open({ secret: true })];
  for (let at = 1; at < 21; at += 1) {
    if (at < 20) await engine.vote(voter(at), few, 'FOR');
    await engine.vote(voter(at), many, 'FOR');
  }
  expect((await seenBy(voter(1), many)).tally).toBeNull();
  await closeNow(many);
  await engine.settle();
  expect((await seenBy(voter(1), many)).tally?.powers).toEqual(['20', '0', '0']);
  expect((await seenBy(voter(1), few)).tally).toBeNull();
  expect(await engine.stateOf(few)).toBe('QUEUED');

  const { myBallot } = await seenBy(voter(1), many);
  const [{ pseudonym }] = await ground.dataSource.query<[{ pseudonym: string }]>(
    'SELECT pseudonym FROM proposal_rolls WHERE proposal_id = $1 AND user_id = $2',
    [many.id, voter(1).viewer.userId],
  );
  const said = (choice: 'FOR' | 'AGAINST', salt: string) =>
    ballotDigest({ voter: pseudonym, choice, reason: null, statement: null }, salt);
  expect(said('FOR', myBallot!.salt)).toBe(myBallot!.digest);
  expect(said('AGAINST', myBallot!.salt)).not.toBe(myBallot!.digest);
  expect(said('FOR', newId())).not.toBe(myBallot!.digest);
});

test('a receipt is the instance’s signature over the ballot’s place in the chain, and says nothing of the choice', async () => {
  const proposal = await open({});
  await engine.vote(voter(1), proposal, 'FOR');
  await engine.vote(voter(0), proposal, 'AGAINST');
  const first = (await seenBy(voter(1), proposal)).myBallot!;
  const second = (await seenBy(voter(0), proposal)).myBallot!;
  const { keys } = await engine.members.identity.publishedKeys.execute();
  const read = async ({ receipt }: { receipt: string }) => {
    const { payload, protectedHeader } = await compactVerify(receipt, await importJWK(keys[0]!, 'EdDSA'));
    expect(protectedHeader.typ).toBe('commonpool-receipt');
    return JSON.parse(new TextDecoder().decode(payload)) as Record<string, string>;
  };
  const [one, two] = [await read(first), await read(second)];
  expect(one).toMatchObject({
    proposal: proposal.id,
    sequence: '1',
    ballot: first.digest,
    previous: proposal.rollDigest,
  });
  expect(two['previous']).toBe(chainHead(proposal.rollDigest, { sequence: 1n, digest: first.digest }));
  expect(two['head']).toBe((await engine.boxOf(proposal)).head);
  expect(JSON.stringify([one, two])).not.toMatch(/FOR|AGAINST/);
});
