import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Permit } from '../../domain/consents/index.ts';
import type { Contribution, Pool } from '../../domain/pools/index.ts';
import { all, blobPathOf, objectOf } from '../vaults/house.ts';
import { judgingIn, type Judging, type Pledger } from './judging.ts';
import { openPoolHouse, texts, type PoolHouse } from './pool-house.ts';

let house: PoolHouse;
let judging: Judging;
beforeAll(async () => {
  house = await openPoolHouse();
  judging = judgingIn(house);
});
afterAll(() => house.close());

describe('an evaluation', () => {
  test('accepts the original and rejects the copycat, who remade ids, dates, case and spacing', async () => {
    const original = texts('alice', 30);
    const disguised = original.map((text) => ` ${text.toUpperCase().replaceAll(' ', '  ')}\u200b`);
    const { pool, pledgers } = await judging.liveWith([
      original,
      [...disguised, ...texts('thief', 6)],
      texts('carol', 12),
    ]);
    const [alice, thief, carol] = await judging.decided(pool, pledgers);
    expect(alice).toMatchObject({ state: 'accepted', units: 30n, duplicates: 0, reasons: [] });
    expect(thief).toMatchObject({ state: 'rejected', units: 0n, duplicates: 30, reasons: ['MOSTLY_COPIED'] });
    expect(carol).toMatchObject({ state: 'accepted', units: 12n });
  });

  test('leaves no digest of a rejected contribution, so it takes nothing from who comes later', async () => {
    const few = texts('shared', 4);
    const { pool, pledgers } = await judging.liveWith([few, [...few, ...texts('dave', 20)]]);
    const [first, second] = await judging.decided(pool, pledgers);
    expect(first).toMatchObject({ state: 'rejected', reasons: ['TOO_FEW_RECORDS'] });
    expect(second).toMatchObject({ state: 'accepted', units: 24n, duplicates: 0 });
    expect(await judging.digestsIn(pool)).toBe(24);
  });

  test('counts a repeated record once, and a person’s second account as the same person', async () => {
    const own = texts('erin', 10);
    const { pool, pledgers } = await judging.liveWith(
      [[...own, ...own], own, texts('frank', 10)],
      ['erin', 'erin', 'frank'],
    );
    const [first, second] = await judging.decided(pool, pledgers);
    expect(first).toMatchObject({ state: 'accepted', records: 20, units: 10n, repeats: 10, duplicates: 0 });
    expect(second).toMatchObject({ state: 'rejected', repeats: 10, duplicates: 0, reasons: ['TOO_FEW_RECORDS'] });
  });

  test('gives a record that two bring to who pledged first, however many workers evaluate', async () => {
    const common = texts('common', 40);
    const bring = Array.from({ length: 4 }, (_, at) => [...common.slice(0, 4), ...texts(`of ${at}`, 10)]);
    const { pool, pledgers } = await judging.liveWith(bring);
    const workers = Array.from({ length: 4 }, () => house.evaluator());
    for (let round = 0; round < 5; round += 1) await Promise.all(workers.map((worker) => worker.execute()));
    const found = await judging.decided(pool, pledgers);
    expect(found.map((each) => Number(each.units))).toEqual([14, 10, 10, 10]);
    expect(found.map((each) => each.duplicates)).toEqual([0, 4, 4, 4]);
  });

  test('reads blocks without losing or doubling a record', async () => {
    const { pool, pledgers } = await judging.liveWith([texts('many', 1201), texts('few', 10)]);
    const [many] = await judging.decided(pool, pledgers);
    expect(many).toMatchObject({ state: 'accepted', records: 1201, units: 1201n });
  });

  test('is in the member’s access log', async () => {
    const { pool, pledgers } = await judging.liveWith([texts('gina', 10), texts('hugo', 10)]);
    await judging.decided(pool, pledgers);
    const [{ member, datasetId }] = pledgers as [Pledger];
    const request = { limit: 5, direction: 'forward' } as const;
    const { items } = await house.house.accessLog.pageOf(member.viewer.userId, datasetId, request);
    expect(items).toEqual([expect.objectContaining({ actor: 'pools.evaluate', result: 'allowed' })]);
  });
});

describe('a corpus', () => {
  test('has only the records that count: no copies, no repeats', async () => {
    const own = texts('ines', 10);
    const copied = texts('jon', 8);
    const { pool, pledgers } = await judging.liveWith([copied, [...own, ...copied, ...own]]);
    const ines = (await judging.decided(pool, pledgers))[1] as Contribution;
    expect(ines).toMatchObject({ state: 'accepted', units: 10n, duplicates: 8, repeats: 10 });
    const counted = await all(house.reading.unitsOf(await permitFor(pool, ines), ines, (await charterOf(pool)).scope));
    expect(counted.map(({ record }) => record['body'])).toEqual(own);
    expect(counted.every(({ record }) => !('id' in record))).toBe(true);
  });
});

describe('when it cannot be judged', () => {
  test('a contribution whose consent was withdrawn meanwhile is withdrawn, and the others go on', async () => {
    const { pool, pledgers } = await judging.liveWith([texts('kim', 10), texts('lea', 10)]);
    const kim = await judging.contributionOf(pool, pledgers[0] as Pledger);
    await house.withdraw((pledgers[0] as Pledger).member, kim);
    const [first, second] = await judging.decided(pool, pledgers);
    expect(first).toMatchObject({ state: 'withdrawn' });
    expect(second).toMatchObject({ state: 'accepted' });
  });

  test('a dataset whose sealed bytes are damaged is rejected as unreadable, and the others go on', async () => {
    const { pool, pledgers } = await judging.liveWith([texts('ole', 10), texts('pia', 10)]);
    const [{ datasetId }] = pledgers as [Pledger];
    const dataset = await house.house.datasets.byId(datasetId);
    if (dataset) await writeFile(blobPathOf(house.house, objectOf(dataset)), 'not what was sealed');
    const [first, second] = await judging.decided(pool, pledgers);
    expect(first).toMatchObject({ state: 'rejected', reasons: ['UNREADABLE'] });
    expect(second).toMatchObject({ state: 'accepted' });
  });
});

test('a withdrawal after acceptance ends units, digests and the vote', async () => {
  const { pool, pledgers } = await judging.liveWith([texts('sam', 10), texts('tea', 10)]);
  const [sam] = await judging.decided(pool, pledgers);
  const voters = () =>
    house.database.transactions.run(async (tx) => house.electorates.get('members')?.roll(tx, pool.id, null));
  expect(await voters()).toHaveLength(2);
  await house.withdraw((pledgers[0] as Pledger).member, sam as Contribution);
  expect(await voters()).toHaveLength(1);
  expect(await judging.digestsIn(pool)).toBe(10);
  expect((await house.contributions.counts([pool.id])).get(pool.id)).toMatchObject({
    accepted: 1,
    withdrawn: 1,
    units: 10n,
  });
});

async function charterOf(pool: Pool) {
  const charter = await house.charters.byId(pool.charterId);
  if (!charter) throw new Error('A pool has a charter.');
  return charter;
}

async function permitFor(pool: Pool, { consentId, datasetId }: Contribution): Promise<Permit> {
  const { scope, scopeDigest } = await charterOf(pool);
  const use = { consentId, datasetId, scopeDigest, purpose: scope.purpose, actor: 'test' };
  return house.database.transactions.run((tx) => house.house.mintPermit.forConsent(tx, use));
}
