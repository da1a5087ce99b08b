import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { capTableDigest, TOTAL_WEIGHT, type CapTable } from '../../domain/attribution/index.ts';
import type { CleanRoom } from '../../domain/training/index.ts';
import { openTrainingHouse, speakers, type LivePool, type TrainingHouse } from '../training/training-house.ts';

let house: TrainingHouse;
beforeAll(async () => {
  house = await openTrainingHouse();
}, 30_000);
afterAll(() => house.close());

async function aTrainedRun(live: LivePool) {
  const run = await house.anApprovedRun(live);
  await house.trainer().execute();
  return house.runById(run.id);
}

const gibberish = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    Array.from({ length: 12 }, (_, i) => `zz${(n * 31 + i * 7) % 997}q`).join(' '),
  );

test('a succeeded run is valued, and its cap table frozen: those who helped own it, the useless owns nothing', async () => {
  const live = await house.aLivePool([...speakers(4, 120, 2), gibberish(120)]);
  const run = await aTrainedRun(live);
  expect(await house.valuations.ofRun(run.id)).toMatchObject({ state: 'queued' });
  const valued = await Promise.all([house.valuer().execute(), house.valuer().execute()]);
  expect(valued.filter(Boolean)).toHaveLength(1);
  expect(await house.valuations.ofRun(run.id)).toMatchObject({ state: 'frozen', code: null });
  const table = (await house.capTables.byRun(run.id)) as CapTable;
  expect(table).toMatchObject({ members: 5, totalWeight: TOTAL_WEIGHT, corpusDigest: run.corpusDigest });
  const rows = await house.rowsOf(table.id);
  expect(capTableDigest(table, rows)).toBe(table.digest);
  const weightOf = new Map(rows.map((row) => [row.userId, row]));
  live.members.slice(0, 4).forEach(({ viewer }) => {
    expect(Number(weightOf.get(viewer.userId)?.measured)).toBeGreaterThan(0);
    expect(weightOf.get(viewer.userId)?.weight).toBeGreaterThan(TOTAL_WEIGHT / 20n);
  });
  const useless = weightOf.get(live.members[4]?.viewer.userId as string);
  expect(useless).toMatchObject({ weight: 0n });
  expect(Number(useless?.measured)).toBeLessThanOrEqual(0);
});

test('an owner sees the totals and their own row; the builder the totals; a stranger nothing', async () => {
  const live = await house.aLivePool(speakers(3, 60, 3));
  const run = await aTrainedRun(live);
  await house.valuer().execute();
  const [owner] = live.members as [(typeof live.members)[0]];
  const table = (await house.seeCapTable.ofRun(owner.viewer, run.id)) as CapTable;
  const row = await house.seeCapTable.ownRow(owner.viewer, table);
  expect(row).toMatchObject({ userId: owner.viewer.userId });
  expect(await house.seeCapTable.ofRun(live.builder.viewer, run.id)).toMatchObject({ id: table.id });
  expect(await house.seeCapTable.ownRow(live.builder.viewer, table)).toBeNull();
  const stranger = await house.members.join();
  expect(await house.seeCapTable.ofRun(stranger.viewer, run.id)).toBeNull();
  expect(await house.seeCapTable.byId(stranger.viewer, table.id)).toBeNull();
});

test('two accounts that are found to be one person are one owner, valued together', async () => {
  const live = await house.aLivePool(speakers(3, 60, 4), ['ann', 'bob', 'bob']);
  const run = await house.anApprovedRun(live);
  await house.trainer().execute();
  await house.valuer().execute();
  const table = (await house.capTables.byRun(run.id)) as CapTable;
  expect(table.members).toBe(2);
  const users = (await house.rowsOf(table.id)).map(({ userId }) => userId);
  expect(users.toSorted()).toEqual(
    live.members
      .slice(0, 2)
      .map(({ viewer }) => viewer.userId)
      .toSorted(),
  );
});

test('where nobody helped, the valuation is held with a code, and there is no cap table', async () => {
  const live = await house.aLivePool([gibberish(40), gibberish(40).map((text) => text.replaceAll('zz', 'yy'))]);
  const run = await aTrainedRun(live);
  await house.valuer().execute();
  expect(await house.valuations.ofRun(run.id)).toMatchObject({ state: 'held', code: 'NO_POSITIVE_VALUE' });
  expect(await house.capTables.byRun(run.id)).toBeNull();
  expect(await house.valuer().execute()).toBe(false);
});

test('a consent that ended after the training holds the valuation, for it could not read the same corpus', async () => {
  const live = await house.aLivePool(speakers(3, 30, 5));
  const run = await aTrainedRun(live);
  const [leaver] = live.members as [(typeof live.members)[0]];
  const [contribution] = await house.contributions.ofUserIn([live.pool.id], leaver.viewer.userId);
  await house.withdraw(leaver, { consentId: contribution?.consentId as string });
  await house.valuer().execute();
  expect(await house.valuations.ofRun(run.id)).toMatchObject({ state: 'held', code: 'CORPUS_CHANGED' });
});

test('what a valuation prints beside its typed form is refused', async () => {
  const live = await house.aLivePool(speakers(2, 30, 6));
  const run = await aTrainedRun(live);
  const lying: CleanRoom = {
    probe: async () => {},
    run: async ({ corpus }) => {
      for await (const line of corpus) line.trim();
      return Buffer.from('{"me":"1.000000000"}');
    },
  };
  await house.valuer(lying).execute();
  expect(await house.valuations.ofRun(run.id)).toMatchObject({ state: 'held', code: 'VALUATION_REFUSED' });
});

test('a frozen cap table cannot be changed, extended or removed, and one that does not add up cannot be written', async () => {
  const live = await house.aLivePool(speakers(2, 30, 7));
  const run = await aTrainedRun(live);
  await house.valuer().execute();
  const table = (await house.capTables.byRun(run.id)) as CapTable;
  const change = (sql: string) => house.database.dataSource.query(sql, [table.id]);
  await expect(change('UPDATE cap_rows SET weight = 0 WHERE cap_table_id = $1')).rejects.toThrow('never changed');
  await expect(change('DELETE FROM cap_rows WHERE cap_table_id = $1')).rejects.toThrow('never changed');
  await expect(change('UPDATE cap_tables SET total_weight = 1 WHERE id = $1')).rejects.toThrow('never changed');
  const oneMore = `INSERT INTO cap_rows SELECT cap_table_id, 9, gen_random_uuid(), NULL, 0, weight_before, 0
                   FROM cap_rows WHERE cap_table_id = $1 AND idx = 0`;
  await expect(change(oneMore)).rejects.toThrow('come with it');
  const heldRun = await aTrainedRun(await house.aLivePool(speakers(2, 30, 8)));
  const unfit = `WITH t AS (
      INSERT INTO cap_tables SELECT gen_random_uuid(), '${heldRun.id}', pool_id, method, algorithm_digest, corpus_digest,
                                    total_weight, members, '${'0'.repeat(64)}', frozen_at
      FROM cap_tables WHERE id = $1 RETURNING id)
    SELECT id FROM t`;
  await expect(change(unfit)).rejects.toThrow('do not add up');
});
