import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../domain/shared/index.ts';
import type { AuditHouse } from './audit-house.ts';
import { openScene, type Scene } from './scene.ts';

/** Tables whose rows stand for money or for who owns it, and what may be done to a row that is there. */
const TABLES = {
  ledger_accounts: 'update',
  ledger_journals: 'nothing',
  ledger_batches: 'nothing',
  ledger_chains: 'update',
  pots: 'update',
  pot_owners: 'update',
  pot_days: 'update',
  pot_settlements: 'nothing',
  draws: 'nothing',
  usage_refunds: 'nothing',
  free_queries: 'update',
  usage_decisions: 'nothing',
  pot_drainings: 'nothing',
  pot_ripenings: 'update',
  payments: 'nothing',
  receipts: 'nothing',
  usage_inbox: 'nothing',
  usage_refusals: 'nothing',
  cap_tables: 'nothing',
  cap_rows: 'nothing',
  charters: 'nothing',
  model_versions: 'update',
  audit_faults: 'update',
} as const;

let scene: Scene;
let house: AuditHouse;
beforeAll(async () => {
  scene = await openScene();
  ({ house } = scene);
  await house.tamper(
    `INSERT INTO audit_faults (id, name, invariant, row, message, found_at)
     VALUES (gen_random_uuid(), 'some-rule', 1, 'row', 'row: it is wrong', now())`,
  );
});
afterAll(() => house.close());

const refused = (sql: string) =>
  expect(house.db.dataSource.query(sql)).rejects.toMatchObject({ code: expect.stringMatching(/^23/) });

