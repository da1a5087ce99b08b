import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Proposal } from '../../domain/governance/index.ts';
import { signedReserve, type Pool, type ReserveTerms, type Scope, type Terms } from '../../domain/pools/index.ts';
import { newId } from '../../domain/shared/index.ts';
import type { Member } from '../governance/members.ts';
import { DAY_MS } from './charters.ts';
import { livePoolsIn, type LivePool } from './live-pools.ts';
import { openPoolHouse, type PoolHouse } from './pool-house.ts';

let house: PoolHouse;
let pools: ReturnType<typeof livePoolsIn>;
beforeAll(async () => {
  house = await openPoolHouse();
  pools = livePoolsIn(house);
});
afterAll(() => house.close());

const refused = (code: string) => expect.objectContaining({ code });

const aLivePool = (count: number) => pools.aLivePool(count);
const pass = (days: number) => pools.pass(days);
const charterOf = (pool: Pool) => pools.charterOf(pool);
const contributionOf = (member: Member, pool: Pool) => pools.contributionOf(member, pool);
const voteFor = (proposal: Proposal, members: readonly Member[]) => pools.voteFor(proposal, members);
const proposeTerms = (live: LivePool, changes: Partial<Terms>, by?: Member) => pools.proposeTerms(live, changes, by);
const proposeScope = (live: LivePool, changes: Partial<Scope>) => pools.proposeScope(live, changes);
const sayYes = (member: Member, pool: Pool, proposalId: string | null, version?: number) =>
  pools.sayYes(member, pool, proposalId, version);
const stateOf = async (member: Member, pool: Pool) => (await contributionOf(member, pool)).state;

async function reserve(member: Member, pool: Pool, given: Partial<ReserveTerms>, version = 1) {
  const terms = { minPricePerQueryMicros: null, forbiddenUses: [], maxRetentionDays: null, ...given };
  const act = { action: 'pools.reserve', subject: pool.id, object: signedReserve(terms), version };
  return house.setReserve.execute({
    viewer: member.viewer,
    poolId: pool.id,
    ...terms,
    statementJws: await member.sign(act),
  });
}

test('a pool amends its terms: one member exits in the notice, one leaves by their reserve, and a wider scope reaches who says yes', async () => {
  const live = await aLivePool(5);
  const { pool } = live;
  const [ada, ben, cleo, dan, eve] = live.members as [Member, Member, Member, Member, Member];
  await reserve(ben, pool, { minPricePerQueryMicros: 9_000n });
  await reserve(cleo, pool, { minPricePerQueryMicros: 7_000n, forbiddenUses: ['open'], maxRetentionDays: 400 });

  const cheaper = await proposeTerms(live, { pricePerQueryMicros: 8_000n });
  const action = house.wiring.governance.actions.get('amend-terms')!;
  expect(await action.preview(action.parse(cheaper.params), cheaper)).toEqual([
    'Price per query: 0.01 EUR -> 0.008 EUR',
    'Members whose reserve this breaks, and whose data leaves before it holds: 1.',
    expect.stringContaining('keep their terms'),
  ]);
  await voteFor(cheaper, [ada, ben, cleo, dan]);
  await pass(1);
  expect((await charterOf(pool)).version).toBe(1);
  await house.withdraw(dan, await contributionOf(dan, pool));
  await pass(1);

  const amended = await charterOf(pool);
  expect([amended.version, amended.terms.pricePerQueryMicros]).toEqual([2, 8_000n]);
  const after = await Promise.all(live.members.map((member) => stateOf(member, pool)));
  expect(after).toEqual(['accepted', 'withdrawn', 'accepted', 'withdrawn', 'accepted']);
  const consent = await house.house.consents.byId((await contributionOf(ben, pool)).consentId);
  expect(consent).toMatchObject({ state: 'withdrawn', withdrawalJws: expect.any(String) });

  const wider = await proposeScope(live, { purpose: 'train and test a text model', retentionDays: 380 });
  expect(wider.rollTotal).toBe(3n);
  await voteFor(wider, [ada, cleo]);
  await sayYes(ada, pool, wider.id);
  expect(await stateOf(ada, pool)).toBe('accepted');
  await pass(2);
  expect((await charterOf(pool)).scope.retentionDays).toBe(380);
  const widened = await Promise.all([ada, cleo, eve].map((member) => stateOf(member, pool)));
  expect(widened).toEqual(['pending', 'dormant', 'dormant']);
  await house.evaluateAll();
  expect(await stateOf(ada, pool)).toBe('accepted');
  expect((await house.contributions.counts([pool.id])).get(pool.id)).toMatchObject({
    accepted: 1,
    dormant: 2,
    withdrawn: 2,
  });

  await sayYes(eve, pool, null);
  await house.evaluateAll();
  const [{ id }] = [await contributionOf(eve, pool)];
  expect(await stateOf(eve, pool)).toBe('accepted');
  expect((await house.house.consents.liveOn((await house.contributions.byId(id))!.datasetId)).at(-1)).toMatchObject({
    scopeDigest: (await charterOf(pool)).scopeDigest,
  });
  const next = await proposeTerms(live, { minRecordsPerMember: 6 }, eve);
  expect(next.rollTotal).toBe(2n);
}, 60_000);

