import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Proposal } from '../../domain/governance/index.ts';
import type { Member } from '../governance/members.ts';
import { livePoolsIn } from '../pools/live-pools.ts';
import { speakers } from '../training/training-house.ts';
import { heaviest, openOwningHouse, type OwningHouse } from './owning-house.ts';

let house: OwningHouse;
let pools: ReturnType<typeof livePoolsIn>;
beforeAll(async () => {
  house = await openOwningHouse();
  pools = livePoolsIn(house);
}, 30_000);
afterAll(() => house.close());

const found = async ({ id }: Proposal) => (await house.proposals.byId(id)) as Proposal;

test('members found a pool, change its terms and its scope, and reprice what they own together with one who left', async () => {
  const { live, version, rows } = await house.aPublishedModel(speakers(4, 60, 2));
  const { pool } = live;
  const { first: gone, others } = heaviest(live.members, rows);
  const [ada, ben, silent] = others as [Member, Member, Member];
  const priceNow = async () => (await house.modelVersions.byId(version.id))?.repricings.at(-1)?.pricePerQueryMicros;
  const stateIn = async (member: Member) => (await pools.contributionOf(member, pool)).state;
  const founding = String((await house.pools.byId(pool.id))?.foundingProposalId);
  expect(await house.proposals.byId(founding)).toMatchObject({ state: 'EXECUTED', castPower: 4n });
  expect(await house.heard(gone, founding)).toEqual(['proposal-opened', 'exit']);

  // Other terms, which hold after the notice; in it, one leaves.
  const cheaper = await pools.proposeTerms(live, { pricePerQueryMicros: 8_000n });
  await house.vouch(cheaper, others);
  await house.pass(1);
  expect(await found(cheaper)).toMatchObject({ state: 'QUEUED' });
  expect(await house.heard(gone, cheaper.id)).toEqual(['proposal-opened', 'exit']);
  await house.withdraw(gone, await pools.contributionOf(gone, pool));
  expect((await pools.charterOf(pool)).version).toBe(1);
  await house.pass(1);
  expect(await pools.charterOf(pool)).toMatchObject({ version: 2, terms: { pricePerQueryMicros: 8_000n } });
  expect(await stateIn(gone)).toBe('withdrawn');

  // A wider scope, to which one says nothing; who left is not asked any more.
  const wider = await pools.proposeScope(live, { retentionDays: 400 });
  expect(wider.rollTotal).toBe(3n);
  for (const member of [ada, ben]) await pools.sayYes(member, pool, wider.id);
  expect(await house.adopt(wider, [ada, ben])).toMatchObject({ state: 'EXECUTED' });
  await house.evaluateAll();
  expect(await Promise.all([ada, ben, silent].map(stateIn))).toEqual(['accepted', 'accepted', 'dormant']);
  expect(await house.heard(gone, wider.id)).toEqual([]);
  expect(await house.heard(silent, wider.id)).toEqual(['proposal-opened', 'exit']);
  const changed = await Promise.all([ada, silent].map((member) => house.heard(member, pool.id)));
  expect(changed).toEqual([[], ['what-changes']]);

  // What was published before keeps its price until its owners agree, and they are all whose data made it.
  const customer = await house.market.customer(1_000_000n);
  await house.sell(customer, version.id, 1);
  const lower = () => house.reprice(ada, version, { pricePerQueryMicros: 8_000n });
  const without = await lower();
  expect(without.proposal.rollTotal).toBe(2n);
  await house.vouch(without.ownersProposal as Proposal, [ada]);
  expect(await house.adopt(without.proposal, [ada, ben])).toMatchObject({
    state: 'EXECUTION_FAILED',
    failureCode: 'OWNERS_NOT_AGREED',
  });
  await house.pass(2);
  expect(await found(without.proposal)).toMatchObject({ state: 'EXPIRED' });
  expect(await priceNow()).toBeUndefined();

  const agreed = await lower();
  await house.vouch(agreed.ownersProposal as Proposal, [gone, ada]);
  expect(await house.adopt(agreed.proposal, [ada, ben])).toMatchObject({ state: 'EXECUTED' });
  expect(await priceNow()).toBe(8_000n);
  for (const owner of [gone, silent]) {
    expect((await house.heard(owner, String(agreed.ownersProposal?.id)))[0]).toBe('proposal-opened');
    expect(await house.heard(owner, agreed.proposal.id)).not.toContain('proposal-opened');
  }
  await house.pass(1);
  await house.sell(customer, version.id, 2);
  expect(await house.market.money.pots.byId(version.id)).toMatchObject({ revenueMicros: 7_000n + 2n * 5_600n });
  expect(await house.faults()).toEqual([]);
}, 60_000);
