import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Proposal, Voter } from '../../../domain/governance/index.ts';
import type { Pool } from '../../../domain/pools/index.ts';
import { DAY_MS, VOTE } from '../../pools/charters.ts';
import { judgingIn } from '../../pools/judging.ts';
import { livePoolsIn } from '../../pools/live-pools.ts';
import { openPoolHouse, texts, type PoolHouse } from '../../pools/pool-house.ts';
import type { Member } from '../members.ts';

/** Each test bears the name of an attack of the table; what it tries, and what it gets. */
let house: PoolHouse;
let pools: ReturnType<typeof livePoolsIn>;
let judging: ReturnType<typeof judgingIn>;
beforeAll(async () => {
  house = await openPoolHouse();
  pools = livePoolsIn(house);
  judging = judgingIn(house);
});
afterAll(() => house.close());

const UNITS = { basis: 'UNITS', minAgeMs: 0, capPpm: 1_000_000 } as const;
const found = async ({ id }: Proposal) => (await house.wiring.governance.proposals.byId(id)) as Proposal;

/** What a proposal that is published now would have as its roll. */
const rollOf = (pool: Pool): Promise<readonly Voter[]> =>
  house.database.transactions.run((tx) => house.electorates.get('members')!.roll(tx, pool.id, null));

test('Borrowed or flash power: what was just contributed gives none, and who withdraws has none in the next vote', async () => {
  const live = await pools.aLivePool(3, { power: { ...UNITS, minAgeMs: DAY_MS } });
  const [ada] = live.members as [Member];
  await expect(pools.proposeTerms(live, { minRecords: 21 })).rejects.toMatchObject({ code: 'ROLL_EMPTY' });

  await house.database.clock.advance(DAY_MS);
  const proposal = await pools.proposeTerms(live, { minRecords: 21 });
  await house.withdraw(ada, await pools.contributionOf(ada, live.pool));
  await pools.voteFor(proposal, [ada]);
  await pools.pass(1);
  const decided = await found(proposal);
  expect([decided.rollTotal, decided.powers]).toEqual([36n, [12n, 0n, 0n]]);

  const next = await pools.proposeTerms(live, { minRecords: 22 });
  expect(next.rollTotal).toBe(24n);
  await expect(pools.voteFor(next, [ada])).rejects.toMatchObject({ code: 'NO_VOTING_POWER' });
});

test('Borrowed or flash power: what was won in a vote takes effect only after the notice in which others may leave', async () => {
  const live = await pools.aLivePool(3);
  const proposal = await pools.proposeTerms(live, { pricePerQueryMicros: 1n });
  await pools.voteFor(proposal, live.members);
  await pools.pass(1);

  const { decidedAt, eta } = await found(proposal);
  expect(eta!.getTime() - decidedAt!.getTime()).toBe(VOTE.noticePeriodMs);
  expect((await pools.charterOf(live.pool)).terms.pricePerQueryMicros).toBe(10_000n);
});

test('Retroactive resurrection by lowering quorum: a vote that missed its quorum stays defeated when the quorum falls', async () => {
  const live = await pools.aLivePool(3);
  const [ada] = live.members as [Member];
  const missed = await pools.proposeTerms(live, { pricePerQueryMicros: 1n });
  await pools.voteFor(missed, [ada]);
  await pools.pass(1);
  expect(await found(missed)).toMatchObject({ state: 'DEFEATED', defeatReason: 'QUORUM_NOT_MET' });

  const lower = await pools.proposeTerms(live, { governance: { ...VOTE, quorumPpm: 0 } });
  await pools.voteFor(lower, live.members);
  await pools.pass(3);

  expect((await pools.charterOf(live.pool)).terms.governance.quorumPpm).toBe(0);
  expect(await found(missed)).toMatchObject({ state: 'DEFEATED', rules: { quorumPpm: VOTE.quorumPpm } });
  const undo = `UPDATE proposals SET state = 'ACTIVE', due_at = now() WHERE id = $1`;
  await expect(house.database.dataSource.query(undo, [missed.id])).rejects.toThrow('never changed');
});