describe('a change of a charter', () => {
  test('that was made from a charter which is no longer in force is not executed', async () => {
    const live = await aLivePool(2);
    const [first, second] = [
      await proposeTerms(live, { pricePerQueryMicros: 9_000n }),
      await proposeTerms(live, { pricePerQueryMicros: 11_000n }),
    ];
    for (const proposal of [first, second]) await voteFor(proposal, live.members);
    await pass(2);
    const states = await Promise.all([first, second].map(({ id }) => house.wiring.governance.proposals.byId(id)));
    expect(states.map((proposal) => [proposal?.state, proposal?.failureCode])).toEqual([
      ['EXECUTED', null],
      ['EXECUTION_FAILED', 'CHARTER_CHANGED'],
    ]);
    expect((await charterOf(live.pool)).terms.pricePerQueryMicros).toBe(9_000n);
    await pass(1);
    expect((await house.wiring.governance.proposals.byId(second.id))?.state).toBe('EXPIRED');
  });

  test('is refused where nothing changes, the currency does, the terms are faulty, or who asks has no vote', async () => {
    const live = await aLivePool(2);
    const stranger = await house.members.join();
    await expect(proposeTerms(live, {})).rejects.toEqual(refused('INVALID_INPUT'));
    await expect(proposeTerms(live, { currency: 'USD' })).rejects.toEqual(refused('INVALID_INPUT'));
    await expect(proposeTerms(live, { ownersPpm: 1 })).rejects.toEqual(refused('INVALID_INPUT'));
    await expect(proposeTerms(live, { minRecords: 30 }, stranger)).rejects.toEqual(refused('NOT_A_PROPOSER'));
    await expect(proposeScope(live, { releaseMode: 'open' })).rejects.toEqual(refused('INVALID_INPUT'));
    const { pool } = await house.aPool();
    await expect(proposeTerms({ ...live, pool }, { minRecords: 30 })).rejects.toEqual(refused('POOL_NOT_LIVE'));
  });

  test('a scope that was voted down leaves a yes to it without effect', async () => {
    const live = await aLivePool(3);
    const [ada] = live.members as [Member];
    const wider = await proposeScope(live, { retentionDays: 400 });
    await sayYes(ada, live.pool, wider.id);
    await pass(2);
    expect((await house.wiring.governance.proposals.byId(wider.id))?.state).toBe('DEFEATED');
    expect(await stateOf(ada, live.pool)).toBe('accepted');
    expect((await charterOf(live.pool)).version).toBe(1);
    await expect(sayYes(ada, live.pool, wider.id, 3)).rejects.toEqual(refused('NOT_FOUND'));
    await expect(sayYes(ada, live.pool, null, 3)).rejects.toEqual(refused('NOT_DORMANT'));
  });

  test('a yes that was taken back before the scope took effect counts as silence', async () => {
    const live = await aLivePool(2);
    const [ada, ben] = live.members as [Member, Member];
    const wider = await proposeScope(live, { retentionDays: 400 });
    await voteFor(wider, live.members);
    await sayYes(ada, live.pool, wider.id);
    await sayYes(ben, live.pool, wider.id);
    const given = await house.house.consents.liveOn((await contributionOf(ada, live.pool)).datasetId);
    await house.withdraw(ada, {
      consentId: given.find(({ scopeDigest }) => scopeDigest !== given[0]?.scopeDigest)!.id,
    });
    await pass(2);
    expect([await stateOf(ada, live.pool), await stateOf(ben, live.pool)]).toEqual(['dormant', 'pending']);
  });
});

