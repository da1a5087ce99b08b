import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AuditHouse } from './audit-house.ts';
import { expectFound, openScene, type Scene } from './scene.ts';

let scene: Scene;
let house: AuditHouse;
beforeAll(async () => {
  scene = await openScene();
  ({ house } = scene);
});
afterAll(() => house.close());

test('an event that stands in two places, or in one without having been accepted, is named', async () => {
  const { unfunded, pending } = scene;
  await expectFound(
    house,
    [`INSERT INTO usage_waiting VALUES (${unfunded})`],
    [['inbox-one-place', `event ${unfunded}`]],
  );
  await expectFound(house, ['INSERT INTO usage_waiting VALUES (999999999)'], [['inbox-one-place', 'event 999999999']]);
  const elsewhere = `UPDATE usage_parked SET customer_id = gen_random_uuid() WHERE inbox_id = ${unfunded}`;
  await expectFound(house, [elsewhere], [['inbox-one-place', `event ${unfunded}`]]);
  const lost = `DELETE FROM usage_waiting WHERE inbox_id = ${pending}`;
  await expectFound(house, [lost], [['posted-once', `event ${pending}`]]);
});

test('an event that waits for too long is named', async () => {
  const { pending } = scene;
  const old = `UPDATE usage_inbox SET received_at = received_at - interval '11 minutes' WHERE id = ${pending}`;
  await expectFound(house, [old], [['pending-fresh', `event ${pending}`]]);
});

test('an event of a gateway, a key or a customer that is not known is named', async () => {
  const [id] = scene.paid;
  const change = (column: string) => `UPDATE usage_inbox SET ${column} = gen_random_uuid() WHERE id = ${id}`;
  await expectFound(house, [change('key_id')], [['inbox-names-known', `event ${id}`]]);
  await expectFound(
    house,
    [change('gateway_id')],
    [
      ['inbox-names-known', `event ${id}`],
      ['event-key-true', `event ${id}`],
    ],
  );
  await expectFound(
    house,
    [change('customer_id')],
    [
      ['inbox-names-known', `event ${id}`],
      ['posted-once', `event ${id}`],
    ],
  );
});

test('an event that is counted under another key than its own is named', async () => {
  const [id] = scene.paid;
  await expectFound(
    house,
    [`UPDATE usage_inbox SET event_key = gen_random_uuid() WHERE id = ${id}`],
    [['event-key-true', `event ${id}`]],
  );
});

test('a conflict that was reported about nothing, or about the same event, is named', async () => {
  const { eventId } = scene.reported;
  const same = `UPDATE usage_refusals r SET digest = i.digest FROM usage_inbox i WHERE i.event_key = r.event_key`;
  await expectFound(house, [same], [['conflict-reported', `refusal of ${eventId}`]]);
  const gone = `UPDATE usage_refusals SET event_key = gen_random_uuid() WHERE event_id = '${eventId}'`;
  await expectFound(house, [gone], [['conflict-reported', `refusal of ${eventId}`]]);
});

test('a posted event that waits as well is named', async () => {
  const { fresh: id } = scene;
  await expectFound(house, [`INSERT INTO usage_waiting VALUES (${id})`], [['posted-once', `event ${id}`]]);
});

test('a call for which more, or something else, was paid than its terms say is named', async () => {
  const [, , id] = scene.paid;
  const wrong = [['posted-once', `event ${id}`]] as const;
  await expectFound(house, [`UPDATE usage_inbox SET queries = 2 WHERE id = ${id}`], wrong);
  await expectFound(house, [`UPDATE usage_inbox SET output_tokens = 5 WHERE id = ${id}`], []);
  await expectFound(house, [`UPDATE usage_inbox SET model_version_id = '${scene.quiet.id}' WHERE id = ${id}`], wrong);
  await expectFound(house, [`UPDATE usage_inbox SET model_version_id = gen_random_uuid() WHERE id = ${id}`], wrong);
});

test('a journal of usage that no event stands behind is named', async () => {
  const [, , id] = scene.paid;
  const rename = (key: string) => `UPDATE ledger_journals SET key = '${key}' WHERE key = 'usage:${id}'`;
  await expectFound(house, [rename('usage:999999999'), house.reseal], [['posted-once', `event ${id}`]]);
  await expectFound(house, [rename('usage:x'), house.reseal], [['posted-once', 'journal usage:x']]);
  const invented = [rename('usage:999999999'), `DELETE FROM usage_inbox WHERE id = ${id}`, house.reseal];
  await expectFound(house, invented, [['posted-once', 'journal usage:999999999']]);
});

test('a call that is free although its month has no more free calls is named', async () => {
  const { id } = scene.free;
  const [, , last] = scene.freed;
  const used = (by: number) => `UPDATE free_queries SET used = used + ${by} WHERE model_version_id = '${id}'`;
  await expectFound(house, [used(-1)], [['posted-once', `event ${last}`]]);
  await expectFound(house, [used(1)], [['posted-once', `event ${last}`]]);
  await expectFound(house, [`DELETE FROM free_queries`], [['posted-once', `event ${last}`]]);
});

test('a refund of more than was paid, of more than a leg, or with another journal is named', async () => {
  const { fromPot, paid } = scene;
  const more = `UPDATE usage_refunds SET amount_micros = amount_micros + 1, fee_micros = fee_micros + 1 WHERE id = '${fromPot.id}'`;
  await expectFound(house, [more], [['refunds-bounded', `refund ${fromPot.id}`]]);
  const leg = `UPDATE usage_refunds SET amount_micros = amount_micros + 200, fee_micros = fee_micros + 200 WHERE id = '${fromPot.id}'`;
  await expectFound(house, [leg], [['refunds-bounded', `event ${paid[0]}`]]);
  const renamed = `UPDATE usage_refunds SET id = gen_random_uuid() WHERE id = '${fromPot.id}'`;
  const found = await house.afterTampering(renamed);
  expect(found).toEqual([['refunds-bounded', expect.stringMatching(/^refund /)]]);
});

test('a refund whose row is gone is named by its journal', async () => {
  const { fromReserve } = scene;
  await expectFound(
    house,
    [`DELETE FROM usage_refunds WHERE id = '${fromReserve.id}'`],
    [['refunds-bounded', `journal refund:${fromReserve.id}`]],
  );
});

test('a late call that nobody decided to waive, or whose share went elsewhere than decided, is named', async () => {
  const { waived, charged, closed } = scene;
  const undecided = `DELETE FROM usage_decisions WHERE inbox_id = ${waived}`;
  await expectFound(house, [undecided], [['posted-once', `event ${waived}`]]);
  const opened = `UPDATE pots SET state = 'draining', closed_at = NULL WHERE model_version_id = '${closed.id}'`;
  expect(await house.afterTampering(opened)).toEqual(expect.arrayContaining([['posted-once', `event ${charged}`]]));
});
