import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../domain/shared/index.ts';
import type { AuditHouse } from './audit-house.ts';
import { expectFound, openScene, type Scene } from './scene.ts';

let scene: Scene;
let house: AuditHouse;
let pot: string;
beforeAll(async () => {
  scene = await openScene();
  ({ house } = scene);
  pot = `pot ${scene.open.id}`;
});
afterAll(() => house.close());

const of = (version: { id: string }) => `WHERE model_version_id = '${version.id}'`;
const owner = (at: number, version: { id: string; owners: { userId: string }[] } = scene.open) =>
  `owner ${version.owners[at]!.userId} of pot ${version.id}`;

test('an R that its journals and days do not come to is named', async () => {
  await expectFound(
    house,
    [`UPDATE pots SET revenue_micros = revenue_micros + 1 ${of(scene.open)}`],
    [
      ['pot-earned', pot],
      ['pot-held', pot],
      ['pot-days', pot],
    ],
  );
});

test('a day that earned something else than R grew by is named', async () => {
  const more = `UPDATE pot_days SET earned_micros = earned_micros + 1 ${of(scene.open)} AND day = (SELECT max(day) FROM pot_days ${of(scene.open)})`;
  await expectFound(house, [more], [['pot-days', pot]]);
  const back = `UPDATE pot_days SET earned_micros = earned_micros + 1, refunded_micros = refunded_micros + 1 ${of(scene.open)} AND day = (SELECT min(day) FROM pot_days ${of(scene.open)})`;
  await expectFound(house, [back], [['pot-refunds', pot]]);
});

test('a mature part that its days do not come to is named, and so is a day more mature than it earned', async () => {
  await expectFound(
    house,
    [`UPDATE pots SET mature_micros = mature_micros - 1 ${of(scene.open)}`],
    [['pot-matured', pot]],
  );
  const overripe = [
    'ALTER TABLE pot_days DROP CONSTRAINT pot_days_check',
    `UPDATE pot_days SET mature_micros = mature_micros + 1 ${of(scene.open)} AND day = (SELECT min(day) FROM pot_days ${of(scene.open)})`,
    `UPDATE pots SET mature_micros = mature_micros + 1 ${of(scene.open)}`,
  ];
  await expectFound(house, overripe, [['pot-matured', pot]]);
});

test('owners whose parts come to more than R, or to less than its dust allows, are named by their pot', async () => {
  await expectFound(
    house,
    [`UPDATE pots SET total_weight = 11 ${of(scene.open)}`],
    [
      ['pot-shares', pot],
      ['pot-weights', pot],
    ],
  );
  await expectFound(
    house,
    [`UPDATE pots SET total_weight = 9 ${of(scene.open)}`],
    [
      ['pot-shares', pot],
      ['pot-weights', pot],
    ],
  );
});

test('a closing that gave an owner more or less than was theirs is named', async () => {
  const lines = `UPDATE pot_settlements SET final_micros = final_micros + 1, credit_micros = credit_micros + 1 ${of(scene.closed)}`;
  await expectFound(house, [`${lines} AND idx = 0`], [['pot-telescopes', owner(0, scene.closed)]]);
  await expectFound(
    house,
    [`DELETE FROM pot_settlements ${of(scene.closed)} AND idx = 1`],
    [['pot-telescopes', owner(1, scene.closed)]],
  );
  const drawnBefore = `UPDATE pot_settlements SET credit_micros = credit_micros - 1 ${of(scene.closed)} AND idx = 0`;
  await expectFound(house, [drawnBefore], [['pot-telescopes', owner(0, scene.closed)]]);
  const early = `INSERT INTO pot_settlements VALUES ('${scene.open.id}', 0, 0, 0)`;
  await expectFound(house, [early], [['pot-telescopes', `line 0 of pot ${scene.open.id}`]]);
});

