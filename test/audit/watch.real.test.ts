import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Watch } from '../../domain/audit/index.ts';
import { CHAINS } from '../../domain/ledger/index.ts';
import { sha256Hex } from '../../domain/shared/index.ts';
import { openAuditHouse, type AuditHouse } from './audit-house.ts';

const MINUTE_MS = 60_000;

let house: AuditHouse;
let model: Awaited<ReturnType<AuditHouse['publish']>>;
let customer: Awaited<ReturnType<AuditHouse['customer']>>;
beforeAll(async () => {
  house = await openAuditHouse();
  model = await house.publish();
  customer = await house.customer(10_000_000n);
});
afterAll(() => house.close());

const watch = (name: string) => house.audit.watches.find((each) => each.name === name) as Watch;

/** Until the watch has nothing new to look at. */
async function keep(name: string): Promise<void> {
  while (await house.audit.keepWatch.execute(watch(name)));
}

async function sell(calls: number): Promise<bigint[]> {
  const ids = await house.report(customer, model.id, calls);
  await house.money.postUsage.execute(ids);
  return ids;
}

async function openFaults() {
  const page = await house.audit.faults.page({ limit: 50, direction: 'backward' }, true);
  return page.items.map(({ name, row }) => [name, row]);
}

const alarms = async () =>
  (await house.one<{ n: number }>(`SELECT count(*)::integer AS n FROM outbox WHERE subject LIKE 'audit.alarm.%'`)).n;
const looked = async (name: string) => (await house.audit.marks.all()).get(name)?.looked ?? 0n;
const batchOf = (key: string) =>
  house.one<{ id: string; chain: number; number: string }>(
    `SELECT b.id, chain, number FROM ledger_batches b JOIN ledger_journals j ON batch_id = b.id WHERE key = '${key}'`,
  );

test('each batch is looked at once, and lawful ones raise nothing', async () => {
  for (let i = 0; i < 40; i += 1) await sell(2);
  await keep('batches');
  const { n } = await house.one<{ n: string }>('SELECT count(*) AS n FROM ledger_batches');
  expect(await looked('batches')).toBe(BigInt(n));
  await keep('batches');
  expect(await looked('batches')).toBe(BigInt(n));
  expect(await openFaults()).toEqual([]);
});

test('a batch that was changed before it was looked at raises one alarm, however often is looked', async () => {
  const before = await alarms();
  const [id] = await sell(1);
  const { chain, number } = await batchOf(`usage:${id}`);
  await house.tamper(`UPDATE ledger_journals SET kind = 'gift' WHERE key = 'usage:${id}'`);
  await keep('batches');
  await keep('batches');
  expect(await openFaults()).toEqual([['batch-sealed', `batch ${chain}/${number}`]]);
  expect(await alarms()).toBe(before + 1);
  await house.tamper(`UPDATE ledger_journals SET kind = 'usage' WHERE key = 'usage:${id}'`);
});

test('a batch that was exchanged after it was looked at is missed by the one that follows it', async () => {
  for (let i = 0; i < 3 * CHAINS; i += 1) await sell(1);
  await keep('batches');
  const [id] = await sell(1);
  const { chain, number } = await batchOf(`usage:${id}`);
  const before = `chain = ${chain} AND number = ${BigInt(number) - 1n}`;
  const { hash } = await house.one<{ hash: string }>(
    `SELECT encode(hash, 'hex') AS hash FROM ledger_batches WHERE ${before}`,
  );
  await house.tamper(
    `UPDATE ledger_batches SET previous_hash = sha256('other') WHERE chain = ${chain} AND number = ${number}`,
  );
  await keep('batches');
  expect(await openFaults()).toEqual(expect.arrayContaining([['chain-intact', `batch ${chain}/${number}`]]));
  await house.tamper(
    `UPDATE ledger_batches SET previous_hash = decode('${hash}', 'hex') WHERE chain = ${chain} AND number = ${number}`,
  );
});

