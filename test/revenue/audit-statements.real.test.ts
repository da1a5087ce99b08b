import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openMarket, type Market } from './market.ts';

const DAY_MS = 24 * 3_600_000;

let market: Market;
beforeAll(async () => {
  market = await openMarket({ COMMONPOOL_MATURITY_MS: String(2 * DAY_MS) });
});
afterAll(() => market.close());

async function ripen(days: number): Promise<void> {
  await market.db.clock.advance(days * DAY_MS);
  while ((await market.money.matureShares.execute()) > 0);
}

test('the audit finds a day, a ripening, a draw and a closing that were tampered with, each by name', async () => {
  const model = await market.publish();
  await market.money.postUsage.execute(await market.report(await market.customer(100_000n), model.id, 3));
  await ripen(4);
  await market.draw(model.owners[0]!, model.id, 100n);
  await market.drain(model.id);
  await ripen(4);
  while ((await market.money.closeVersion.due()) > 0);
  const found = () => market.money.auditStatements.execute({ full: true });
  expect(await found()).toEqual([]);
  const ofModel = `WHERE model_version_id = '${model.id}'`;
  const tampered = [
    [
      `UPDATE pot_days SET earned_micros = earned_micros + 5 ${ofModel}`,
      `UPDATE pot_days SET earned_micros = earned_micros - 5 ${ofModel}`,
      /days sum to 4208, but R is 4203/,
    ],
    [
      `UPDATE pot_ripenings SET micros = micros + 1 ${ofModel}`,
      `UPDATE pot_ripenings SET micros = micros - 1 ${ofModel}`,
      /ripened sums to 4204/,
    ],
    [
      `UPDATE draws SET amount_micros = 99 ${ofModel}`,
      `UPDATE draws SET amount_micros = 100 ${ofModel}`,
      /draws of owner 0 sum to 99, but 100 was drawn/,
    ],
    [
      `UPDATE pot_settlements SET final_micros = final_micros + 1 ${ofModel} AND idx = 1`,
      `UPDATE pot_settlements SET final_micros = final_micros - 1 ${ofModel} AND idx = 1`,
      /the close gave owner 1/,
    ],
  ] as const;
  const unguarded = (sql: string) =>
    market.db.dataSource.transaction(async (manager) => {
      await manager.query('SET LOCAL session_replication_role = replica');
      await manager.query(sql);
    });
  for (const [harm, mend, sentence] of tampered) {
    await unguarded(harm);
    const faults = await found();
    expect(faults.join('\n')).toMatch(sentence);
    for (const fault of faults) expect(fault).toContain(model.id);
    await unguarded(mend);
  }
  expect(await found()).toEqual([]);
});

test('what ripened on a day that is over cannot be changed, and what has ripened never falls', async () => {
  const model = await market.publish();
  await market.money.postUsage.execute(await market.report(await market.customer(100_000n), model.id, 1));
  await ripen(4);
  const ofModel = `WHERE model_version_id = '${model.id}'`;
  const refused = (sql: string) => expect(market.db.dataSource.query(sql)).rejects.toThrow();
  await refused(`UPDATE pot_ripenings SET micros = micros - 1 ${ofModel}`);
  await refused(`DELETE FROM pot_ripenings ${ofModel}`);
  await market.db.clock.advance(3 * DAY_MS);
  await refused(`UPDATE pot_ripenings SET micros = micros + 1 ${ofModel}`);
  await refused(`INSERT INTO pot_ripenings VALUES ('${model.id}', '2020-01-01', 1)`);
});
