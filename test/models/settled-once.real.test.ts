import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Proposal } from '../../domain/governance/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import { DAY_MS } from '../pools/charters.ts';
import type { Member } from '../governance/members.ts';
import { speakers } from '../training/training-house.ts';
import { openOwningHouse, type OwningHouse } from './owning-house.ts';

let house: OwningHouse;
beforeAll(async () => {
  house = await openOwningHouse();
}, 30_000);
afterAll(() => house.close());

/** Adopted, and executed by workers that all find it due at the same moment. */
async function executedAtOnce(proposal: Proposal, members: readonly Member[]): Promise<Proposal> {
  await house.vouch(proposal, members);
  await house.pass(1);
  await house.database.clock.advance(DAY_MS);
  const settlers = Array.from({ length: 4 }, () =>
    house.wiring.governance.settler((fault) => {
      throw fault;
    }),
  );
  const steps = await Promise.all(settlers.map((settler) => settler.execute()));
  expect(steps.reduce((sum, taken) => sum + taken, 0)).toBe(1);
  const [log, after] = await Promise.all([
    house.proposals.transitionsOf([proposal.id]),
    house.proposals.byId(proposal.id),
  ]);
  expect(log.filter(({ toState }) => toState === 'EXECUTED')).toHaveLength(1);
  return after as Proposal;
}

/** As a worker would that knows nothing of the transition: its transaction is refused as a whole. */
function again(proposal: Proposal): Promise<void> {
  const action = house.wiring.governance.actions.get(proposal.kind)!;
  return house.database.transactions.run((tx) => action.execute(tx, action.parse(proposal.params), proposal));
}

const balance = (account: string) => house.market.money.accounts.balance(account);
const closingsOf = (poolId: Id) => house.closings.ofPools([poolId]);

test('what members decide takes effect once, however many workers find it due and whoever repeats it', async () => {
  const { live, version } = await house.aPublishedModel(speakers(2, 40, 7), { treasuryPpm: 100_000 });
  const { pool, members } = live;
  const [ada, ben] = members as [Member, Member];
  const customer = await house.market.customer(10_000_000n);
  await house.sell(customer, version.id, 100);
  await house.pass(40);

  const spending = { recipientId: ben.viewer.userId, amountMicros: '30000', purpose: 'a translation' };
  const spent = await executedAtOnce(await house.ask(live, ada, 'spend-treasury', spending), members);
  expect(spent).toMatchObject({ state: 'EXECUTED', executionAttempts: 1 });
  // The treasury holds enough for a second one.
  await expect(again(spent)).rejects.toThrow('duplicate key');
  expect(await balance(`drawn:${ben.viewer.userId}:EUR`)).toBe(30_000n);
  expect(await balance(`drawn:${pool.id}:EUR`)).toBe(40_000n);

  const { proposal } = await house.reprice(ada, version, { pricePerQueryMicros: 20_000n });
  const repriced = await executedAtOnce(proposal, members);
  expect(repriced).toMatchObject({ state: 'EXECUTED', executionAttempts: 1 });
  await expect(again(repriced)).rejects.toMatchObject({ code: 'REPRICED_MEANWHILE' });
  expect((await house.modelVersions.byId(version.id))?.repricings).toHaveLength(1);

  const end = { reason: 'its purpose is fulfilled', heirId: ada.viewer.userId };
  const closed = await executedAtOnce(await house.ask(live, ada, 'close-pool', end), members);
  expect(closed).toMatchObject({ state: 'EXECUTED', executionAttempts: 1 });
  const [before] = await closingsOf(pool.id);
  await expect(again(closed)).rejects.toMatchObject({ code: 'POOL_NOT_LIVE' });
  expect(await closingsOf(pool.id)).toEqual([before]);

  // The end itself, by several workers at once and by one that comes late.
  const finish = () => Promise.all([1, 2, 3].map(() => house.finishClosing.execute()));
  await finish();
  await house.pass(40);
  await house.market.money.closeVersion.due();
  await finish();
  expect(await house.stateOf(pool)).toBe('closed');
  await finish();
  expect(await balance(`drawn:${ada.viewer.userId}:EUR`)).toBe(40_000n);
  const { items } = await house.spendings.ofPool(pool.id, { limit: 5, direction: 'forward' });
  expect(items.map(({ amountMicros }) => amountMicros)).toEqual([40_000n, 30_000n]);
  expect(await house.faults()).toEqual([]);
}, 60_000);
