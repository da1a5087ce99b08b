import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Proposal } from '../../domain/governance/index.ts';
import type { SaleTerms } from '../../domain/models/index.ts';
import type { Contribution } from '../../domain/pools/index.ts';
import type { Member } from '../governance/members.ts';
import { livePoolsIn } from '../pools/live-pools.ts';
import { speakers } from '../training/training-house.ts';
import { heaviest, openOwningHouse, type OwningHouse } from './owning-house.ts';

let house: OwningHouse;
beforeAll(async () => {
  house = await openOwningHouse();
}, 30_000);
afterAll(() => house.close());

const refused = (code: string) => expect.objectContaining({ code });
const stateOf = async ({ id }: Proposal) => (await house.proposals.byId(id))?.state;
const priceOf = async (id: string) => (await house.modelVersions.byId(id))?.repricings.at(-1)?.pricePerQueryMicros;

test('a model is repriced with its owners’ majority and not without it, whoever has left the pool by then', async () => {
  const { live, version, rows } = await house.aPublishedModel(speakers(3, 60, 2));
  const { first: gone, others } = heaviest(live.members, rows);
  const total = rows.reduce((sum, { weight }) => sum + weight, 0n);
  const [contribution] = await house.contributions.ofUserIn([live.pool.id], gone.viewer.userId);
  await house.withdraw(gone, contribution as Contribution);
  const customer = await house.market.customer(10_000_000n);
  const lower = () => house.reprice(others[0] as Member, version, { pricePerQueryMicros: 1_000n });

  const without = await lower();
  expect(without.ownersProposal).toMatchObject({ electorate: 'owners', rollTotal: total });
  await house.vouch(without.ownersProposal!, others.slice(0, 1));
  expect(await house.adopt(without.proposal, others)).toMatchObject({
    state: 'EXECUTION_FAILED',
    failureCode: 'OWNERS_NOT_AGREED',
  });
  await house.pass(2);
  expect(await stateOf(without.proposal)).toBe('EXPIRED');
  expect(await priceOf(version.id)).toBeUndefined();

  await house.sell(customer, version.id, 3);
  const agreed = await lower();
  await house.vouch(agreed.ownersProposal!, [gone, ...others.slice(0, 1)]);
  expect(await house.adopt(agreed.proposal, others)).toMatchObject({ state: 'EXECUTED' });
  expect(await priceOf(version.id)).toBe(1_000n);
  await house.sell(customer, version.id, 1);
  const announced = { pricePerQueryMicros: 10_000n };
  expect(await house.market.money.pots.byId(version.id)).toMatchObject({ revenueMicros: 4n * 7_000n });
  const units = { queries: 1, inputTokens: 0, outputTokens: 0, seconds: 0 };
  const quote = () => house.market.money.quoteUsage.execute(customer.viewer, version.id, units);
  expect((await quote()).priceMicros).toBe(announced.pricePerQueryMicros);
  await house.pass(1);
  expect((await quote()).priceMicros).toBe(1_000n);
  await house.sell(customer, version.id, 2);
  expect(await house.market.money.pots.byId(version.id)).toMatchObject({ revenueMicros: 4n * 7_000n + 2n * 700n });
  expect(await house.market.faults()).toEqual([]);
});

test('a higher price asks no owner; the builder’s share falls only by the builder’s own asking; and one change at a time', async () => {
  const { live, version } = await house.aPublishedModel(speakers(2, 40, 5));
  const [member] = live.members as [Member];
  const ask = (by: Member, changes: Partial<SaleTerms>) => house.reprice(by, version, changes);
  await expect(ask(member, { builderPpm: 100_000, ownersPpm: 800_000 })).rejects.toEqual(
    refused('BUILDER_SHARE_PROTECTED'),
  );
  await expect(ask(member, { ownersPpm: 800_000 })).rejects.toEqual(refused('INVALID_INPUT'));
  await expect(ask(member, {})).rejects.toEqual(refused('INVALID_INPUT'));
  const higher = await ask(member, { pricePerQueryMicros: 20_000n });
  const rival = await ask(live.builder, { builderPpm: 100_000, ownersPpm: 800_000 });
  expect([higher.ownersProposal, rival.ownersProposal]).toEqual([null, null]);
  await house.vouch(rival.proposal, live.members);
  expect(await house.adopt(higher.proposal, live.members)).toMatchObject({ state: 'EXECUTED' });
  expect(await house.proposals.byId(rival.proposal.id)).toMatchObject({ failureCode: 'REPRICED_MEANWHILE' });
  const dropped = house.database.dataSource.query(`UPDATE model_versions SET repricings = '[]' WHERE id = $1`, [
    version.id,
  ]);
  await expect(dropped).rejects.toThrow('keeps its artefact');
});

