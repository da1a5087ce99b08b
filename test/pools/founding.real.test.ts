import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Pledge, Pool } from '../../domain/pools/index.ts';
import type { Member } from '../governance/members.ts';
import { DAY_MS } from './charters.ts';
import { openPoolHouse, texts, type PoolHouse } from './pool-house.ts';

let house: PoolHouse;
beforeAll(async () => {
  house = await openPoolHouse();
});
afterAll(() => house.close());

const refused = (code: string) => expect.objectContaining({ code });

async function aPledger(pool: Pool, records = 15, person?: string) {
  const member = await house.members.join(person === undefined ? {} : { person });
  const dataset = await house.comments(member, texts(member.viewer.userId, records));
  return { member, dataset, pledge: await house.pledge(member, pool, dataset) };
}

describe('a pledge', () => {
  test('gives a signed consent to exactly the charter that was read, in the same transaction', async () => {
    const { pool } = await house.aPool();
    const { pledge, dataset, member } = await aPledger(pool);
    const consent = await house.house.consents.byId(pledge.consentId);
    const charter = await house.charters.byId(pool.charterId);
    expect(consent).toMatchObject({
      state: 'given',
      scopeDigest: charter?.scopeDigest,
      charterDigest: charter?.digest,
      datasetId: dataset.id,
    });
    expect(consent?.statementJws).not.toBeNull();
    const seen = { poolId: pool.id, datasetId: dataset.id, statementJws: null, viewer: member.viewer };
    for (const charterDigest of ['other', String(charter?.scopeDigest)]) {
      await expect(house.givePledge.execute({ ...seen, charterDigest })).rejects.toEqual(refused('CHARTER_CHANGED'));
    }
    await expect(house.pledge(member, pool, dataset, 2)).rejects.toEqual(refused('PLEDGE_EXISTS'));
    expect(await house.house.consents.liveOn(dataset.id)).toHaveLength(1);
  });

  test('is refused for somebody else’s dataset, for one that is not ready, and for one without the streams', async () => {
    const { pool } = await house.aPool();
    const [member, other] = [await house.members.join(), await house.members.join()];
    const dataset = await house.comments(other, texts('other', 5));
    await expect(house.pledge(member, pool, dataset)).rejects.toEqual(refused('NOT_FOUND'));
    const { userId } = member.viewer;
    const begun = await house.database.transactions.run((tx) => house.house.beginDataset.execute(tx, { userId }));
    await expect(house.pledge(member, pool, begun)).rejects.toEqual(refused('DATASET_NOT_READY'));
    const empty = await house.comments(member, []);
    await expect(house.pledge(member, pool, empty)).rejects.toEqual(refused('STREAMS_MISSING'));
  });

  test('is refused from the deadline on, before any worker has looked', async () => {
    const { pool } = await house.aPool();
    const { member } = await aPledger(pool);
    await house.database.clock.advance(DAY_MS);
    const another = await house.comments(member, texts('late', 5));
    await expect(house.pledge(member, pool, another)).rejects.toEqual(refused('PLEDGING_CLOSED'));
  });

  test('that was taken back counts no more, and the dataset may be pledged anew', async () => {
    const { pool } = await house.aPool();
    const { member, dataset, pledge } = await aPledger(pool);
    const stranger = await house.members.join();
    await expect(house.withdrawPledge(stranger, pledge)).rejects.toEqual(refused('NOT_FOUND'));
    expect((await house.withdrawPledge(member, pledge)).withdrawnAt).not.toBeNull();
    expect((await house.pledges.totals([pool.id])).get(pool.id)).toBeUndefined();
    await house.pledge(member, pool, dataset, 2);
    expect((await house.pledges.totals([pool.id])).get(pool.id)).toEqual({ persons: 1, records: 15 });
  });

  test('ends with the erasure of its dataset', async () => {
    const { pool } = await house.aPool();
    const { member, dataset, pledge } = await aPledger(pool);
    await house.eraseDataset.execute({ viewer: member.viewer, datasetId: dataset.id });
    expect((await house.pledges.byId(pledge.id))?.withdrawnAt).not.toBeNull();
  });
});

