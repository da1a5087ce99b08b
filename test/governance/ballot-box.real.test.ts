import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import {
  ballotDigest,
  CastVote,
  chainHead,
  countBallots,
  readChoice,
  weighBallots,
  type Ballot,
  type Choice,
  type Proposal,
} from '../../domain/governance/index.ts';
import { newId, sha256Hex } from '../../domain/shared/index.ts';
import { openTestGround, type TestGround } from '../support/ground.ts';
import { engineOn } from './engine.ts';
import type { Member } from './members.ts';

let ground: TestGround;
let engine: ReturnType<typeof engineOn>;
const voters: Member[] = [];

beforeAll(async () => {
  ground = await openTestGround();
  engine = engineOn(ground);
  for (let at = 0; at < 24; at += 1) voters.push(await engine.voter(at < 4));
});
afterAll(() => ground.close());

const refused = (code: string) => expect.objectContaining({ code });
const voter = (at: number) => voters[at] as Member;

async function reach(instant: Date): Promise<void> {
  await ground.database.clock.advance(instant.getTime() - (await ground.database.clock.now()).getTime());
}

function ballotsOf({ id }: Proposal): Promise<Ballot[]> {
  return ground.dataSource.manager.find<Ballot>('Ballot', { where: { proposalId: id }, order: { sequence: 'ASC' } });
}

describe('the box of a proposal', () => {
  test('numbers ballots of two processes without a gap, in one chain, and counts what a full count gives', async () => {
    const group = newId();
    for (const at of [4, 5, 6]) await engine.delegate(voter(at), voter(7), group);
    const proposal = await engine.open({}, newId(), group);
    const batches: number[] = [];
    const counting = {
      execute: (id: string, votes: readonly unknown[]) => {
        batches.push(votes.length);
        return engine.castVotes.execute(id, votes as Parameters<typeof engine.castVotes.execute>[1]);
      },
    };
    const doors = [new CastVote(counting), new CastVote(counting)];
    const choices = ['FOR', 'AGAINST', 'ABSTAIN'] as const;
    const votes = Array.from({ length: 60 }, (_, i) => ({
      viewer: voter(4 + ((i * 7) % 20)).viewer,
      proposalId: proposal.id,
      choice: choices[i % 3] as Choice as 'FOR',
    }));
    await Promise.all(votes.map((vote, i) => (doors[i % 2] as CastVote).execute(vote)));

    const cast = await ballotsOf(proposal);
    expect(cast.map(({ sequence }) => sequence)).toEqual(votes.map((_, i) => BigInt(i + 1)));
    expect(batches.length).toBeLessThan(votes.length / 3);
    const roll = await ground.transactions.run((tx) => engine.rolls.of(tx, proposal.id));
    const pseudonyms = new Map(roll.map(({ userId, pseudonym }) => [userId, pseudonym]));
    let head = proposal.rollDigest;
    for (const ballot of cast) {
      expect(ballot.previous).toBe(head);
      const content = {
        voter: pseudonyms.get(ballot.userId) as string,
        choice: readChoice(ballot.choice),
        reason: null,
        statement: null,
      };
      expect(ballotDigest(content, null)).toBe(ballot.digest);
      head = chainHead(head, ballot);
    }
    const box = await engine.boxOf(proposal);
    expect([box.sequence, box.head, box.voters]).toEqual([60n, head, 20]);
    const current = await ground.transactions.run((tx) => engine.ballots.currentOf(tx, proposal.id));
    expect({ powers: box.powers, castPower: box.castPower }).toEqual(
      countBallots(proposal, weighBallots(roll, current)),
    );
  });

  test('takes what is good of votes that come together, and refuses the rest one by one', async () => {
    const proposal = await engine.open();
    const stranger = await engine.members.join();
    const forged = generateKeyPairSync('ed25519').privateKey;
    const object = { proposalId: proposal.id, choice: 'FOR' };
    const statementJws = await voter(0).sign({ action: 'governance.vote', subject: proposal.id, object, key: forged });
    const asked = [
      engine.castVote.execute({ viewer: voter(8).viewer, proposalId: proposal.id, choice: 'FOR' }),
      engine.castVote.execute({ viewer: voter(0).viewer, proposalId: proposal.id, choice: 'FOR', statementJws }),
      engine.castVote.execute({ viewer: voter(1).viewer, proposalId: proposal.id, choice: 'FOR' }),
      engine.vote(stranger, proposal, 'FOR'),
      engine.castVote.execute({ viewer: voter(9).viewer, proposalId: proposal.id, choice: 'MAYBE' }),
      engine.vote(voter(2), proposal, 'AGAINST'),
    ];
    const settled = await Promise.allSettled(asked);
    const codes = settled.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : 'CAST'));
    expect(codes).toEqual([
      'CAST',
      'STATEMENT_INVALID',
      'STATEMENT_MISSING',
      'NO_VOTING_POWER',
      'INVALID_INPUT',
      'CAST',
    ]);
    expect(await engine.countOf(proposal)).toEqual([1n, 1n, 0n]);
  });

  test('cannot be emptied, rewound, or filled twice at one place', async () => {
    const proposal = await engine.open();
    await engine.vote(voter(8), proposal, 'FOR');
    const refusedBy = (sql: string) => expect(ground.dataSource.query(sql, [proposal.id])).rejects.toThrow();
    await refusedBy('UPDATE ballot_boxes SET sequence = 0 WHERE proposal_id = $1');
    await refusedBy('DELETE FROM ballot_boxes WHERE proposal_id = $1');
    await refusedBy(`INSERT INTO ballots SELECT gen_random_uuid(), proposal_id, user_id, choice, reason, signed, statement_id, cast_at,
      cast_at, sequence, pseudonym, statement_digest, salt, digest, previous FROM ballots WHERE proposal_id = $1`);
    await refusedBy(`UPDATE ballots SET sequence = 2 WHERE proposal_id = $1`);
  });
});