test('an owner who has drawn more than is theirs is named', async () => {
  const most = `UPDATE pot_owners SET drawn_micros = 1000000 ${of(scene.open)} AND idx = 1`;
  await expectFound(
    house,
    [most],
    [
      ['pot-held', pot],
      ['draws-covered', owner(1)],
      ['draws-recorded', owner(1)],
    ],
  );
});

test('a draw that its owner, or the books, do not know is named', async () => {
  const { draw } = scene;
  await expectFound(
    house,
    [`UPDATE draws SET amount_micros = amount_micros + 1 WHERE id = '${draw.id}'`],
    [
      ['draws-recorded', owner(0)],
      ['draws-booked', `draw ${draw.id}`],
    ],
  );
  await expectFound(
    house,
    [`DELETE FROM draws WHERE id = '${draw.id}'`],
    [
      ['draws-recorded', owner(0)],
      ['draws-booked', `journal draw:${draw.id}`],
    ],
  );
});

test('weights that do not add up are named', async () => {
  await expectFound(
    house,
    [`UPDATE pot_owners SET weight_before = 6 ${of(scene.open)} AND idx = 1`],
    [
      ['pot-weights', owner(1)],
      ['owners-frozen', owner(1)],
    ],
  );
});

test('a line that the API shows otherwise than it is, is named', async () => {
  const view = `
    CREATE OR REPLACE VIEW pot_earnings AS
    SELECT o.user_id, o.model_version_id, p.currency, p.state, p.revenue_micros, p.mature_micros, o.weight, o.weight_before,
           p.total_weight, CASE WHEN o.user_id = '${scene.open.owners[1]!.userId}' THEN 1 ELSE o.drawn_micros END::bigint AS drawn_micros,
           p.opened_at, p.drained_at, p.closed_at
    FROM pot_owners o JOIN pots p USING (model_version_id)`;
  await expectFound(house, [view], [['earnings-shown', owner(1)]]);
});

test('what was frozen when a version was published, and has changed since, is named', async () => {
  const { quiet } = scene;
  const version = await house.one<{ charter_digest: string; cap_table_id: string }>(
    `SELECT charter_digest, cap_table_id FROM model_versions WHERE id = '${quiet.id}'`,
  );
  const charter = await house.one<{ id: string }>(`SELECT id FROM charters WHERE digest = '${version.charter_digest}'`);
  const cheaper = `UPDATE charters SET terms = jsonb_set(terms, '{pricePerQueryMicros}', '"1"') WHERE id = '${charter.id}'`;
  await expectFound(
    house,
    [cheaper],
    [
      ['charter-digest', `charter ${charter.id}`],
      ['terms-kept', `model version ${quiet.id}`],
    ],
  );
  const measured = `UPDATE cap_rows SET measured = 2 WHERE cap_table_id = '${version.cap_table_id}' AND idx = 0`;
  await expectFound(house, [measured], [['cap-table-digest', `cap table ${version.cap_table_id}`]]);
  const gone = `DELETE FROM cap_rows WHERE cap_table_id = '${version.cap_table_id}' AND idx = 2`;
  await expectFound(
    house,
    [gone],
    [
      ['cap-table-digest', `cap table ${version.cap_table_id}`],
      ['owners-frozen', owner(2, quiet)],
    ],
  );
  await expectFound(
    house,
    [`UPDATE model_versions SET price_per_query_micros = 1 WHERE id = '${quiet.id}'`],
    [['terms-kept', `model version ${quiet.id}`]],
  );
  const heir = newId();
  await expectFound(
    house,
    [`UPDATE pot_owners SET user_id = '${heir}' ${of(quiet)} AND idx = 2`],
    [['owners-frozen', `owner ${heir} of pot ${quiet.id}`]],
  );
});

test('one version can be audited alone, and says the same of itself', async () => {
  expect(await house.money.auditVersion.execute(scene.open.id)).toEqual([]);
  expect(await house.money.auditVersion.execute(scene.closed.id)).toEqual([]);
});