test('a pool owns its voted part of a model, spends it by vote, and ends when everybody is paid', async () => {
  const { live, version, rows, table } = await house.aPublishedModel(speakers(2, 40, 7), { treasuryPpm: 100_000 });
  const { pool, builder } = live;
  const [ada, ben] = live.members as [Member, Member];
  const own = rows.find(({ userId }) => userId === pool.id);
  expect([own?.weight, own?.personId]).toEqual([table.totalWeight / 10n, null]);
  const customer = await house.market.customer(10_000_000n);
  await house.sell(customer, version.id, 100);
  await house.pass(40);
  const spend = (amountMicros: string) =>
    house.ask(live, ada, 'spend-treasury', { recipientId: ben.viewer.userId, amountMicros, purpose: 'a translation' });
  await expect(spend('70001')).rejects.toEqual(refused('TREASURY_INSUFFICIENT'));
  expect(await house.readTreasury.ofPool(pool.id, 'EUR')).toMatchObject({ heldMicros: 0n, availableMicros: 70_000n });
  const [first, second] = [await spend('50000'), await spend('50000')];
  await house.vouch(second, live.members);
  expect(await house.adopt(first, live.members)).toMatchObject({ state: 'EXECUTED' });
  expect(await house.proposals.byId(second.id)).toMatchObject({ failureCode: 'TREASURY_INSUFFICIENT' });
  const drawnBy = ({ viewer }: Member) => house.market.money.accounts.balance(`drawn:${viewer.userId}:EUR`);
  expect(await drawnBy(ben)).toBe(50_000n);

  const end = await house.ask(live, ada, 'close-pool', {
    reason: 'its purpose is fulfilled',
    heirId: builder.viewer.userId,
  });
  const late = await house.ask(live, ada, 'suspend-model', { modelVersionId: version.id });
  await house.vouch(late, live.members);
  expect(await house.adopt(end, live.members)).toMatchObject({ state: 'EXECUTED' });
  expect(await house.stateOf(pool)).toBe('closing');
  expect((await house.modelVersions.byId(version.id))?.state).toBe('retired');
  await expect(spend('1')).rejects.toEqual(refused('POOL_NOT_LIVE'));
  await expect(livePoolsIn(house).sayYes(ada, pool, null)).rejects.toEqual(refused('POOL_NOT_LIVE'));
  expect(await house.finishClosing.execute()).toBe(true);
  const [contribution] = await house.contributions.ofUserIn([pool.id], ada.viewer.userId);
  expect(contribution).toMatchObject({ state: 'withdrawn' });
  expect((await house.house.consents.byId(String(contribution?.consentId)))?.state).toBe('withdrawn');
  expect(await house.finishClosing.execute()).toBe(false);
  const keyOf = async () => {
    const [row] = await house.database.dataSource.query<{ wrapped: Buffer | null }[]>(
      'SELECT wrapped FROM pool_keys WHERE pool_id = $1',
      [pool.id],
    );
    return row?.wrapped ?? null;
  };
  expect(await keyOf()).not.toBeNull();
  await house.pass(40);
  expect(await house.market.money.closeVersion.due()).toBe(1);
  expect(await house.finishClosing.execute()).toBe(true);
  expect([await house.stateOf(pool), await keyOf()]).toEqual(['closed', null]);
  expect(await drawnBy(builder)).toBe(20_000n);
  const { items } = await house.spendings.ofPool(pool.id, { limit: 5, direction: 'forward' });
  expect(items.map(({ purpose }) => purpose)).toEqual([
    'The pool has ended: its purpose is fulfilled',
    'a translation',
  ]);
  expect(await house.market.faults()).toEqual([]);
});
