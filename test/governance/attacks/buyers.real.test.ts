import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { postgresModels } from '../../../infra/postgres/models/index.ts';
import { wireTreasuries } from '../../../wiring/treasuries.ts';
import { DAY_MS } from '../../pools/charters.ts';
import { livePoolsIn, type LivePool } from '../../pools/live-pools.ts';
import { openPoolHouse, type PoolHouse } from '../../pools/pool-house.ts';
import { Market } from '../../revenue/market.ts';
import type { Member } from '../members.ts';

/** Each test bears the name of an attack of the table; what it tries, and what it gets. */
let house: PoolHouse;
let pools: ReturnType<typeof livePoolsIn>;
let market: Market;
beforeAll(async () => {
  house = await openPoolHouse();
  pools = livePoolsIn(house);
  const { ground } = house.house;
  market = await new Market(ground).open();
  const { modelVersions } = postgresModels(ground.dataSource);
  wireTreasuries(ground, house.wiring.identity, house.wiring.governance, house, { modelVersions }, market.money);
});
afterAll(() => house.close());

const PRICE = 10_000n;
const barAbove = (buyerLimitMicros: bigint) => ({
  power: { basis: 'UNITS', minAgeMs: 0, capPpm: 1_000_000, buyerLimitMicros } as const,
});

async function sellTo({ viewer }: Pick<Member, 'viewer'>, { pool }: LivePool, calls: number): Promise<bigint[]> {
  const { id } = await market.publish({ poolId: pool.id, number: (number += 1), pricePerQueryMicros: PRICE });
  const { apiKey } = await market.money.createApiKey.execute({ viewer, label: 'k' });
  await market.topUp(viewer, PRICE * BigInt(calls));
  const accepted = await market.report({ viewer, keyId: apiKey.id }, id, calls);
  expect(await market.money.postUsage.execute(accepted)).toMatchObject({ posted: calls });
  return accepted;
}
let number = 0;

let asked = 20;
const propose = (live: LivePool) => pools.proposeTerms(live, { minRecords: (asked += 1) });
const noPower = expect.objectContaining({ code: 'NO_VOTING_POWER' });

test('Vote buying, coercion: a member who buys for more than the charter allows has no vote in what is proposed after, and keeps it before', async () => {
  const live = await pools.aLivePool(3, barAbove(2n * PRICE));
  const [ada, ben] = live.members as [Member, Member];
  const before = await propose(live);
  await sellTo(ada, live, 3);
  await sellTo(ben, live, 2);
  await pools.voteFor(before, [ada]);

  const after = await propose(live);
  expect([before.rollTotal, after.rollTotal]).toEqual([36n, 24n]);
  await expect(pools.voteFor(after, [ada])).rejects.toEqual(noPower);
  await pools.voteFor(after, [ben]);
  await pools.pass(1);
  const decided = await house.wiring.governance.proposals.byId(before.id);
  expect([decided?.powers, decided?.rollTotal]).toEqual([[12n, 0n, 0n], 36n]);
});

test('Vote buying, coercion: the bar is of the person, whose purchases count with each of their accounts, and of none else', async () => {
  const live = await pools.aLivePool(2, barAbove(PRICE));
  const [ada] = live.members as [Member];
  const { personId } = (await house.users.byIds([ada.viewer.userId]))[0]!;
  const second = await house.members.join({ person: null });
  await house.database.transactions.run((tx) =>
    house.wiring.identity.users.bindPerson(tx, second.viewer.userId, personId!),
  );
  await sellTo(ada, live, 1);
  expect((await propose(live)).rollTotal).toBe(24n);
  await sellTo(second, live, 1);
  expect((await propose(live)).rollTotal).toBe(12n);
});

test('Vote buying, coercion: what was bought elsewhere, was given back, or is past for ninety days bars nobody', async () => {
  const live = await pools.aLivePool(2, barAbove(0n));
  const other = await pools.aLivePool(2, barAbove(0n));
  const [ada] = live.members as [Member];
  await sellTo(ada, other, 4);
  expect((await propose(live)).rollTotal).toBe(24n);

  const [inboxId] = (await sellTo(ada, live, 1)) as [bigint];
  expect((await propose(live)).rollTotal).toBe(12n);
  const refund = { refundId: '01890000-0000-7000-8000-000000000001', inboxId, amountMicros: null };
  await house.database.transactions.run((tx) => market.money.refundUsage.execute(tx, refund));
  await pools.pass(3);
  expect((await propose(live)).rollTotal).toBe(24n);

  await sellTo(ada, live, 1);
  const now = await house.database.clock.now();
  expect((await propose(live)).rollTotal).toBe(12n);
  await pools.pass(3);
  await house.database.clock.advance(87 * DAY_MS - 60_000);
  expect((await propose(live)).rollTotal).toBe(12n);
  await house.database.clock.advance(120_000);
  expect((await propose(live)).rollTotal).toBe(24n);
  expect((await house.database.clock.now()).getTime() - now.getTime()).toBeGreaterThan(90 * DAY_MS);
});

test('Vote buying, coercion: where all members buy nobody can be asked, and where the charter has no bar all of them vote', async () => {
  const live = await pools.aLivePool(2, barAbove(0n));
  for (const member of live.members) await sellTo(member, live, 1);
  await expect(propose(live)).rejects.toMatchObject({ code: 'ROLL_EMPTY' });
  const without = await pools.aLivePool(2);
  for (const member of without.members) await sellTo(member, without, 1);
  expect((await propose(without)).rollTotal).toBe(2n);
});
