import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import type { Proposal } from '../../domain/governance/index.ts';
import { newId } from '../../domain/shared/index.ts';
import { post, startSmallServer, type SmallServer } from '../api/small/server.ts';
import { openTestGround, type TestGround } from '../support/ground.ts';
import { engineOn } from './engine.ts';
import type { Member } from './members.ts';

let ground: TestGround;
let engine: ReturnType<typeof engineOn>;
let server: SmallServer;

beforeAll(async () => {
  ground = await openTestGround();
  engine = engineOn(ground);
  server = await startSmallServer(engine.wired);
});
afterAll(async () => {
  await server.close();
  await ground.close();
});

const PAGE = `query ($poolId: ID!, $first: Int!) { proposals(poolId: $poolId, first: $first) { edges { node {
  id tally { forPower againstPower notCastPower } myBallot { choice } myPower timeline { toState } } } } }`;

/** The proposals of a page, and how many statements PostgreSQL was sent for them. */
async function read(member: Member, groupId: string, first: number) {
  const token = member.viewer.userId;
  server.tokens.set(token, member.viewer);
  const runner = ground.dataSource.createQueryRunner();
  const sent = jest.spyOn(Object.getPrototypeOf(runner) as typeof runner, 'query');
  const variables = { poolId: toNodeId('Pool', groupId), first };
  const { body } = await post(server.url, { query: PAGE, variables }, token);
  const statements = sent.mock.calls.length;
  sent.mockRestore();
  await runner.release();
  expect(body.errors).toBeUndefined();
  const { proposals } = body.data as { proposals: { edges: { node: { id: string } }[] } };
  return { statements, nodes: proposals.edges.map(({ node }) => node) };
}

test('a page of ten proposals takes as many statements as one of two, and each shows its own numbers', async () => {
  const [member, other] = [await engine.voter(), await engine.voter()];
  const groupId = newId();
  const proposals: Proposal[] = [];
  for (let at = 0; at < 10; at += 1) proposals.push(await engine.open({}, newId(), groupId));
  const [first, second] = proposals as [Proposal, Proposal];
  await engine.vote(member, first, 'FOR');
  await engine.vote(other, first, 'AGAINST');
  await engine.vote(member, second, 'AGAINST');
  const late = await engine.voter();
  const two = await read(member, groupId, 2);
  const ten = await read(member, groupId, 10);
  expect(two.nodes).toHaveLength(2);
  expect(two.statements).toBe(5);
  expect(ten.statements).toBe(two.statements);

  const timeline = [{ toState: 'PENDING' }, { toState: 'ACTIVE' }];
  const shown = (proposal: Proposal, forPower: string, againstPower: string, notCastPower: string, choice?: string) => {
    const tally = { forPower, againstPower, notCastPower };
    const myBallot = choice ? { choice } : null;
    return { id: toNodeId('Proposal', proposal.id), tally, myBallot, myPower: '1', timeline };
  };
  expect(ten.nodes).toEqual([
    ...proposals
      .slice(2)
      .toReversed()
      .map((proposal) => shown(proposal, '0', '0', '2')),
    shown(second, '0', '1', '1', 'AGAINST'),
    shown(first, '1', '1', '0', 'FOR'),
  ]);
  const { nodes } = await read(late, groupId, 1);
  expect(nodes).toMatchObject([{ myPower: '0', myBallot: null }]);
});
