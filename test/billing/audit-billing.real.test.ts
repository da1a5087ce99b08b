import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { newId, type Id } from '../../domain/shared/index.ts';
import { BilledMarket } from './billed-market.ts';
import { PaymentDoor } from './payment-door.ts';

let market: BilledMarket;
let paid: { id: Id };
let month: string;

beforeAll(async () => {
  market = await BilledMarket.open();
  const model = await market.publish({ pricePerQueryMicros: 10n });
  const customer = await market.customer();
  const door = await PaymentDoor.open(market);
  paid = await market.topUp(customer.viewer, 1_000n);
  const reversed = door.received(customer.viewer, '50');
  await door.send(reversed);
  await market.money.postUsage.execute(await market.report(customer, model.id, 104));
  await door.send(door.reversed(reversed));
  await market.topUp(customer.viewer, 500n);
  const { viewer } = customer;
  const asked = { viewer, currency: 'EUR', amountMicros: 30n, idempotencyKey: 'r' };
  const { id: refundId } = await market.billing.requestBalanceRefund.execute(asked);
  await market.billing.approveBalanceRefund.execute({ viewer: market.operator, refundId });
  const second = { ...market.operator, userId: newId() };
  await market.billing.settleBalanceRefund.execute({ viewer: second, refundId, providerReference: 'x' });
  month = (await market.db.clock.now()).toISOString().slice(0, 7);
  await market.nextMonth(48);
  await market.bill();
  await door.close();
});
afterAll(() => market.close());

const audit = () => market.billing.auditBilling.execute();
beforeEach(async () => {
  expect(await audit()).toEqual([]);
});

/** Damages the database as only somebody with full power over it could, audits, and mends it. */
async function damaged(...statements: string[]): Promise<readonly string[]> {
  const runner = market.db.dataSource.createQueryRunner();
  await runner.connect();
  const tables = [
    'receipts',
    'invoices',
    'invoice_lines',
    'payments',
    'customer_debts',
    'balance_refunds',
    'ledger_journals',
    'document_series',
  ];
  try {
    await runner.query(`SET session_replication_role = 'replica'`);
    for (const table of tables) await runner.query(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`);
    for (const statement of statements) await runner.query(statement);
    const faults = await audit();
    for (const table of tables) {
      await runner.query(`DELETE FROM ${table}`);
      const [row] = await market.db.dataSource.query<{ columns: string }[]>(
        `SELECT string_agg(column_name, ', ') AS columns FROM information_schema.columns WHERE table_name = '${table}'`,
      );
      await runner.query(
        `INSERT INTO ${table} (${row?.columns}) OVERRIDING SYSTEM VALUE SELECT ${row?.columns} FROM kept_${table}`,
      );
      await runner.query(`DROP TABLE kept_${table}`);
    }
    return faults;
  } finally {
    await runner.query(`SET session_replication_role = 'origin'`);
    await runner.release();
  }
}

/** Damage that the table itself would refuse: its checks are dropped before, and there again after. */
async function unruled(table: string, statement: string): Promise<readonly string[]> {
  const { dataSource } = market.db;
  const checks = await dataSource.query<{ name: string; rule: string }[]>(
    `SELECT conname AS name, pg_get_constraintdef(oid) AS rule FROM pg_constraint
     WHERE conrelid = '${table}'::regclass AND contype = 'c'`,
  );
  for (const { name } of checks) await dataSource.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  try {
    return await damaged(statement);
  } finally {
    for (const { name, rule } of checks) await dataSource.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${rule}`);
  }
}

test('a receipt that is gone is found twice: its payment has none, and its number is missing', async () => {
  const faults = await damaged(`DELETE FROM receipts WHERE payment_id = '${paid.id}'`);
  expect(faults).toEqual([
    expect.stringMatching(/^receipt R-\d+-000002: it is number 1 of its year$/),
    `payment ${paid.id}: it has no receipt that says the same`,
  ]);
});