describe('at the deadline', () => {
  test('a pool below its minima lapses: two accounts of one person are one person', async () => {
    const { pool } = await house.aPool();
    await aPledger(pool, 15, 'the same human');
    await aPledger(pool, 15, 'the same human');
    await house.closeDue();
    expect(await house.stateOf(pool)).toBe('pledging');
    await house.database.clock.advance(DAY_MS);
    await Promise.all([house.closeDue(), house.closeDue(), house.closeDue()]);
    expect(await house.stateOf(pool)).toBe('lapsed');
  });

  test('a pool with enough persons but too few records lapses too', async () => {
    const { pool } = await house.aPool({ terms: { minRecords: 31 } });
    await aPledger(pool);
    await aPledger(pool);
    await house.database.clock.advance(DAY_MS);
    await house.closeDue();
    expect(await house.stateOf(pool)).toBe('lapsed');
  });

  test('a pool that meets its minima goes to one vote, however many workers look at once', async () => {
    const { pool } = await house.aPool();
    await aPledger(pool);
    await aPledger(pool);
    await house.database.clock.advance(DAY_MS);
    await Promise.all(Array.from({ length: 6 }, () => house.closeDue()));
    expect(await house.stateOf(pool)).toBe('founding');
    const page = await house.proposals.ofGroup(pool.id, { limit: 10, direction: 'forward' });
    expect(page.items).toHaveLength(1);
    expect(page.items[0]).toMatchObject({ kind: 'found-pool', state: 'ACTIVE', rollTotal: 2n });
  });
});

describe('the founding vote', () => {
  async function founding(count = 3): Promise<{ pool: Pool; voters: Member[]; pledges: Pledge[] }> {
    const { pool, builder } = await house.aPool();
    const pledgers = [];
    for (let at = 0; at < count; at += 1) pledgers.push(await aPledger(pool));
    await house.startFoundingVote.execute({ viewer: builder.viewer, poolId: pool.id });
    return { pool, voters: pledgers.map(({ member }) => member), pledges: pledgers.map(({ pledge }) => pledge) };
  }

  test('can be started by the builder alone, once the minima are met', async () => {
    const { pool, builder } = await house.aPool();
    const { member } = await aPledger(pool);
    const start = (viewer = builder.viewer) => house.startFoundingVote.execute({ viewer, poolId: pool.id });
    await expect(start(member.viewer)).rejects.toEqual(refused('FORBIDDEN'));
    await expect(start()).rejects.toEqual(refused('MINIMA_NOT_MET'));
    await aPledger(pool);
    expect(await start()).toMatchObject({ state: 'founding' });
    await expect(start()).rejects.toEqual(refused('PLEDGING_CLOSED'));
    await expect(start()).rejects.toThrow('open already');
  });

  test('that passes founds the pool by itself, and every live pledge becomes a contribution', async () => {
    const { pool, voters, pledges } = await founding();
    for (const voter of voters.slice(0, 2)) await house.vote(voter, pool.id, 'FOR');
    await house.vote(voters[2] as Member, pool.id, 'AGAINST');
    await house.withdrawPledge(voters[2] as Member, pledges[2] as Pledge);
    await house.database.clock.advance(DAY_MS);
    await house.settle();
    expect(await house.stateOf(pool)).toBe('founding');
    await house.database.clock.advance(DAY_MS);
    await house.settle();
    expect(await house.stateOf(pool)).toBe('live');
    expect((await house.contributions.counts([pool.id])).get(pool.id)).toMatchObject({ pending: 2, accepted: 0 });
  });

  test('that fails rejects the pool for good', async () => {
    const { pool, voters } = await founding();
    for (const voter of voters) await house.vote(voter, pool.id, 'AGAINST');
    await house.database.clock.advance(DAY_MS);
    await house.settle();
    expect(await house.stateOf(pool)).toBe('rejected');
  });

  test('that passes founds nothing when too many left before its execution, and expires', async () => {
    const { pool, voters, pledges } = await founding(2);
    for (const voter of voters) await house.vote(voter, pool.id, 'FOR');
    await house.withdrawPledge(voters[0] as Member, pledges[0] as Pledge);
    await house.database.clock.advance(DAY_MS);
    await house.settle();
    await house.database.clock.advance(DAY_MS);
    await house.settle();
    const proposalId = String((await house.pools.byId(pool.id))?.foundingProposalId);
    expect(await house.proposals.byId(proposalId)).toMatchObject({
      state: 'EXECUTION_FAILED',
      failureCode: 'MINIMA_NOT_MET',
    });
    expect(await house.stateOf(pool)).toBe('founding');
    await house.database.clock.advance(DAY_MS);
    await house.settle();
    expect(await house.stateOf(pool)).toBe('rejected');
  });
});
