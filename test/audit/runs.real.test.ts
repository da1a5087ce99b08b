import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RunNextAudit, StartNightlyAudit, type Check } from '../../domain/audit/index.ts';
import { openAuditHouse, type AuditHouse } from './audit-house.ts';

const HOUR_MS = 3_600_000;

let house: AuditHouse;
beforeAll(async () => {
  house = await openAuditHouse();
  const model = await house.publish();
  await house.money.postUsage.execute(await house.report(await house.customer(100_000n), model.id, 3));
});
afterAll(() => house.close());

function runner(checks: readonly Check[]) {
  const { runs, faults } = house.audit;
  return new RunNextAudit(house.ground.transactions, house.audit.snapshots, runs, faults, house.money.books, checks);
}

const sound = (name: string): Check => ({ name, invariant: 1, run: () => Promise.resolve(null) });

test('an operator asks for an audit, and a worker runs every check and keeps what each found', async () => {
  const run = await house.audit.startAudit.execute(house.operator);
  expect(run).toMatchObject({ trigger: 'operator', state: 'waiting', sound: null });
  expect(await house.audit.startAudit.execute(house.operator)).toMatchObject({ id: run.id });
  expect(await house.audit.runNextAudit.execute()).toBe(true);
  expect(await house.audit.runNextAudit.execute()).toBe(false);
  const done = await house.audit.runs.byId(run.id);
  expect(done).toMatchObject({ state: 'finished', sound: true, entriesSumMicros: 0n, balancesSumMicros: 0n });
  const results = await house.audit.runs.results(run.id);
  expect(results).toHaveLength(done!.checks!);
  expect(results.every((result) => result.sound)).toBe(true);
  expect(new Set(results.map(({ invariant }) => invariant))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));
});

test('only an operator may ask', async () => {
  const viewer = { userId: house.operator.userId, isOperator: false, sessionId: null };
  await expect(house.audit.startAudit.execute(viewer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(house.audit.auditNow.execute(viewer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('an unsound run says so, names the row, raises one alarm, and a later sound run closes it', async () => {
  const wrong = { row: 'journal x', message: 'journal x: it is wrong' };
  let fault: typeof wrong | null = wrong;
  const fickle: Check = { name: 'fickle', invariant: 3, run: () => Promise.resolve(fault) };
  const alarms = async () =>
    (await house.one<{ n: number }>(`SELECT count(*)::integer AS n FROM outbox WHERE subject LIKE 'audit.alarm.%'`)).n;
  const before = await alarms();
  for (let i = 0; i < 2; i += 1) {
    const { id } = await house.audit.startAudit.execute(house.operator);
    await runner([sound('first'), fickle, sound('last')]).execute();
    expect(await house.audit.runs.byId(id)).toMatchObject({ state: 'finished', sound: false });
    const results = await house.audit.runs.results(id);
    expect(results.map(({ name, row, fault: said }) => [name, row, said])).toEqual([
      ['first', null, null],
      ['fickle', 'journal x', 'journal x: it is wrong'],
      ['last', null, null],
    ]);
  }
  expect(await alarms()).toBe(before + 1);
  fault = null;
  const open = async () => (await house.audit.faults.openByName()).get('fickle') ?? 0;
  expect(await open()).toBe(1);
  await house.audit.startAudit.execute(house.operator);
  await runner([fickle]).execute();
  expect(await open()).toBe(0);
});

test('what a worker that died left unfinished is run again from the start by the next', async () => {
  const { id } = await house.audit.startAudit.execute(house.operator);
  const stopping = new AbortController();
  const stops: Check = { name: 'stops', invariant: 1, run: () => Promise.resolve((stopping.abort(), null)) };
  expect(await runner([sound('first'), stops, sound('last')]).execute(stopping.signal)).toBe(false);
  expect(await house.audit.runs.byId(id)).toMatchObject({ state: 'running', sound: null });
  expect(await house.audit.runs.results(id)).toHaveLength(2);
  expect(await runner([sound('first'), sound('last')]).execute()).toBe(true);
  expect(await house.audit.runs.byId(id)).toMatchObject({ state: 'finished', sound: true });
  expect((await house.audit.runs.results(id)).map(({ name }) => name)).toEqual(['first', 'last']);
});

test('two workers do not run the same audit', async () => {
  await house.audit.startAudit.execute(house.operator);
  const done = await Promise.all(Array.from({ length: 4 }, () => runner([sound('only')]).execute()));
  expect(done.filter(Boolean)).toHaveLength(1);
});

test('the nightly audit starts once a day, from its hour on, however many workers ask', async () => {
  const { runs } = house.audit;
  const nights = async () =>
    (await house.one<{ n: number }>('SELECT count(*)::integer AS n FROM audit_runs WHERE night IS NOT NULL')).n;
  const now = await house.db.clock.now();
  await house.db.clock.advance(24 * HOUR_MS - (now.getTime() % (24 * HOUR_MS)) + HOUR_MS);
  const nightly = new StartNightlyAudit(house.ground.transactions, runs, 3);
  const ask = () => Promise.all(Array.from({ length: 5 }, () => nightly.execute()));
  expect((await ask()).filter(Boolean)).toHaveLength(0);
  await house.db.clock.advance(3 * HOUR_MS);
  expect((await ask()).filter(Boolean)).toHaveLength(1);
  expect((await ask()).filter(Boolean)).toHaveLength(0);
  await house.db.clock.advance(24 * HOUR_MS);
  expect((await ask()).filter(Boolean)).toHaveLength(1);
  expect(await nights()).toBe(2);
});

test('all checks of a run see one state, whatever commits meanwhile', async () => {
  const count = (): Check => ({
    name: 'counts',
    invariant: 1,
    run: async (snapshot) => {
      const before = await house.money.books.totals(snapshot);
      await house.fundReserve(1n);
      const after = await house.money.books.totals(snapshot);
      return before.journals === after.journals ? null : { row: 'ledger', message: 'ledger: it moved' };
    },
  });
  await house.audit.snapshots.read(async (snapshot) => {
    expect(await count().run(snapshot)).toBeNull();
  });
});

test('nothing can be written through a snapshot', async () => {
  const write = house.audit.snapshots.read((snapshot) =>
    house.money.journals.lockHead(snapshot as never, 0).then(() => 'written'),
  );
  await expect(write).rejects.toThrow('read-only');
});