test.each(Object.entries(TABLES))(
  'no row of %s can be removed, and %s is all that may happen to one',
  async (table, may) => {
    const { rows } = await house.one<{ rows: number }>(`SELECT count(*)::integer AS rows FROM ${table}`);
    expect(rows).toBeGreaterThan(0);
    await refused(`DELETE FROM ${table}`);
    await expect(house.db.dataSource.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow();
    if (may === 'nothing') {
      const { column } = await house.one<{ column: string }>(
        `SELECT attname AS column FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attnum > 0
         AND NOT attisdropped AND attidentity = '' ORDER BY attnum LIMIT 1`,
      );
      await refused(`UPDATE ${table} SET ${column} = ${column}`);
    }
  },
);

test.each(Object.keys(TABLES))('every rule of %s is in force', async (table) => {
  const triggers = await house.db.dataSource.query<{ tgname: string; tgenabled: string }[]>(
    `SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = '${table}'::regclass AND NOT tgisinternal`,
  );
  expect(triggers.length).toBeGreaterThan(0);
  expect(triggers.filter(({ tgenabled }) => tgenabled !== 'O')).toEqual([]);
  const loose = await house.db.dataSource.query<{ conname: string }[]>(
    `SELECT conname FROM pg_constraint WHERE conrelid = '${table}'::regclass AND NOT (convalidated AND conenforced)`,
  );
  expect(loose).toEqual([]);
});

const anAccount = (changes: Record<string, string>) => {
  const row = {
    key: `'tax:XXX'`,
    kind: `'tax'`,
    currency: `'XXX'`,
    balance_micros: '0',
    floor_micros: '0',
    ...changes,
  };
  return `INSERT INTO ledger_accounts (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`;
};
const aJournal = (changes: Record<string, string>) => {
  const lists = { account_ids: `'{1,2}'`, amounts_micros: `'{-1,1}'`, balances_micros: `'{1,1}'` };
  const row = { key: `'x:1'`, kind: `'x'`, batch_id: '1', created_at: 'now()', ...lists, ...changes };
  return `INSERT INTO ledger_journals (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`;
};

test('an account opens empty, with the floor of its kind, a key of its kind and a currency', async () => {
  await refused(anAccount({ balance_micros: '5' }));
  await refused(anAccount({ floor_micros: 'NULL' }));
  await refused(anAccount({ floor_micros: '-1' }));
  await refused(anAccount({ kind: `'bribe'`, key: `'bribe:XXX'` }));
  await refused(anAccount({ key: `'pot:XXX'` }));
  await refused(anAccount({ currency: `'euro'` }));
  for (const column of ['key', 'kind', 'currency', 'floor_micros']) {
    await refused(`UPDATE ledger_accounts SET ${column} = ${column}`);
  }
  await refused(`UPDATE ledger_accounts SET balance_micros = -1 WHERE kind = 'customer'`);
});

test('a journal has two legs or more, none is zero, they sum to zero, and its lists are of one length', async () => {
  await refused(aJournal({ amounts_micros: `'{-1,2}'` }));
  await refused(aJournal({ amounts_micros: `'{0,0}'` }));
  await refused(aJournal({ account_ids: `'{1}'`, amounts_micros: `'{0}'`, balances_micros: `'{0}'` }));
  await refused(aJournal({ account_ids: `'{1,2,3}'` }));
  await refused(aJournal({ account_ids: `'{1,NULL}'` }));
  await refused(aJournal({ balances_micros: `'{1}'` }));
  await refused(
    aJournal({ amounts_micros: `'{1,1,1,1,-5}'`, account_ids: `'{1,2,3,4,5}'`, balances_micros: `'{1,1,1,1,1}'` }),
  );
  await refused(aJournal({ batch_id: 'NULL' }));
  await refused(aJournal({ key: `'usage:${scene.paid[0]}'` }));
  await refused(aJournal({ key: `''` }));
});

test('a chain goes on by one batch at a time, and a batch has its place once', async () => {
  await refused('UPDATE ledger_chains SET number = number + 2');
  await refused('UPDATE ledger_chains SET number = number - 1');
  await refused('UPDATE ledger_chains SET hash = hash');
  await refused('INSERT INTO ledger_chains (chain) VALUES (16)');
  const again = `INSERT INTO ledger_batches (chain, number, previous_hash, hash, journals, credited_micros, posted_at)
    SELECT chain, number, previous_hash, hash, journals, credited_micros, posted_at FROM ledger_batches LIMIT 1`;
  await refused(again);
});

test('a pot opens empty with all of its owners, whose weights add up to it', async () => {
  const pot = (revenue: number, weight: number) =>
    `INSERT INTO pots (model_version_id, currency, builder_id, revenue_micros, total_weight, opened_at)
     VALUES ('${newId()}', 'EUR', gen_random_uuid(), ${revenue}, ${weight}, now())`;
  await refused(pot(1, 0));
  await refused(pot(0, 5));
  await refused(
    `INSERT INTO pot_owners (model_version_id, idx, user_id, weight, weight_before)
     VALUES ('${scene.open.id}', 3, gen_random_uuid(), 1, 10)`,
  );
  for (const column of ['user_id', 'weight', 'weight_before', 'idx']) {
    await refused(`UPDATE pot_owners SET ${column} = ${column}`);
  }
  for (const column of ['currency', 'builder_id', 'total_weight', 'opened_at']) {
    await refused(`UPDATE pots SET ${column} = ${column}`);
  }
});

test('what is mature never falls nor passes R, and a pot is never opened again', async () => {
  const open = `WHERE model_version_id = '${scene.open.id}'`;
  await refused(`UPDATE pots SET mature_micros = mature_micros - 1 ${open}`);
  await refused(`UPDATE pots SET mature_micros = revenue_micros + 1 ${open}`);
  await refused(`UPDATE pots SET revenue_micros = -1, mature_micros = 0 ${open}`);
  await refused(`UPDATE pots SET state = 'closed', drained_at = now(), closed_at = now() ${open}`);
  await refused(`UPDATE pots SET state = 'open' WHERE model_version_id = '${scene.closed.id}'`);
});

test('what an owner has drawn never falls, and never passes what is theirs', async () => {
  const first = `WHERE model_version_id = '${scene.open.id}' AND idx = 0`;
  await refused(`UPDATE pot_owners SET drawn_micros = drawn_micros - 1 ${first}`);
  await refused(`UPDATE pot_owners SET drawn_micros = 1000000 ${first}`);
  await refused(
    `INSERT INTO draws (id, user_id, model_version_id, currency, amount_micros, idempotency_key, drawn_at)
     VALUES (gen_random_uuid(), gen_random_uuid(), '${scene.open.id}', 'EUR', 1, 'k', now())`,
  );
});

test('a day and a month of free calls only grow, and no day is more mature than it earned', async () => {
  for (const column of ['earned_micros', 'refunded_micros', 'mature_micros', 'calls']) {
    await refused(`UPDATE pot_days SET ${column} = ${column} - 1 WHERE ${column} > 0`);
  }
  await refused('UPDATE pot_days SET mature_micros = earned_micros + 1');
  await refused('UPDATE free_queries SET used = used - 1');
  await refused('UPDATE free_queries SET used = 0');
});

test('a refund has parts that sum to it, and none below zero', async () => {
  const copy = (amount: string, fee: string) => `
    INSERT INTO usage_refunds (id, inbox_id, model_version_id, customer_id, currency, amount_micros, fee_micros,
      builder_micros, share_micros, share_from, builder_from_reserve_micros, refunded_at)
    SELECT gen_random_uuid(), inbox_id, model_version_id, customer_id, currency, ${amount}, ${fee}, builder_micros,
      share_micros, share_from, builder_from_reserve_micros, refunded_at FROM usage_refunds LIMIT 1`;
  await refused(copy('amount_micros + 1', 'fee_micros'));
  await refused(copy('builder_micros + share_micros - 1', '-1'));
});

test('a fault stays as it was found, but can be cleared once', async () => {
  await refused(`UPDATE audit_faults SET message = 'all is well'`);
  await house.db.dataSource.query('UPDATE audit_faults SET cleared_at = now()');
  await refused('UPDATE audit_faults SET cleared_at = NULL');
});

test('a version keeps its terms and its cap table', async () => {
  for (const column of ['price_per_query_micros', 'owners_ppm', 'builder_ppm']) {
    await refused(`UPDATE model_versions SET ${column} = ${column} + 1`);
  }
  await refused(`UPDATE model_versions SET cap_table_digest = repeat('0', 64)`);
});