test('a receipt for another amount is found', async () => {
  const faults = await damaged(`UPDATE receipts SET amount_micros = 1 WHERE payment_id = '${paid.id}'`);
  expect(faults).toEqual([`payment ${paid.id}: it has no receipt that says the same`]);
});

test('a series that ran ahead of its documents is found', async () => {
  const faults = await damaged(`UPDATE document_series SET last = last + 1 WHERE series = 'invoice'`);
  expect(faults).toEqual([expect.stringMatching(/^invoices of \d+: the series says 2, there are 1$/)]);
});

test.each([
  ['a payment', 'payment'],
  ['a reversal', 'payment-reversal'],
  ['a collected debt', 'debt'],
  ['a refund', 'balance-refund-settled'],
])('%s without its journal is found', async (_name, kind) => {
  const faults = await damaged(`DELETE FROM ledger_journals WHERE kind = '${kind}'`);
  expect(faults[0]).toMatch(new RegExp(`^${kind}:[0-9a-f-]+: its journal is not booked as it should be$`));
});

test('a journal with other amounts than its payment is found', async () => {
  const faults = await damaged(
    `UPDATE ledger_journals SET amounts_micros = ARRAY[-7, 7]::bigint[] WHERE key = 'top-up:${paid.id}'`,
  );
  expect(faults[0]).toBe(`top-up:${paid.id}: its journal is not booked as it should be`);
  expect(faults[1]).toMatch(/^top-up in EUR: payments come to 1500, their journals to 493$/);
});

test('money that came in by a journal without a payment is found', async () => {
  const faults = await damaged(
    `DELETE FROM receipts WHERE payment_id = '${paid.id}'`,
    `DELETE FROM payments WHERE id = '${paid.id}'`,
  );
  expect(faults).toContain('top-up in EUR: payments come to 500, their journals to 1500');
});

test.each([
  ['nobody', 'approved_by = NULL, approved_at = NULL'],
  ['the operator who settled it', 'approved_by = closed_by'],
  ['its customer', 'approved_by = customer_id'],
])('a refund that was settled as approved by %s is found', async (_name, set) => {
  const faults = await unruled('balance_refunds', `UPDATE balance_refunds SET ${set}`);
  expect(faults).toEqual([expect.stringMatching(/^refund [0-9a-f-]+: it is settled, but not by two operators/)]);
});

test('a forgiven debt is found', async () => {
  const faults = await damaged('UPDATE customer_debts SET owed_micros = 3');
  expect(faults).toEqual([expect.stringMatching(/^debt of [0-9a-f-]+ in EUR: it is 3, .* comes to 0$/)]);
});

test('an invoice that says something else than the ledger is found, and one whose lines do not sum', async () => {
  const faults = await damaged('UPDATE invoices SET total_micros = total_micros - 1');
  expect(faults).toEqual([
    expect.stringMatching(/^invoice I-\d+-000001: its total is 1039, its lines sum to 1040$/),
    expect.stringMatching(
      new RegExp(`^invoice of [0-9a-f-]+ EUR for ${month}: its total is 1039, but the ledger took 1040$`),
    ),
  ]);
});

test('a customer’s money that moved by a kind of journal which nobody explains is found', async () => {
  const faults = await damaged(`UPDATE ledger_journals SET kind = 'gift' WHERE key = 'top-up:${paid.id}'`);
  expect(faults).toContain(`top-up:${paid.id}: it moved a customer's money, and no invoice will say so`);
});

test('what was charged in a closed month and is on no invoice is found', async () => {
  const faults = await damaged('DELETE FROM invoice_lines', 'DELETE FROM invoices', 'DELETE FROM document_series');
  expect(faults).toContainEqual(
    expect.stringMatching(new RegExp(`^[0-9a-f-]+ EUR has no invoice for ${month}, but the ledger took 1040$`)),
  );
});
