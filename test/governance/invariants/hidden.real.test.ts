import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { toNodeId } from '../../../api/shared/index.ts';
import { CHOICES, type Proposal, type SimpleChoice } from '../../../domain/governance/index.ts';
import { openStream } from '../../api/small/events.ts';
import { post, startSmallServer, type SmallServer } from '../../api/small/server.ts';
import { openTestGround, type TestGround } from '../../support/ground.ts';
import { engineOn } from '../engine.ts';
import type { Member } from '../members.ts';

let ground: TestGround;
let engine: ReturnType<typeof engineOn>;
let server: SmallServer;
const voters: Member[] = [];
let onlooker: Member;

beforeAll(async () => {
  ground = await openTestGround();
  engine = engineOn(ground);
  server = await startSmallServer(engine.wired);
  const join = async () => {
    const member = await engine.voter(false);
    server.tokens.set(member.viewer.userId, member.viewer);
    return member;
  };
  for (let at = 0; at < 4; at += 1) voters.push(await join());
  onlooker = await join();
});
afterAll(async () => {
  await server.close();
  await ground.close();
});

const SEEN = `query ($id: ID!) { proposal(id: $id) { state defeatReason decidedAt tally { powers } abstainCompletesQuorum
  turnout { voters castPower sequence } rounds { powers } timeline { toState reason } myBallot { digest } myStandingPower } }`;
const HEARD = `subscription ($id: ID!) { ballotCast(proposalId: $id) { sequence digest choice places weights reason signed } }`;
const TOLD = `subscription ($id: ID!) { tallyChanged(proposalId: $id) { sequence tally { powers } turnout { voters } } }`;
const CAST = 'mutation ($input: CastVoteInput!) { castVote(input: $input) { userErrors { code } } }';

async function follow(text: string, id: string, count: number): Promise<unknown[]> {
  const live = new AbortController();
  const options = { token: onlooker.viewer.userId, variables: { id }, signal: live.signal };
  const { events } = await openStream(server.url, text, options);
  const values: unknown[] = [];
  while (values.length < count) values.push((await events.next()).value);
  live.abort();
  return values;
}

/** A ballot's digest is salted: a number that is drawn anew for each, whatever the ballot says. */
function withoutCommitment(value: unknown): unknown {
  const [text, digests] = [JSON.stringify(value), /"digest":"[0-9a-f]{64}"/g];
  expect(text.match(digests)).toHaveLength(1);
  return JSON.parse(text.replace(digests, '"digest":null'));
}

/** All that an onlooker can reach of a vote before its end, and what the server wrote to its log and its outbox. */
async function reachable(proposal: Proposal, cast: readonly SimpleChoice[]) {
  const id = toNodeId('Proposal', proposal.id);
  server.lines.length = 0;
  for (const [at, choice] of cast.entries()) {
    const input = { proposalId: id, choice };
    await post(server.url, { query: CAST, variables: { input } }, (voters[at % 4] as Member).viewer.userId);
  }
  const { body } = await post(server.url, { query: SEEN, variables: { id } }, onlooker.viewer.userId);
  const rows = await ground.dataSource.query<{ payload: object }[]>(
    `SELECT payload FROM outbox WHERE subject = 'governance.ballot.${proposal.id}' ORDER BY id`,
  );
  return {
    asked: body,
    heard: (await follow(HEARD, id, cast.length)).map(withoutCommitment),
    told: await follow(TOLD, id, 1),
    events: rows.map(({ payload }) => ({ ...payload, proposalId: null })),
    log: server.lines.map(({ level, message }) => [level, message]),
    named: server.lines.filter((line) => CHOICES.some((choice) => JSON.stringify(line).includes(`"${choice}"`))),
  };
}

test('I15 with AT_CLOSE, whatever two groups of voters choose, nobody else can tell the two votes apart before the end', async () => {
  const choices = fc.array(fc.constantFrom(...CHOICES), { minLength: 6, maxLength: 6 });
  const property = fc.asyncProperty(choices, choices, async (some, others) => {
    const open = () => engine.open({ results: 'AT_CLOSE', votingPeriodMs: 600_000, quorumPpm: 500_000 });
    const [one, other] = [await reachable(await open(), some), await reachable(await open(), others)];
    expect(one).toEqual(other);
    expect([one.heard.length, one.events.length, one.named.length]).toEqual([6, 6, 0]);
  });
  await fc.assert(property, { numRuns: 6 });
}, 60_000);
