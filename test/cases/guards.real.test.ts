import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Viewer } from '../../domain/identity/index.ts';
import type { Transactions } from '../../domain/shared/index.ts';
import { newId } from '../../domain/shared/index.ts';
import { Cases1765000008000 } from '../../infra/postgres/cases/migration.ts';
import { openTestDatabase } from '../support/database.ts';
import { openCaseHouse, type CaseHouse } from './case-house.ts';

let house: CaseHouse;
let [first, second]: Viewer[] = [];
let dies = false;

/** A process that dies after its work, before the commit. */
const mortal = (real: Transactions): Transactions => ({
  run: (work) =>
    real.run(async (tx) => {
      const done = await work(tx);
      if (dies) throw new Error('killed');
      return done;
    }),
});

beforeAll(async () => {
  house = await openCaseHouse({ COMMONPOOL_SOLO_REFUND_MICROS: '0' }, mortal);
  [first, second] = [await house.operator('first'), await house.operator('second')];
});
afterAll(() => house.close());

const sql = (text: string, parameters: unknown[] = []) => house.market.db.dataSource.query(text, parameters);

test('a crash between the decision and its confirmation, and one in the middle of that, change nothing', async () => {
  const sold = await house.sold();
  const waiting = await house.decide(await house.take(await house.claim(sold), first as Viewer), first as Viewer);
  expect(waiting.state).toBe('decided');
  dies = true;
  await expect(house.confirm(waiting, second as Viewer)).rejects.toThrow('killed');
  dies = false;
  expect([await house.balanceOf(sold), await house.journalsOf(waiting)]).toEqual([0n, []]);
  expect(await house.read(waiting)).toMatchObject({ state: 'decided', version: waiting.version });
  await house.confirm(waiting, second as Viewer);
  expect(await house.balanceOf(sold)).toBe(1_999n);
  expect(await house.faults()).toEqual([]);
});

test('PostgreSQL refuses what the rules refuse, whoever asks', async () => {
  const one = await house.claim(await house.sold());
  const step = `UPDATE cases SET version = version + 1`;
  const refused = [
    ['UPDATE cases SET version = version + 2 WHERE id = $1', 'one version at a time'],
    [`${step}, statement = 'another' WHERE id = $1`, 'never changes'],
    [`${step}, subject = 'usage:0' WHERE id = $1`, 'never changes'],
    [`${step}, state = 'decided', outcome = 'reject', reason = 'other' WHERE id = $1`, 'cannot go from open'],
    [
      `${step}, state = 'closed', outcome = 'reject', reason = 'other', reviewer_id = id, ended_at = opened_at WHERE id = $1`,
      'cannot go from open',
    ],
    ['DELETE FROM cases WHERE id = $1', 'never changed or deleted'],
    ['DELETE FROM case_steps WHERE case_id = $1', 'never changed or deleted'],
    [`UPDATE case_steps SET note = 'x' WHERE case_id = $1`, 'never changed or deleted'],
  ] as const;
  for (const [text, words] of refused) await expect(sql(text, [one.id])).rejects.toThrow(words);
  const taken = await house.take(one, first as Viewer);
  const waiting = await house.decide(taken, first as Viewer);
  const close = `${step}, state = 'closed', ended_at = commonpool_now()`;
  await expect(sql(`${close} WHERE id = $1`, [one.id])).rejects.toThrow('cannot go from decided');
  await expect(sql(`${close}, second_id = reviewer_id WHERE id = $1`, [one.id])).rejects.toThrow('cases_second_hand');
  await expect(sql(`${close}, second_id = id, amount_micros = 5 WHERE id = $1`, [one.id])).rejects.toThrow(
    'what the first decided',
  );
  await house.confirm(waiting, second as Viewer);
  await expect(sql(`${step} WHERE id = $1`, [one.id])).rejects.toThrow('has ended');
  await expect(sql('DELETE FROM case_journals')).rejects.toThrow('never changed or deleted');
  await expect(sql('TRUNCATE case_evidence')).rejects.toThrow('never changed or deleted');
});

