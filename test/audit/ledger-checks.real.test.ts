import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CHAINS } from '../../domain/ledger/index.ts';
import type { AuditHouse } from './audit-house.ts';
import { expectFound, openScene, type Scene } from './scene.ts';

let scene: Scene;
let house: AuditHouse;
let payer: { id: string; key: string };
let topUp: string;
beforeAll(async () => {
  scene = await openScene();
  ({ house } = scene);
  const key = `customer:${scene.rich.viewer.userId}:EUR`;
  payer = { key, id: await house.accountId(key) };
  const sql = `SELECT key FROM ledger_journals WHERE ${payer.id} = ANY (account_ids) ORDER BY seq LIMIT 1`;
  topUp = (await house.one<{ key: string }>(sql)).key;
});
afterAll(() => house.close());

/** Changes one list of a journal where it speaks of the account. */
const change = (list: 'amounts_micros' | 'balances_micros', key: string, accountId: string, by: number) =>
  `UPDATE ledger_journals SET ${list}[array_position(account_ids, ${accountId}::bigint)]
     = ${list}[array_position(account_ids, ${accountId}::bigint)] + ${by} WHERE key = '${key}'`;

test('in lawful books no check finds anything', async () => {
  expect(await house.found()).toEqual([]);
});

test('a journal whose legs do not sum to zero is named', async () => {
  const key = `usage:${scene.paid[2]}`;
  const statements = [
    'ALTER TABLE ledger_journals DROP CONSTRAINT ledger_journals_balanced',
    change('amounts_micros', key, payer.id, -1),
    house.reseal,
  ];
  await expectFound(house, statements, [
    ['journal-balanced', `journal ${key}`],
    ['balance-is-sum', `account ${payer.key}`],
    ['entries-continuous', `journal ${key}`],
    ['posted-once', `event ${scene.paid[2]}`],
  ]);
});

test('a journal with more amounts than accounts is named', async () => {
  const statements = [
    'ALTER TABLE ledger_journals DROP CONSTRAINT ledger_journals_check, DROP CONSTRAINT ledger_journals_balances',
    `UPDATE ledger_journals SET balances_micros = balances_micros || 0::bigint WHERE key = '${topUp}'`,
    house.reseal,
  ];
  const found = await house.afterTampering(...statements);
  expect(found[0]).toEqual(['journal-balanced', `journal ${topUp}`]);
});

test('a journal in two currencies is named', async () => {
  await expectFound(
    house,
    [`UPDATE ledger_accounts SET currency = 'USD' WHERE id = ${payer.id}`],
    [
      ['journal-one-currency', `journal ${topUp}`],
      ['currency-balanced', 'currency EUR'],
    ],
  );
});

test('a paid call that takes from somebody else than its customer is named', async () => {
  const key = `draw:${scene.draw.id}`;
  await expectFound(
    house,
    [`UPDATE ledger_journals SET kind = 'usage' WHERE key = '${key}'`, house.reseal],
    [
      ['usage-split', `journal ${key}`],
      ['posted-once', `journal ${key}`],
    ],
  );
});

test('a balance that was changed is named, and so is the currency that no longer sums to zero', async () => {
  await expectFound(
    house,
    [`UPDATE ledger_accounts SET balance_micros = balance_micros + 5 WHERE key = 'platform:EUR'`],
    [
      ['currency-balanced', 'currency EUR'],
      ['balance-is-sum', 'account platform:EUR'],
      ['entries-continuous', 'account platform:EUR'],
    ],
  );
});

test('money that was moved from one balance to another without a journal is named', async () => {
  const statements = [
    `UPDATE ledger_accounts SET balance_micros = balance_micros - 5 WHERE id = ${payer.id}`,
    `UPDATE ledger_accounts SET balance_micros = balance_micros + 5 WHERE key = 'platform:EUR'`,
  ];
  await expectFound(house, statements, [
    ['balance-is-sum', `account ${payer.key}`],
    ['entries-continuous', `account ${payer.key}`],
  ]);
});

test('an entry that does not begin where the one before it ended is named', async () => {
  const key = `usage:${scene.paid[3]}`;
  await expectFound(
    house,
    [change('balances_micros', key, payer.id, 1), house.reseal],
    [['entries-continuous', `journal ${key}`]],
  );
});