describe('the late rule', () => {
  const rules = { votingPeriodMs: 600_000, lateWindowMs: 60_000, quorumPpm: 0 };

  test('moves the end on, says why in the log, and the close waits for the new end', async () => {
    const proposal = await engine.open(rules);
    await engine.vote(voter(8), proposal, 'FOR');
    await reach(new Date(proposal.endsAt.getTime() - 30_000));
    await engine.vote(voter(9), proposal, 'AGAINST');
    const extended = (await engine.proposals.byId(proposal.id)) as Proposal;
    expect(extended.endsAt > proposal.endsAt).toBe(true);
    expect(extended.dueAt).toEqual(extended.endsAt);
    await reach(proposal.endsAt);
    await engine.settle();
    expect(await engine.stateOf(proposal)).toBe('ACTIVE');
    await engine.vote(voter(10), proposal, 'FOR');
    await reach(extended.endsAt);
    await engine.settle();
    const log = (await engine.logOf(proposal)).map(({ toState, reason }) => [toState, reason]);
    expect(log.filter(([, reason]) => reason === 'OUTCOME_TURNED_LATE')).toHaveLength(2);
  });

  test('is refused where the count is hidden: that a vote goes on would tell how it stands', async () => {
    await expect(engine.open({ ...rules, results: 'AT_CLOSE' })).rejects.toEqual(refused('INVALID_INPUT'));
    await expect(engine.open({ ...rules, secret: true })).rejects.toEqual(refused('INVALID_INPUT'));
  });
});

describe('choices of a proposal’s own', () => {
  const choices = ['sea', 'hills', 'city'];
  const on = (method: 'APPROVAL' | 'WEIGHTED' | 'RANKED') =>
    engine.open({ quorumPpm: 0, votingPeriodMs: 60_000 }, newId(), newId(), { method, choices });
  const closed = async (proposal: Proposal): Promise<Proposal> => {
    await reach(proposal.endsAt);
    await engine.settle();
    return (await engine.proposals.byId(proposal.id)) as Proposal;
  };

  test('are approved, each with the whole power, and the one ahead of all others wins', async () => {
    const proposal = await on('APPROVAL');
    await engine.vote(voter(0), proposal, [0, 1]);
    await engine.vote(voter(1), proposal, [1]);
    await engine.vote(voter(8), proposal, 'ABSTAIN');
    for (const choice of [[], [1, 0], [0, 0], [3], [-1], [0.5], 'FOR']) {
      await expect(engine.vote(voter(9), proposal, choice as Choice)).rejects.toEqual(refused('INVALID_INPUT'));
    }
    expect(await closed(proposal)).toMatchObject({
      state: 'QUEUED',
      powers: [1n, 2n, 0n, 1n],
      castPower: 3n,
      winner: 1,
    });
  });

  test('share a power by weights, and a tie for the first place is a defeat', async () => {
    const proposal = await on('WEIGHTED');
    await engine.vote(voter(0), proposal, [[0, 1]]);
    await engine.vote(voter(1), proposal, [[2, 7]]);
    await expect(engine.vote(voter(9), proposal, [[1, 0]])).rejects.toEqual(refused('INVALID_INPUT'));
    await expect(engine.vote(voter(9), proposal, [1] as Choice)).rejects.toEqual(refused('INVALID_INPUT'));
    expect(await closed(proposal)).toMatchObject({ state: 'DEFEATED', defeatReason: 'TIE', powers: [1n, 0n, 1n, 0n] });
  });

  test('are ranked, and every round of the run-off is kept', async () => {
    const proposal = await on('RANKED');
    const ballots: [number, Choice][] = [
      [0, [0]],
      [1, [0]],
      [2, [1, 2]],
      [3, [1, 2]],
      [8, [2, 1]],
    ];
    for (const [at, choice] of ballots) await engine.vote(voter(at), proposal, choice);
    expect(await closed(proposal)).toMatchObject({
      state: 'QUEUED',
      winner: 1,
      powers: [2n, 2n, 1n, 0n],
      rounds: [
        { powers: [2n, 2n, 1n], exhausted: 0n, eliminated: [2], by: 'LEAST' },
        { powers: [2n, 3n, null], exhausted: 0n, eliminated: [], by: null },
      ],
    });
  });
});

test('the digest of a signed ballot holds its statement', async () => {
  const proposal = await engine.open();
  await engine.vote(voter(0), proposal, 'FOR');
  const [ballot] = (await ballotsOf(proposal)) as [Ballot];
  const [{ jws }] = await ground.dataSource.query<[{ jws: string }]>(
    'SELECT jws FROM member_statements WHERE id = $1',
    [ballot.statementId],
  );
  const [{ pseudonym }] = await ground.dataSource.query<[{ pseudonym: string }]>(
    'SELECT pseudonym FROM proposal_rolls WHERE proposal_id = $1 AND user_id = $2',
    [proposal.id, ballot.userId],
  );
  const content = { voter: pseudonym, choice: 'FOR' as const, reason: null, statement: sha256Hex(jws) };
  expect(ballot.digest).toBe(ballotDigest(content, null));
});
