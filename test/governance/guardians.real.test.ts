import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Proposal } from '../../domain/governance/index.ts';
import { newId, type Id } from '../../domain/shared/index.ts';
import { toNodeId } from '../../api/shared/index.ts';
import { post, startSmallServer, type SmallServer } from '../api/small/server.ts';
import { openTestGround, type TestGround } from '../support/ground.ts';
import { councilsIn, TERM_MS } from './councils.ts';
import { engineOn } from './engine.ts';
import type { Member } from './members.ts';
import { aProposal, RULES } from './proposals.ts';

let ground: TestGround;
let engine: ReturnType<typeof engineOn>;
let council: ReturnType<typeof councilsIn>;
let server: SmallServer;
const voters: Member[] = [];

beforeAll(async () => {
  ground = await openTestGround();
  engine = engineOn(ground);
  council = councilsIn(ground, engine);
  server = await startSmallServer(engine.wired);
  for (let at = 0; at < 4; at += 1) voters.push(await engine.voter());
});
afterAll(async () => {
  await server.close();
  await ground.close();
});

const refused = (code: string) => expect.objectContaining({ code });
const voter = (at: number) => voters[at] as Member;
const idOf = (at: number) => voter(at).viewer.userId;

const elect = (groupId: Id, guardianIds: readonly Id[], needed: number, termMs = TERM_MS) =>
  council.elect(groupId, guardianIds, needed, termMs);
const adopt = (proposal: Proposal) => council.adopt(proposal, voters);
const veto = (...act: Parameters<typeof council.veto>) => council.veto(...act);

/** A group that has elected the first three voters, of whom two can stop a proposal. */
async function guarded(termMs?: number): Promise<Id> {
  const group = newId();
  expect(await adopt(await elect(group, [idOf(0), idOf(1), idOf(2)], 2, termMs))).toMatchObject({ state: 'EXECUTED' });
  return group;
}

describe('guardians', () => {
  test('stop a proposal that is being voted on, as many as it takes, and nothing brings it back', async () => {
    const group = await guarded();
    const proposal = await engine.open({}, newId(), group);
    await engine.vote(voter(3), proposal, 'FOR');
    expect(await veto(voter(0), proposal)).toMatchObject({ state: 'ACTIVE' });
    expect(await veto(voter(0), proposal, 'It harms who left.', 2)).toMatchObject({ state: 'ACTIVE' });
    expect(await veto(voter(1), proposal)).toMatchObject({ state: 'VETOED', decidedAt: null });
    await expect(engine.vote(voter(2), proposal, 'FOR')).rejects.toEqual(refused('VOTING_CLOSED'));
    await ground.database.clock.advance(RULES.votingPeriodMs + RULES.noticePeriodMs);
    await engine.settle();
    expect(await engine.stateOf(proposal)).toBe('VETOED');
    expect(await engine.effects(proposal)).toBe(0);
    expect(engine.effect.rejections.at(-1)).toBe('VETOED');
    await expect(veto(voter(2), proposal)).rejects.toEqual(refused('VETO_TOO_LATE'));
    const undo = `UPDATE proposals SET state = 'ACTIVE' WHERE id = $1`;
    await expect(ground.dataSource.query(undo, [proposal.id])).rejects.toThrow('never changed');
  });

  test('stop one that was adopted and waits, with their reasons for everybody to read', async () => {
    const group = await guarded();
    const proposal = await engine.open({}, newId(), group);
    for (const member of voters) await engine.vote(member, proposal, 'FOR');
    await ground.database.clock.advance(RULES.votingPeriodMs);
    await engine.settle();
    expect(await engine.stateOf(proposal)).toBe('QUEUED');
    for (const at of [1, 2]) await veto(voter(at), proposal, `Reason ${at}`);
    server.tokens.set(idOf(3), voter(3).viewer);
    const query = `query ($id: ID!, $poolId: ID!) { proposal(id: $id) { state vetoes { guardianId reason signed } }
      guardians(poolId: $poolId) { guardianIds needed } }`;
    const variables = { id: toNodeId('Proposal', proposal.id), poolId: toNodeId('Pool', group) };
    const { body } = await post(server.url, { query, variables }, idOf(3));
    expect(body.data).toEqual({
      proposal: {
        state: 'VETOED',
        vetoes: [1, 2].map((at) => ({ guardianId: toNodeId('User', idOf(at)), reason: `Reason ${at}`, signed: true })),
      },
      guardians: { guardianIds: [0, 1, 2].map((at) => toNodeId('User', idOf(at))), needed: 2 },
    });
  });

  test('are nobody else, for no longer than their term, and for what is not over', async () => {
    const group = await guarded(60_000);
    const proposal = await engine.open({ votingPeriodMs: 600_000 }, newId(), group);
    await expect(veto(voter(3), proposal)).rejects.toEqual(refused('FORBIDDEN'));
    await expect(veto(voter(0), proposal, '  ')).rejects.toEqual(refused('INVALID_INPUT'));
    await expect(veto(voter(0), aProposal())).rejects.toEqual(refused('NOT_FOUND'));
    const unsigned = { viewer: voter(0).viewer, proposalId: proposal.id, reason: 'No.', statementJws: null };
    await expect(engine.vetoProposal.execute(unsigned)).rejects.toEqual(refused('STATEMENT_MISSING'));
    await ground.database.clock.advance(60_000);
    await expect(veto(voter(0), proposal)).rejects.toEqual(refused('FORBIDDEN'));
  });

  test('cannot stop the election of others, nor more than three proposals in a month', async () => {
    const group = await guarded();
    const election = await elect(group, [idOf(3)], 1);
    await expect(veto(voter(0), election)).rejects.toEqual(refused('FORBIDDEN'));
    for (let at = 0; at < 3; at += 1) await veto(voter(0), await engine.open({}, newId(), group));
    const fourth = await engine.open({}, newId(), group);
    await expect(veto(voter(0), fourth)).rejects.toEqual(refused('TOO_MANY_VETOES'));
    expect(await adopt(election)).toMatchObject({ state: 'EXECUTED' });
    const next = await engine.open({}, newId(), group);
    await expect(veto(voter(1), next)).rejects.toEqual(refused('FORBIDDEN'));
    expect(await veto(voter(3), next)).toMatchObject({ state: 'VETOED' });
  });

  test('are members who may vote, each once, and no more are needed than there are', async () => {
    const group = newId();
    await expect(elect(group, [newId()], 1)).rejects.toEqual(refused('INVALID_INPUT'));
    await expect(elect(group, [idOf(0), idOf(0)], 1)).rejects.toEqual(refused('INVALID_INPUT'));
    await expect(elect(group, [idOf(0)], 2)).rejects.toEqual(refused('INVALID_INPUT'));
    await expect(elect(group, [idOf(0)], 1, 2 * TERM_MS)).rejects.toEqual(refused('INVALID_INPUT'));
  });
});
