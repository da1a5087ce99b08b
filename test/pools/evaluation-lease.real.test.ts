import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Contribution, CountedRecord, ReadCountedRecords } from '../../domain/pools/index.ts';
import { judgingIn, type Judging, type Pledger } from './judging.ts';
import { openPoolHouse, texts, type PoolHouse } from './pool-house.ts';

let house: PoolHouse;
let judging: Judging;
beforeAll(async () => {
  house = await openPoolHouse();
  judging = judgingIn(house);
});
afterAll(() => house.close());

/** A reader that calls `atBlock` with the number of each block before it hands the block out. */
function meeting(atBlock: (blocks: number) => Promise<void> | void): Pick<ReadCountedRecords, 'blocks'> {
  return {
    blocks: async function* (...ask): AsyncGenerator<CountedRecord[], void, undefined> {
      let blocks = 0;
      for await (const block of house.reading.blocks(...ask)) {
        await atBlock((blocks += 1));
        yield block;
      }
    },
  };
}

function killedAfter(claimed: number): Pick<ReadCountedRecords, 'blocks'> {
  return meeting((blocks) => {
    if (blocks > claimed) throw new Error('killed');
  });
}

function judgementOf({ state, records, units, duplicates, repeats, reasons }: Contribution) {
  return { state, records, units, duplicates, repeats, reasons };
}

test('a withdrawal while it is read stops the reading, and nothing is claimed', async () => {
  const { pool, pledgers } = await judging.liveWith([texts('mia', 1500), texts('noa', 10)]);
  const mia = await judging.contributionOf(pool, pledgers[0] as Pledger);
  let seen = 0;
  const withdrawing = meeting(async (blocks) => {
    seen = blocks;
    if (blocks === 2) await house.withdraw((pledgers[0] as Pledger).member, mia);
  });
  expect(await house.evaluator(withdrawing).execute()).toBe(true);
  expect(seen).toBe(2);
  expect(await judging.digestsIn(pool)).toBe(0);
  const [first, second] = await judging.decided(pool, pledgers);
  expect(first).toMatchObject({ state: 'withdrawn', units: 0n });
  expect(second).toMatchObject({ state: 'accepted', units: 10n });
});

test('a worker that is stopped gives the contribution back at once, and nothing stays claimed', async () => {
  const { pool, pledgers } = await judging.liveWith([texts('ula', 1500), texts('vic', 10)]);
  const stopping = new AbortController();
  let seen = 0;
  const stopped = meeting((blocks) => {
    seen = blocks;
    if (blocks === 2) stopping.abort();
  });
  expect(await house.evaluator(stopped).execute(stopping.signal)).toBe(true);
  expect(seen).toBe(2);
  expect(await judging.digestsIn(pool)).toBe(0);
  expect(await judging.contributionOf(pool, pledgers[0] as Pledger)).toMatchObject({ state: 'pending' });
  expect(await house.evaluator().execute()).toBe(true);
  expect(await judging.decided(pool, pledgers)).toMatchObject([{ units: 1500n }, { units: 10n }]);
});

test('an evaluation that breaks off is tried again after its lease, in its place in the order', async () => {
  const { pool, pledgers } = await judging.liveWith([texts('quin', 10), texts('rosa', 10)]);
  await expect(house.evaluator(killedAfter(0)).execute()).rejects.toThrow('killed');
  expect(await house.evaluator().execute()).toBe(false);
  await house.database.clock.advance(60_000);
  expect(await judging.decided(pool, pledgers)).toMatchObject([{ state: 'accepted' }, { state: 'accepted' }]);
});

test('an evaluation killed between two blocks ends, at its next attempt, as if nothing had happened', async () => {
  const own = texts('una', 700);
  const bring = [
    [...own, ...own],
    [...own.slice(0, 5), ...texts('vera', 20)],
  ];
  const undisturbed = await judging.liveWith(bring);
  const expected = await judging.decided(undisturbed.pool, undisturbed.pledgers);
  const { pool, pledgers } = await judging.liveWith(bring);
  await expect(house.evaluator(killedAfter(2)).execute()).rejects.toThrow('killed');
  expect(await judging.digestsIn(pool)).toBe(700);
  // Nobody is judged while the dead attempt's claims are there.
  expect(await house.evaluator().execute()).toBe(false);
  await house.database.clock.advance(60_000);
  const found = await judging.decided(pool, pledgers);
  expect(found.map(judgementOf)).toEqual(expected.map(judgementOf));
  expect(found.map(judgementOf)).toMatchObject([{ units: 700n, repeats: 700 }, { duplicates: 5 }]);
  expect(await judging.digestsIn(pool)).toBe(720);
});

test('claims that a killed evaluation left go with the contribution, and count against nobody', async () => {
  const { pool, pledgers } = await judging.liveWith([texts('wim', 1200), texts('wim', 40)]);
  await expect(house.evaluator(killedAfter(1)).execute()).rejects.toThrow('killed');
  expect(await judging.digestsIn(pool)).toBe(500);
  const wim = await judging.contributionOf(pool, pledgers[0] as Pledger);
  await house.withdraw((pledgers[0] as Pledger).member, wim);
  const [first, second] = await judging.decided(pool, pledgers);
  expect(first).toMatchObject({ state: 'withdrawn' });
  expect(second).toMatchObject({ state: 'accepted', units: 40n, duplicates: 0 });
});

test('a worker that was only slow finds its contribution taken, and changes nothing', async () => {
  const { pool, pledgers } = await judging.liveWith([texts('xena', 1200), texts('yuri', 10)]);
  let overtaken = 0;
  const slow = meeting(async (blocks) => {
    if (blocks !== 2) return;
    overtaken += 1;
    await house.database.clock.advance(60_000);
    expect(await house.evaluator().execute()).toBe(true);
  });
  expect(await house.evaluator(slow).execute()).toBe(true);
  expect(overtaken).toBe(1);
  expect(await judging.contributionOf(pool, pledgers[0] as Pledger)).toMatchObject({ state: 'accepted', units: 1200n });
  expect(await judging.digestsIn(pool)).toBe(1200);
  expect(await judging.decided(pool, pledgers)).toMatchObject([{ units: 1200n }, { units: 10n }]);
});

test('more evaluations at once than there are connections to the database all come to their end', async () => {
  const pools = [];
  for (let at = 0; at < 12; at += 1) pools.push(await judging.liveWith([texts(`z${at}`, 600), texts(`y${at}`, 10)]));
  await Promise.all(pools.map(() => house.evaluator().execute()));
  for (const { pool, pledgers } of pools) {
    expect(await judging.decided(pool, pledgers)).toMatchObject([{ units: 600n }, { units: 10n }]);
  }
});
