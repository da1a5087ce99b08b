import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { AuditNow } from '../../domain/audit/index.ts';
import {
  CurrencyMismatch,
  InsufficientBalance,
  JournalKeyReused,
  ledgerChecks,
  PostJournals,
  type JournalDraft,
} from '../../domain/ledger/index.ts';
import { postgresLedger } from '../../infra/postgres/ledger/index.ts';
import { PostgresSnapshots } from '../../infra/postgres/snapshots.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
let ledger: ReturnType<typeof postgresLedger>;
beforeAll(async () => {
  db = await openTestDatabase();
  ledger = postgresLedger(db.dataSource);
});
afterAll(() => db.close());

function post(drafts: readonly JournalDraft[]) {
  return db.transactions.run((tx) => new PostJournals(ledger.accounts, ledger.journals).execute(tx, drafts));
}

function move(key: string, from: string, to: string, amountMicros: bigint, currency = 'EUR'): JournalDraft {
  const legs = [
    { account: from, amountMicros: -amountMicros },
    { account: to, amountMicros },
  ];
  return { key, kind: 'test', currency, legs };
}

const operator = { userId: '', isOperator: true, sessionId: null };
const audit = () =>
  new AuditNow(new PostgresSnapshots(db.dataSource), ledger.books, ledgerChecks(ledger.ledgerProofs)).execute(operator);

test('a journal moves both balances, once, however often and with whatever neighbours it is posted', async () => {
  const draft = move('once', 'external:EUR', 'customer:a:EUR', 100n);
  expect(await post([draft, draft])).toEqual([{ key: 'once', fresh: true }]);
  expect(await post([draft, move('twice', 'external:EUR', 'customer:a:EUR', 1n)])).toEqual([
    { key: 'once', fresh: false },
    { key: 'twice', fresh: true },
  ]);
  expect(await ledger.accounts.balance('customer:a:EUR')).toBe(101n);
});

test('the same journal from eight transactions at once moves once', async () => {
  const draft = move('race', 'external:EUR', 'customer:race:EUR', 7n);
  const answers = await Promise.all(Array.from({ length: 8 }, () => post([draft])));
  expect(answers.flat().filter((posted) => posted.fresh)).toHaveLength(1);
  expect(await ledger.accounts.balance('customer:race:EUR')).toBe(7n);
});

test('a key with other legs is refused, also when the rival transaction has not committed yet', async () => {
  await post([move('taken', 'external:EUR', 'customer:b:EUR', 5n)]);
  await expect(post([move('taken', 'external:EUR', 'customer:b:EUR', 6n)])).rejects.toThrow(JournalKeyReused);
  const rivals = ['customer:c:EUR', 'customer:d:EUR'].map((to) => post([move('rivals', `builder:${to}`, to, 1n)]));
  await expect(Promise.all(rivals)).rejects.toThrow(InsufficientBalance);
  const other = ['c', 'd'].map((who) => post([move('rivals', `external:${who}`, `customer:${who}:EUR`, 1n)]));
  const settled = await Promise.allSettled(other);
  expect(settled.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
});

test('no balance goes below its floor, and a refused batch moves nothing at all', async () => {
  await post([move('fund', 'external:EUR', 'customer:poor:EUR', 10n)]);
  const batch = [
    move('ok', 'customer:poor:EUR', 'platform:EUR', 6n),
    move('over', 'customer:poor:EUR', 'platform:EUR', 5n),
  ];
  await expect(post(batch)).rejects.toThrow(InsufficientBalance);
  expect(await ledger.accounts.balance('customer:poor:EUR')).toBe(10n);
  await expect(
    db.dataSource.query(`UPDATE ledger_accounts SET balance_micros = -1 WHERE key = 'customer:poor:EUR'`),
  ).rejects.toThrow('check constraint');
});

test('amounts of two currencies never meet in one account', async () => {
  await post([move('eur', 'external:EUR', 'pot:x', 1n)]);
  await expect(post([move('usd', 'external:USD', 'pot:x', 1n, 'USD')])).rejects.toThrow(CurrencyMismatch);
  const mixed = [move('m1', 'external:EUR', 'pot:y', 1n), move('m2', 'external:USD', 'pot:y', 1n, 'USD')];
  await expect(post(mixed)).rejects.toThrow(CurrencyMismatch);
});

test('journals and accounts cannot be changed or removed, nor an unbalanced one inserted', async () => {
  const refused = (sql: string) => expect(db.dataSource.query(sql)).rejects.toThrow();
  await refused(`UPDATE ledger_journals SET kind = 'x'`);
  await refused('DELETE FROM ledger_journals');
  await refused('TRUNCATE ledger_journals');
  await refused('DELETE FROM ledger_accounts');
  await refused(`UPDATE ledger_accounts SET currency = 'USD'`);
  await refused(`UPDATE ledger_batches SET journals = 9`);
  await refused('DELETE FROM ledger_batches');
  const insert = (ids: string, amounts: string, balances: string) =>
    db.dataSource.query(
      `INSERT INTO ledger_journals (batch_id, key, kind, account_ids, amounts_micros, balances_micros, created_at)
       VALUES (1, 'bad', 'x', $1::bigint[], $2::bigint[], $3::bigint[], now())`,
      [ids, amounts, balances],
    );
  const rows: [string, string, string][] = [
    ['{1,2}', '{5,-4}', '{5,1}'],
    ['{1,2}', '{0,0}', '{0,0}'],
    ['{1,2,3}', '{5,-5}', '{5,1}'],
    ['{1,2,3,4,5}', '{1,1,1,1,-3}', '{5,1,1,1,1}'],
    ['{1,2}', '{5,-5}', '{5}'],
    ['{}', '{}', '{}'],
  ];
  for (const row of rows) {
    await expect(insert(...row)).rejects.toThrow('violates check constraint');
  }
});

test('whatever batches are posted from several sides at once, the books are right', async () => {
  const who = fc.integer({ min: 0, max: 5 });
  const transfers = fc.array(fc.record({ from: who, to: who, amount: fc.bigInt(1n, 500n) }), { maxLength: 12 });
  let run = 0;
  await post([0, 1, 2, 3, 4, 5].map((i) => move(`open-${i}`, 'external:EUR', `customer:p${i}:EUR`, 1_000n)));
  await fc.assert(
    fc.asyncProperty(fc.array(transfers, { minLength: 2, maxLength: 4 }), async (batches) => {
      run += 1;
      const drafts = batches.map((batch, b) =>
        batch
          .filter(({ from, to }) => from !== to)
          .map(({ from, to, amount }, i) =>
            move(`p-${run}-${b}-${i}`, `customer:p${from}:EUR`, `customer:p${to}:EUR`, amount),
          ),
      );
      await Promise.allSettled([...drafts, ...drafts].map((batch) => post(batch)));
      const books = await audit();
      expect(books).toMatchObject({ entriesSumMicros: 0n, balancesSumMicros: 0n, faults: [] });
    }),
    { numRuns: 25 },
  );
});

test('the audit names the account whose balance was tampered with', async () => {
  const tampering = 'UPDATE ledger_accounts SET balance_micros = balance_micros + $1 WHERE key = $2';
  await db.dataSource.query(tampering, [1, 'customer:a:EUR']);
  const books = await audit();
  expect(books.entriesSumMicros).toBe(0n);
  expect(books.balancesSumMicros).toBe(1n);
  expect(books.faults).toContain('account customer:a:EUR: its balance is 102, but its entries sum to 101');
  await db.dataSource.query(tampering, [-1, 'customer:a:EUR']);
  expect((await audit()).faults).toEqual([]);
});