test('a balance that was changed between two looks is noticed when its account moves again', async () => {
  await house.tamper(`UPDATE ledger_accounts SET balance_micros = balance_micros + 7 WHERE key = 'platform:EUR'`);
  const [id] = await sell(1);
  await keep('batches');
  expect(await openFaults()).toEqual(expect.arrayContaining([['entries-continuous', `journal usage:${id}`]]));
  await house.tamper(`UPDATE ledger_accounts SET balance_micros = balance_micros - 7 WHERE key = 'platform:EUR'`);
});

test('a call is looked at once it has settled, and one that was posted for nothing is named', async () => {
  const ids = await sell(5);
  await house.db.clock.advance(2 * MINUTE_MS);
  await keep('calls');
  const seen = await looked('calls');
  expect(seen).toBeGreaterThanOrEqual(5n);
  expect((await openFaults()).filter(([name]) => name === 'posted-once')).toEqual([]);
  const [next] = await house.report(customer, model.id, 1);
  await house.tamper(`DELETE FROM usage_waiting WHERE inbox_id = ${next}`);
  await keep('calls');
  expect(await looked('calls')).toBe(seen);
  await house.db.clock.advance(2 * MINUTE_MS);
  await keep('calls');
  expect(await openFaults()).toEqual(expect.arrayContaining([['posted-once', `event ${next}`]]));
  expect(ids).toHaveLength(5);
});

test('pots are looked at in turn', async () => {
  const other = await house.publish();
  await house.tamper(`UPDATE pot_owners SET drawn_micros = 1 WHERE model_version_id = '${other.id}' AND idx = 0`);
  for (let i = 0; i < 2; i += 1) await house.audit.keepWatch.execute(watch('pots'));
  expect(await openFaults()).toEqual(expect.arrayContaining([['pot-held', `pot ${other.id}`]]));
});

test('states are looked at as a whole, and what is right again is closed and would be raised anew', async () => {
  const [id] = await house.report(customer, model.id, 1);
  const states = async () => {
    await house.audit.keepWatch.execute(watch('states'));
    return (await openFaults()).filter(([name]) => name === 'pending-fresh');
  };
  expect(await states()).toEqual([]);
  await house.db.clock.advance(11 * MINUTE_MS);
  const before = await alarms();
  expect(await states()).toEqual([['pending-fresh', `event ${id}`]]);
  await house.money.postUsage.execute([id!]);
  expect(await states()).toEqual([]);
  const [again] = await house.report(customer, model.id, 1);
  await house.db.clock.advance(11 * MINUTE_MS);
  expect(await states()).toEqual([['pending-fresh', `event ${again}`]]);
  expect(await alarms()).toBe(before + 2);
  await house.money.postUsage.execute([again!]);
});

test('a batch that took its numbers early and was committed late is looked at as any other', async () => {
  await keep('batches');
  const before = [await openFaults(), await looked('batches')];
  const ids = await house.report(customer, model.id, 4);
  const chainOf = (key: string) => Number.parseInt(sha256Hex(key).slice(0, 4), 16) % CHAINS;
  const taken = new Set(ids.map((id) => chainOf(`usage:${id}`)));
  const keys = Array.from({ length: 1_000 }, (_, i) => `late:${i}`);
  const key = keys.find((each) => !taken.has(chainOf(each)))!;
  const legs = [
    { account: 'external:EUR', amountMicros: -1n },
    { account: 'reserve:EUR', amountMicros: 1n },
  ];
  await house.db.transactions.run(async (tx) => {
    await house.money.postJournals.execute(tx, [{ key, kind: 'late', currency: 'EUR', legs }]);
    for (const id of ids) {
      await house.money.postUsage.execute([id]);
      await keep('batches');
    }
  });
  await keep('batches');
  expect([await openFaults(), await looked('batches')]).toEqual([before[0], (before[1] as bigint) + 5n]);
});

test('two workers never look at the same thing at once', async () => {
  await keep('batches');
  const before = await looked('batches');
  for (let i = 0; i < 20; i += 1) await sell(1);
  await Promise.all(Array.from({ length: 4 }, () => keep('batches')));
  expect(await looked('batches')).toBe(before + 20n);
});