test('an account without its floor is named, and an entry that passed it', async () => {
  const bottomless = [
    'ALTER TABLE ledger_accounts DROP CONSTRAINT ledger_accounts_floor',
    `UPDATE ledger_accounts SET floor_micros = NULL WHERE key = 'platform:EUR'`,
  ];
  await expectFound(house, bottomless, [['floors-kept', 'account platform:EUR']]);
  const key = `usage:${scene.paid[3]}`;
  await expectFound(
    house,
    [change('balances_micros', key, payer.id, -10_000_000), house.reseal],
    [
      ['entries-continuous', `journal ${key}`],
      ['floors-kept', `journal ${key}`],
    ],
  );
});

test('a chain whose head is not its last batch is named, and a batch that follows another than the one before it', async () => {
  const { chain, number } = await house.one<{ chain: number; number: string }>(
    'SELECT chain, number FROM ledger_batches ORDER BY number DESC, id LIMIT 1',
  );
  await expectFound(
    house,
    [`UPDATE ledger_chains SET number = number - 1 WHERE chain = ${chain}`],
    [['chain-intact', `chain ${chain}`]],
  );
  const rehung = `UPDATE ledger_batches SET previous_hash = sha256('') WHERE chain = ${chain} AND number = ${number}`;
  await expectFound(
    house,
    [rehung],
    [
      ['chain-intact', `batch ${chain}/${number}`],
      ['batch-sealed', `batch ${chain}/${number}`],
    ],
  );
});

test('a batch that is missing from its chain is named by the one behind it', async () => {
  // More than there are chains, so that one of them has two.
  for (let i = 0; i <= CHAINS; i += 1) await house.fundReserve(1n);
  const { chain } = await house.one<{ chain: number }>('SELECT chain FROM ledger_batches WHERE number = 2 LIMIT 1');
  const { id } = await house.one<{ id: string }>(`SELECT id FROM ledger_batches WHERE chain = ${chain} AND number = 1`);
  await expectFound(
    house,
    [`DELETE FROM ledger_batches WHERE id = ${id}`],
    [
      ['chain-intact', `batch ${chain}/2`],
      ['batch-counted', `batch number ${id}`],
    ],
  );
});

test('a batch that was sealed with other journals is named', async () => {
  const batch = await house.one<{ id: string; chain: number; number: string }>(
    `SELECT b.id, chain, number FROM ledger_batches b JOIN ledger_journals j ON batch_id = b.id WHERE key = '${topUp}'`,
  );
  const row = `batch ${batch.chain}/${batch.number}`;
  await expectFound(
    house,
    [`UPDATE ledger_batches SET journals = journals + 1 WHERE id = ${batch.id}`],
    [['batch-counted', row]],
  );
  await expectFound(
    house,
    [`UPDATE ledger_journals SET kind = 'gift' WHERE key = '${topUp}'`],
    [['batch-sealed', row]],
  );
  await expectFound(
    house,
    [`UPDATE ledger_journals SET created_at = created_at, batch_id = 999999 WHERE key = '${topUp}'`],
    [
      ['batch-counted', row],
      ['batch-sealed', row],
    ],
  );
});

test('a journal that was removed is missed by its batch and by its accounts', async () => {
  const { chain, number } = await house.one<{ chain: number; number: string }>(
    `SELECT chain, number FROM ledger_batches b JOIN ledger_journals j ON batch_id = b.id WHERE key = '${topUp}'`,
  );
  const found = await house.afterTampering(`DELETE FROM ledger_journals WHERE key = '${topUp}'`);
  expect(found).toEqual([
    ['balance-is-sum', expect.stringMatching(/^account (external|customer):/)],
    ['entries-continuous', expect.stringMatching(/^journal /)],
    ['batch-counted', `batch ${chain}/${number}`],
    ['batch-sealed', `batch ${chain}/${number}`],
  ]);
});

test('a check that breaks on what it reads is a fault itself, and the others go on', async () => {
  const found = await house.afterTampering('ALTER TABLE pot_days RENAME TO lost_days');
  expect(found).toEqual([
    ['pot-days', 'check pot-days'],
    ['pot-refunds', 'check pot-refunds'],
    ['pot-matured', 'check pot-matured'],
  ]);
});
