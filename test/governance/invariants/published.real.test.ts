import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import * as fc from 'fast-check';
import { recountFile } from '../../../cli/recounting.ts';
import {
  countBallots,
  receiptOf,
  tallyOf,
  weighBallots,
  type BundleLine,
  type Proposal,
} from '../../../domain/governance/index.ts';
import { defeatReason } from '../../../domain/governance/tally.ts';
import { newId, type Tx } from '../../../domain/shared/index.ts';
import { openTestGround, type TestGround } from '../../support/ground.ts';
import { engineOn } from '../engine.ts';
import type { Member } from '../members.ts';
import { RULES } from '../proposals.ts';
import { castOn, currentOf, LIST, METHODS, VOTERS, type Cast } from '../votings.ts';

/** Whole votes on a real database: few, for each takes a while. */
jest.setTimeout(60_000);
const RUNS = 6;

let ground: TestGround;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonpool-invariants-'));
  ground = await openTestGround();
});
afterAll(async () => {
  await ground.close();
  await rm(folder, { recursive: true });
});

/** An engine with voters of its own; the first has a key. */
async function votersOf(count: number) {
  const engine = engineOn(ground);
  const voters: Member[] = [];
  for (let at = 0; at < count; at += 1) voters.push(await engine.voter(at === 0));
  const versions = new Map<string, number>();
  const voter = (at: number) => voters[at % voters.length] as Member;
  const vote = async ({ voter: at, choice }: Cast, proposal: Proposal) => {
    const version = (versions.get(`${at} ${proposal.id}`) ?? 0) + 1;
    versions.set(`${at} ${proposal.id}`, version);
    return engine.vote(voter(at), proposal, choice, version);
  };
  const closed = async (proposal: Proposal): Promise<Proposal> => {
    const now = await ground.database.clock.now();
    await ground.database.clock.advance(proposal.endsAt.getTime() - now.getTime());
    await engine.settle();
    return (await engine.proposals.byId(proposal.id)) as Proposal;
  };
  return { engine, voter, vote, closed };
}

test('I9 no voter, power or delegation that comes, changes or goes after the publication changes the outcome', async () => {
  const at = fc.integer({ min: 0, max: VOTERS - 1 });
  const event = fc.record({ kind: fc.constantFrom('join', 'power', 'delegate', 'end'), who: at, whom: at });
  const step = fc.oneof(castOn('SIMPLE', 1), event);
  const property = fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), async (steps) => {
    const { engine, voter, vote, closed } = await votersOf(VOTERS);
    const group = newId();
    const given = await engine.delegate(voter(1), voter(2), group);
    const proposal = await engine.open({ votingPeriodMs: 600_000 }, newId(), group);
    const roll = await ground.transactions.run((tx) => engine.rolls.of(tx, proposal.id));
    const cast: Cast[] = [];
    for (const one of steps) {
      if ('length' in one) {
        for (const ballot of one) await vote(ballot, proposal);
        cast.push(...one);
      } else if (one.kind === 'join') await engine.voter(false);
      else if (one.kind === 'power') engine.givePower(voter(one.who), BigInt(1 + one.whom));
      else if (one.kind === 'end') {
        await engine.endDelegation.execute({ viewer: voter(1).viewer, delegationId: given.id });
      } else if (one.who > 1 && one.who !== one.whom) await engine.delegate(voter(one.who), voter(one.whom), group);
    }
    const current = currentOf(cast).map(({ userId, choice }) => {
      return { userId: voter(Number(userId.slice(1))).viewer.userId, choice };
    });
    const wanted = countBallots(proposal, weighBallots(roll, current));
    const tally = tallyOf(proposal.rules, proposal.rollTotal, proposal, wanted);
    const { powers, castPower, defeatReason: reason } = await closed(proposal);
    expect([powers, castPower, reason]).toEqual([wanted.powers, wanted.castPower, defeatReason(proposal, tally)]);
    expect(engine.faults).toEqual([]);
  });
  await fc.assert(property, { numRuns: RUNS });
});

test('I14 a recount from the bundle gives the stored tally, and the receipts chain to the published head', async () => {
  const asked = fc
    .constantFrom(...METHODS)
    .chain((method) => fc.record({ method: fc.constant(method), cast: castOn(method, 16) }));
  const property = fc.asyncProperty(asked, async ({ method, cast }) => {
    const { engine, voter, vote, closed } = await votersOf(VOTERS);
    const group = newId();
    await engine.delegate(voter(1), voter(2), group);
    const on = method === 'SIMPLE' ? undefined : { method, choices: LIST };
    const proposal = await engine.open({ votingPeriodMs: 600_000 }, newId(), group, on);
    for (const ballot of cast) await vote(ballot, proposal);
    const { powers } = await closed(proposal);
    let lines = '';
    for await (const line of await engine.writeBundle.execute(proposal.id)) lines += line;
    const path = join(folder, `${proposal.id}.json`);
    await writeFile(path, lines);
    const { keys } = await engine.members.identity.publishedKeys.execute();
    const report = await recountFile(path, { signatures: true, keys: keys as never });
    expect(report).toMatchObject({ faults: [], powers, ballots: cast.length });

    let head = proposal.rollDigest;
    for (const ballot of await engine.ballots.page(proposal.id, 0n, 100)) {
      const receipt = receiptOf('test.example', ballot);
      expect(receipt.previous).toBe(head);
      head = receipt.head;
    }
    const { header } = JSON.parse(lines.split('\n')[0] as string) as Extract<BundleLine, { header: unknown }>;
    expect(header.result.head).toBe(head);
  });
  await fc.assert(property, { numRuns: RUNS });
});

test('I17 powers beyond 2^53 come through the database exactly, from the roll to the decided count', async () => {
  const { engine, voter, vote, closed } = await votersOf(3);
  const powers = [2n ** 60n + 1n, 2n ** 53n + 1n, 2n ** 60n - 1n];
  for (const [at, power] of powers.entries()) engine.givePower(voter(at), power);
  const proposal = await engine.open();
  for (const [at, choice] of (['FOR', 'ABSTAIN', 'AGAINST'] as const).entries()) {
    await vote({ voter: at, choice }, proposal);
  }
  expect(proposal.rollTotal).toBe(2n ** 61n + 2n ** 53n + 1n);
  expect(await closed(proposal)).toMatchObject({ state: 'QUEUED', powers: [powers[0], powers[2], powers[1]] });
});

test('a delegation that expires exactly when a roll is frozen is not on it; a millisecond before it is', async () => {
  const { engine, voter } = await votersOf(5);
  const group = newId();
  const expiresAt = new Date((await ground.database.clock.now()).getTime() + 60_000);
  await engine.delegate(voter(1), voter(2), group, expiresAt);
  const delegatedAt = (now: Date) =>
    ground.transactions.run(async (tx) => {
      const then = Object.create(tx, { now: { value: now } }) as Tx;
      const asked = { groupId: group, kind: 'test', params: {}, title: 'A question', electorate: 'listed' };
      const proposal = await engine.openProposal.execute(then, { ...asked, authorId: newId(), rules: RULES });
      return (await engine.rolls.of(tx, proposal.id)).filter(({ delegateId }) => delegateId !== null).length;
    });
  expect(await delegatedAt(new Date(expiresAt.getTime() - 1))).toBe(1);
  expect(await delegatedAt(expiresAt)).toBe(0);
});
