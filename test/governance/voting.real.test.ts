import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { newId } from '../../domain/shared/index.ts';
import { openTestGround, type TestGround } from '../support/ground.ts';
import { engineOn } from './engine.ts';
import { aProposal } from './proposals.ts';

let ground: TestGround;
let engine: ReturnType<typeof engineOn>;

beforeAll(async () => {
  ground = await openTestGround();
  engine = engineOn(ground);
});
afterAll(() => ground.close());

const refused = (code: string) => expect.objectContaining({ code });

describe('casting a vote', () => {
  test('I2 is refused before the start, taken from the start on, taken just before the end, refused at the end', async () => {
    const member = await engine.voter();
    const proposal = await engine.open({ votingDelayMs: 600_000, votingPeriodMs: 600_000 });
    await expect(engine.vote(member, proposal, 'FOR')).rejects.toEqual(refused('VOTING_CLOSED'));
    await reach(proposal.startsAt);
    await engine.vote(member, proposal, 'FOR');
    await reach(new Date(proposal.endsAt.getTime() - 30_000));
    await engine.vote(member, proposal, 'AGAINST', 2);
    await reach(proposal.endsAt);
    await expect(engine.vote(member, proposal, 'FOR', 3)).rejects.toEqual(refused('VOTING_CLOSED'));
    expect(await engine.countOf(proposal)).toEqual([0n, 1n, 0n]);
  });

  test('is refused to who is not on the roll, also to who joined after the publication', async () => {
    await engine.voter();
    const proposal = await engine.open();
    const late = await engine.voter();
    await expect(engine.vote(late, proposal, 'FOR')).rejects.toEqual(refused('NO_VOTING_POWER'));
    await expect(engine.vote(late, aProposal(), 'FOR')).rejects.toEqual(refused('NOT_FOUND'));
  });

  test('again replaces the ballot and keeps the old one', async () => {
    const member = await engine.voter();
    const proposal = await engine.open();
    const first = await engine.vote(member, proposal, 'FOR', 1);
    const second = await engine.vote(member, proposal, 'ABSTAIN', 2);
    expect(await engine.countOf(proposal)).toEqual([0n, 0n, 1n]);
    expect((await engine.ballotOf(member, proposal))?.id).toBe(second.id);
    const kept = await ground.dataSource.query('SELECT replaced_at FROM ballots WHERE id = $1', [first.id]);
    expect(kept).toEqual([{ replaced_at: second.castAt }]);
  });

  test('I6 twenty times at once leaves exactly one ballot that counts', async () => {
    const member = await engine.voter(false);
    const proposal = await engine.open();
    const vote = { viewer: member.viewer, proposalId: proposal.id };
    const choices = Array.from({ length: 20 }, (_, at) => (at % 2 ? ('FOR' as const) : ('AGAINST' as const)));
    await Promise.all(choices.map((choice) => engine.castVote.execute({ ...vote, choice })));
    const count = await engine.countOf(proposal);
    expect(Number(count?.[0]) + Number(count?.[1])).toBe(1);
  });
});

describe('the signature of a ballot', () => {
  test('is stored with it, and its absence is marked for a voter without a key', async () => {
    const [withKey, without] = [await engine.voter(), await engine.voter(false)];
    const proposal = await engine.open();
    expect(await engine.vote(withKey, proposal, 'FOR')).toMatchObject({ signed: true });
    const ballot = await engine.castVote.execute({ viewer: without.viewer, proposalId: proposal.id, choice: 'FOR' });
    expect(ballot).toMatchObject({ signed: false, statementId: null });
  });

  test('is demanded of a voter who has a key, even when all of them are revoked', async () => {
    const member = await engine.voter();
    const proposal = await engine.open();
    const unsigned = { viewer: member.viewer, proposalId: proposal.id, choice: 'FOR' as const };
    await expect(engine.castVote.execute(unsigned)).rejects.toEqual(refused('STATEMENT_MISSING'));
    await ground.transactions.run(async (tx) => {
      const keys = await engine.members.identity.memberKeys.ofUser(tx, member.viewer.userId);
      await engine.members.identity.memberKeys.revoke(
        tx,
        keys.map((key) => key.id),
      );
    });
    await expect(engine.castVote.execute(unsigned)).rejects.toEqual(refused('STATEMENT_MISSING'));
  });

  test('is refused when another key made it, when it is for another choice or proposal, and nothing is written', async () => {
    const member = await engine.voter();
    const [proposal, other] = [await engine.open(), await engine.open()];
    const act = { action: 'governance.vote', subject: proposal.id, object: { proposalId: proposal.id, choice: 'FOR' } };
    const vote = { viewer: member.viewer, proposalId: proposal.id, choice: 'FOR' as const };
    const stolen = generateKeyPairSync('ed25519').privateKey;
    for (const [statementJws, cast] of [
      [await member.sign({ ...act, key: stolen }), vote],
      [await member.sign(act), { ...vote, choice: 'AGAINST' as const }],
      [await member.sign(act), { ...vote, reason: 'put into my mouth' }],
      [await member.sign(act), { ...vote, proposalId: other.id }],
      [await member.sign({ ...act, action: 'consents.give' }), vote],
      ['not a signature', vote],
    ] as const) {
      await expect(engine.castVote.execute({ ...cast, statementJws })).rejects.toEqual(refused('STATEMENT_INVALID'));
    }
    expect(await engine.ballotOf(member, proposal)).toBeUndefined();
  });
});

describe('what the database itself refuses', () => {
  test('a changed or deleted proposal, roll, ballot or log, and a voter who joins a published roll', async () => {
    const member = await engine.voter();
    const proposal = await engine.open();
    await engine.vote(member, proposal, 'FOR');
    for (const statement of [
      `UPDATE proposals SET title = 'Another question' WHERE id = '${proposal.id}'`,
      `UPDATE proposals SET rules = '{}' WHERE id = '${proposal.id}'`,
      `DELETE FROM proposals WHERE id = '${proposal.id}'`,
      `UPDATE proposal_rolls SET power = 100 WHERE proposal_id = '${proposal.id}'`,
      `DELETE FROM proposal_rolls WHERE proposal_id = '${proposal.id}'`,
      `INSERT INTO proposal_rolls VALUES ('${proposal.id}', '${newId()}', '${newId()}', 1, NULL, '${newId()}')`,
      `UPDATE ballots SET choice = 'AGAINST' WHERE proposal_id = '${proposal.id}'`,
      `DELETE FROM ballots WHERE proposal_id = '${proposal.id}'`,
      `DELETE FROM proposal_transitions WHERE proposal_id = '${proposal.id}'`,
    ]) {
      await expect(ground.dataSource.query(statement)).rejects.toThrow(/never changed|only replaced|written once/);
    }
  });

  test('an electorate in which nobody may vote publishes nothing', async () => {
    const empty = engineOn(ground);
    await expect(empty.open()).rejects.toEqual(refused('ROLL_EMPTY'));
  });
});

async function reach(instant: Date): Promise<void> {
  await ground.database.clock.advance(instant.getTime() - (await ground.database.clock.now()).getTime());
}