test('Settings changed during a vote: what is being voted on keeps the rules under which it was published', async () => {
  const live = await pools.aLivePool(3);
  const [ada] = live.members as [Member];
  const lower = await pools.proposeTerms(live, { governance: { ...VOTE, quorumPpm: 0 } });
  await pools.voteFor(lower, live.members);
  await pools.pass(1);
  await house.database.clock.advance(DAY_MS / 2);
  const during = await pools.proposeTerms(live, { minRecords: 21 });
  await pools.voteFor(during, [ada]);

  await house.database.clock.advance(DAY_MS / 2);
  await house.settle();
  expect([(await found(lower)).state, (await found(during)).state]).toEqual(['EXECUTED', 'ACTIVE']);
  const after = await pools.proposeTerms(live, { minRecords: 22 });
  await pools.voteFor(after, [ada]);
  await pools.pass(1);

  expect(await found(during)).toMatchObject({ state: 'DEFEATED', defeatReason: 'QUORUM_NOT_MET' });
  expect(await found(after)).toMatchObject({ state: 'QUEUED' });
});

test('Sybil: two accounts of one person are one voter, and a copy of another’s data is none', async () => {
  const own = texts('erin', 24);
  const { pool, pledgers } = await judging.liveWith(
    [own.slice(0, 12), own.slice(12), own, texts('frank', 12)],
    ['erin', 'erin', 'mallory', 'frank'],
  );
  await judging.decided(pool, pledgers);
  const users = pledgers.map(({ member }) => member.viewer.userId);
  expect((await rollOf(pool)).map(({ userId, power }) => [userId, power])).toEqual([
    [users[0], 1n],
    [users[3], 1n],
  ]);
});

test('Sybil: a person who splits their data over accounts has, by units, what they would have with one', async () => {
  const own = texts('grace', 24);
  const split = await judging.liveWith(
    [own.slice(0, 12), own.slice(12), texts('heidi', 12)],
    ['grace', 'grace', 'heidi'],
    { power: UNITS },
  );
  const whole = await judging.liveWith([own, texts('heidi', 12)], ['grace', 'heidi'], { power: UNITS });
  for (const { pool, pledgers } of [split, whole]) await judging.decided(pool, pledgers);
  const powersIn = async (pool: Pool) => (await rollOf(pool)).map(({ power }) => power);
  expect(await powersIn(split.pool)).toEqual([24n, 12n]);
  expect(await powersIn(whole.pool)).toEqual([24n, 12n]);
});

test('Junk data: power is the units that were accepted, so repeats, copies and too little give none', async () => {
  const own = texts('ivan', 10);
  const { pool, pledgers } = await judging.liveWith(
    [[...own, ...own, ...own], [...own.slice(0, 4), ...texts('judy', 20)], texts('few', 4)],
    [],
    { power: UNITS },
  );
  expect(await rollOf(pool)).toEqual([]);
  const [ivan, judy, few] = await judging.decided(pool, pledgers);
  expect([ivan!.records, ivan!.units, judy!.units, few!.state]).toEqual([30, 10n, 20n, 'rejected']);
  expect((await rollOf(pool)).map(({ power }) => power)).toEqual([10n, 20n]);
});

test('Junk data: what was accepted less long ago than the charter asks gives no power yet', async () => {
  const aged = { power: { ...UNITS, minAgeMs: DAY_MS } };
  const { pool, pledgers } = await judging.liveWith([texts('kim', 12), texts('lee', 12)], [], aged);
  await judging.decided(pool, pledgers);
  expect(await rollOf(pool)).toEqual([]);
  await house.database.clock.advance(DAY_MS);
  expect(await rollOf(pool)).toHaveLength(2);
});