test('a reserve that the charter breaks already, that names no use there is, or of a stranger is refused', async () => {
  const live = await aLivePool(2);
  const [ada] = live.members as [Member];
  await expect(reserve(ada, live.pool, { minPricePerQueryMicros: 10_001n })).rejects.toEqual(refused('RESERVE_BROKEN'));
  await expect(reserve(ada, live.pool, { forbiddenUses: ['war'] })).rejects.toEqual(refused('INVALID_INPUT'));
  await expect(reserve(await house.members.join(), live.pool, {})).rejects.toEqual(refused('FORBIDDEN'));
  await reserve(ada, live.pool, { maxRetentionDays: 365 });
  await reserve(ada, live.pool, { maxRetentionDays: 366 }, 2);
  const [kept] = await house.reserves.ofUserIn([live.pool.id], ada.viewer.userId);
  expect(kept).toMatchObject({ maxRetentionDays: 366, minPricePerQueryMicros: null });
});

test('members take their pool out of its builder’s hands', async () => {
  const live = await aLivePool(2);
  const [ada] = live.members as [Member];
  const asked = { viewer: ada.viewer, poolId: live.pool.id, kind: 'remove-builder', title: 'Another builder' };
  const nobody = house.proposeAsMember.execute({ ...asked, params: { successorId: newId() } });
  await expect(nobody).rejects.toEqual(refused('NOT_FOUND'));
  const proposal = await house.proposeAsMember.execute({ ...asked, params: { successorId: ada.viewer.userId } });
  await voteFor(proposal, live.members);
  await pass(2);
  expect((await house.pools.byId(live.pool.id))?.builderId).toBe(ada.viewer.userId);
});

test('power by units counts what was accepted long enough before, and from the charter on that says so', async () => {
  const live = await aLivePool(3);
  const power = { basis: 'UNITS', minAgeMs: DAY_MS, capPpm: 500_000 } as const;
  const weighed = await proposeTerms(live, { power });
  const action = house.wiring.governance.actions.get('amend-terms')!;
  expect((await action.preview(action.parse(weighed.params), weighed))[0]).toBe(
    'Power of a member is measured by: PERSON -> UNITS',
  );
  await voteFor(weighed, live.members);
  await pass(2);
  const { governance } = house.wiring;
  const next = await proposeTerms(live, { minRecords: 21 });
  expect(next.rollTotal).toBe(3n * 12n);
  await house.database.dataSource.query(
    `UPDATE contributions SET decided_at = (SELECT commonpool_now()) - interval '23 hours' WHERE user_id = $1`,
    [live.members[0]?.viewer.userId],
  );
  expect((await proposeTerms(live, { minRecords: 22 })).rollTotal).toBe(2n * 12n);
  expect(await governance.proposals.byId(next.id)).toMatchObject({ rollTotal: 36n });
});

test('who said yes to another scope takes their pledge back with one act, and nothing reads by the consent before', async () => {
  const live = await aLivePool(2);
  const [ada, ben] = live.members as [Member, Member];
  const before = await contributionOf(ada, live.pool);
  const wider = await proposeScope(live, { retentionDays: 400 });
  await voteFor(wider, live.members);
  await sayYes(ada, live.pool, wider.id);
  await pass(2);
  expect(await house.house.consents.byId(before.consentId)).toMatchObject({ state: 'withdrawn' });
  const [pledge] = await house.pledges.ofUserIn([live.pool.id], ada.viewer.userId);
  expect(pledge?.consentId).toBe((await contributionOf(ada, live.pool)).consentId);
  await house.withdrawPledge(ada, pledge!);
  expect(await stateOf(ada, live.pool)).toBe('withdrawn');
  expect(await house.house.consents.liveOn(before.datasetId)).toEqual([]);

  await sayYes(ben, live.pool, null);
  await house.evaluateAll();
  const again = await proposeScope(live, { retentionDays: 500 });
  await expect(sayYes(ada, live.pool, again.id, 3)).rejects.toEqual(refused('NOT_DORMANT'));
});