test('evidence is only added, by those who may see the case, and not after its end', async () => {
  const sold = await house.sold();
  const one = await house.claim(sold);
  const stranger = (await house.market.customer()).viewer;
  const add = (viewer: Viewer, said: object = {}) =>
    house.cases.addEvidence.execute({ viewer, caseId: one.id, text: 'See.', url: null, digest: null, ...said });
  await add(sold.customer.viewer, { url: 'https://example.org/log', digest: 'a'.repeat(64) });
  await add(first as Viewer);
  await expect(add(stranger)).rejects.toThrow('was not found');
  await expect(add(first as Viewer, { text: 'x'.repeat(5_001) })).rejects.toThrow('5000');
  await expect(add(first as Viewer, { url: 'javascript:alert(1)' })).rejects.toThrow('http');
  await expect(add(first as Viewer, { digest: 'nonsense' })).rejects.toThrow('hex');
  const said = await house.cases.evidence.ofCases([one.id]);
  expect(said.map(({ authorId }) => authorId)).toEqual([sold.customer.viewer.userId, first?.userId]);
  await expect(sql(`UPDATE case_evidence SET text = 'other'`)).rejects.toThrow('never changed');
  for (let count = said.length; count < 100; count += 1) await add(first as Viewer);
  await expect(add(first as Viewer)).rejects.toMatchObject({ code: 'CASE_EVIDENCE_FULL' });
  await house.cases.withdrawCase.execute({ viewer: sold.customer.viewer, caseId: one.id });
  await expect(add(first as Viewer)).rejects.toMatchObject({ code: 'CASE_STATE' });
});

test('the audit names a correction without a case, and a case whose journal is not there', async () => {
  const broken = await openCaseHouse();
  const { market } = broken;
  const { viewer } = await market.customer(1_000n);
  const legs = [
    { account: 'external:EUR', amountMicros: -1n },
    { account: `customer:${viewer.userId}:EUR`, amountMicros: 1n },
  ];
  const stray = newId();
  const draft = { key: `correction:${stray}`, kind: 'correction', currency: 'EUR', legs };
  await market.db.transactions.run((tx) => market.money.postJournals.execute(tx, [draft]));
  expect(await broken.cases.auditCases.execute()).toEqual([
    `journal correction:${stray}: it corrects, but no case asked for it`,
  ]);
  const operator = await broken.operator();
  const one = await broken.claim(await broken.sold());
  await broken.decide(await broken.take(one, operator), operator);
  const unlink = ['ALTER TABLE case_journals DISABLE TRIGGER USER', 'DELETE FROM case_journals'];
  for (const text of unlink) await market.db.dataSource.query(text);
  expect((await broken.cases.auditCases.execute())[0]).toBe(
    `case ${one.id}: it links no journal, not refund:${one.id}`,
  );
  await broken.close();
});

test('the audit names a log that does not lead to the case, and legs that nobody confirmed', async () => {
  const broken = await openCaseHouse();
  const tamper = async (text: string) => {
    for (const table of ['cases', 'case_steps']) {
      await broken.market.db.dataSource.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    }
    await broken.market.db.dataSource.query(text);
  };
  const one = await broken.claim(await broken.sold());
  await tamper(`DELETE FROM case_steps WHERE case_id = '${one.id}'`);
  expect(await broken.cases.auditCases.execute()).toEqual([
    `case ${one.id}: its steps do not lead to the version and state that it has`,
  ]);
  await tamper(`DELETE FROM cases WHERE id = '${one.id}'`);
  const [first, second] = [await broken.operator('one'), await broken.operator('two')];
  const customer = await broken.market.customer();
  const { id } = await broken.market.topUp(customer.viewer, 5_000n, newId());
  const legs = [
    { account: `customer:${customer.viewer.userId}:EUR`, amountMicros: -1_000n },
    { account: 'external:EUR', amountMicros: 1_000n },
  ];
  const correction = await broken.approve(await broken.propose(first, legs, `top-up:${id}`), second);
  expect(await broken.cases.auditCases.execute()).toEqual([]);
  await tamper(`UPDATE cases SET digest = repeat('0', 64) WHERE id = '${correction.id}'`);
  expect(await broken.cases.auditCases.execute()).toEqual([
    `case ${correction.id}: its legs are not those of its digest`,
  ]);
  await broken.close();
});

test('the migration can be taken back and done again', async () => {
  const db = await openTestDatabase();
  const runner = db.dataSource.createQueryRunner();
  const migration = new Cases1765000008000();
  await migration.down(runner);
  expect(await runner.query(`SELECT to_regclass('cases') AS there`)).toEqual([{ there: null }]);
  await migration.up(runner);
  await runner.release();
  await db.close();
});
