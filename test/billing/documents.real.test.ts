import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Viewer } from '../../domain/identity/index.ts';
import { newId, type Currency } from '../../domain/shared/index.ts';
import { migrate } from '../../infra/postgres/data-source.ts';
import { openMarket, type Market } from '../revenue/market.ts';
import { openTestGround } from '../support/ground.ts';
import { Market as MarketOn } from '../revenue/market.ts';

const ISSUER = '{"name":"Example Cooperative","address":"High Street 1\\n12345 Town","country":"DE","taxId":"DE1"}';
const DAY_MS = 86_400_000;

let market: Market;
beforeAll(async () => {
  market = await new MarketOn(await openTestGround({ COMMONPOOL_ISSUER: ISSUER })).open();
});
afterAll(async () => {
  expect(await market.billing.auditBilling.execute()).toEqual([]);
  await market.close();
});

const page = { limit: 50, direction: 'forward' } as const;
const query = <T extends object>(sql: string, values: unknown[] = []) => market.db.dataSource.query<T[]>(sql, values);
const numbers = async () => {
  const rows = await query<{ number: string }>('SELECT number FROM receipts ORDER BY year, sequence');
  return rows.map((row) => row.number);
};
const year = async () => (await market.db.clock.now()).getUTCFullYear();
const expected = (count: number, of: number) => {
  return Array.from({ length: count }, (_, i) => `R-${of}-${String(i + 1).padStart(6, '0')}`);
};
const receiptOf = async (customer: Viewer) =>
  (await market.billing.receipts.ofCustomer(customer.userId, page)).items[0];

test('receipts are numbered without gaps, though payments come at once and some of them are undone', async () => {
  const customers = await Promise.all(Array.from({ length: 6 }, () => market.customer()));
  const { dataSource } = market.db;
  const unlucky = customers[0]!.viewer;
  await dataSource.query(`ALTER TABLE receipts ADD CONSTRAINT broken CHECK (customer_id <> '${unlucky.userId}')`);
  const paid = await Promise.allSettled(
    Array.from({ length: 30 }, (_, i) => market.topUp(customers[i % 6]!.viewer, BigInt(i + 1))),
  );
  await dataSource.query('ALTER TABLE receipts DROP CONSTRAINT broken');
  expect(paid.filter(({ status }) => status === 'rejected')).toHaveLength(5);
  expect(await numbers()).toEqual(expected(25, await year()));
  expect(await market.money.accounts.balance(`customer:${unlucky.userId}:EUR`)).toBe(0n);
});

test('a top-up with the same key has one payment and one receipt, twenty times at once', async () => {
  const { viewer } = await market.customer();
  const before = await numbers();
  const topUps = await Promise.all(Array.from({ length: 20 }, () => market.topUp(viewer, 500n, 'same')));
  expect(new Set(topUps.map(({ id }) => id)).size).toBe(1);
  expect(await numbers()).toHaveLength(before.length + 1);
  await expect(market.topUp(viewer, 501n, 'same')).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  expect(await market.money.accounts.balance(`customer:${viewer.userId}:EUR`)).toBe(500n);
});

test('a receipt keeps what issuer and customer were on its day', async () => {
  const { viewer } = await market.customer();
  const details = { name: ' ACME ', address: 'Road 2\n\n', country: 'FR', taxId: 'FR2' };
  await market.billing.setBillingDetails.execute({ viewer, ...details });
  await market.topUp(viewer, 100n);
  const first = await receiptOf(viewer);
  const acme = { name: 'ACME', address: 'Road 2', country: 'FR', taxId: 'FR2' };
  const issuer = { name: 'Example Cooperative', address: 'High Street 1\n12345 Town', country: 'DE', taxId: 'DE1' };
  expect(first).toMatchObject({ billedTo: acme, issuer });
  await market.billing.setBillingDetails.execute({ viewer, ...details, name: 'ACME & Sons', taxId: null });
  expect(await market.billing.receipts.byId(first!.id)).toEqual(first);
  await market.topUp(viewer, 100n);
  expect((await receiptOf(viewer))?.billedTo).toMatchObject({ name: 'ACME & Sons', taxId: null });
});

describe('what was written down is never changed, whoever asks', () => {
  test.each([
    'receipts',
    'payments',
    'payment_events',
    'payment_reversals',
    'debt_collections',
    'invoices',
    'invoice_lines',
  ])('%s', async (table) => {
    const [column] = await query<{ column_name: string }>(
      `SELECT column_name FROM information_schema.columns WHERE table_name = $1 ORDER BY ordinal_position LIMIT 1`,
      [table],
    );
    const name = column?.column_name;
    await expect(query(`UPDATE ${table} SET ${name} = ${name}`)).rejects.toThrow('never changed or deleted');
    await expect(query(`DELETE FROM ${table}`)).rejects.toThrow('never changed or deleted');
  });

  test('a number with a gap before it, or of another form, is refused by the table', async () => {
    const insert = (sequence: number, number: string) =>
      query(
        `INSERT INTO receipts (id, number, year, sequence, payment_id, customer_id, currency, amount_micros, issued_at)
         SELECT $1, $2, 2026, $3, id, customer_id, currency, amount_micros, created_at FROM payments LIMIT 1`,
        [newId(), number, sequence],
      );
    await expect(insert(900_001, 'R-2026-900001')).rejects.toThrow('leaves a gap');
    await expect(insert(1, 'R-2026-1')).rejects.toThrow('check constraint');
  });
});

test('from the millionth on a number grows longer, in code and in the table alike', async () => {
  const [row] = await query<{ number: string }>(`SELECT document_number('R', 2026, 12345678) AS number`);
  expect(row?.number).toBe('R-2026-12345678');
});

test('each year of the instance begins with number 1', async () => {
  const { viewer } = await market.customer();
  const now = await market.db.clock.now();
  const next = Date.UTC(now.getUTCFullYear() + 1, 0, 1);
  await market.db.clock.advance(next - now.getTime() + DAY_MS);
  await market.topUp(viewer, 1n);
  await market.topUp(viewer, 1n);
  expect((await numbers()).slice(-2)).toEqual(expected(2, await year()));
});

test('details that could not be printed are refused by the name of the field', async () => {
  const { viewer } = await market.customer();
  const set = (changed: object) => {
    const details = { name: 'A', address: '', country: null, taxId: null, ...changed };
    return market.billing.setBillingDetails.execute({ viewer, ...details });
  };
  const wrong: [object, string][] = [
    [{ name: '  ' }, 'name'],
    [{ name: 'a\u0007' }, 'name'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ name: '\u202Egnorts' }, 'name'],
    [{ address: Array.from({ length: 9 }, () => 'x').join('\n') }, 'address'],
    [{ address: 'a\tb' }, 'address'],
    [{ country: 'Germany' }, 'country'],
    [{ taxId: 'x'.repeat(41) }, 'taxId'],
  ];
  for (const [changed, field] of wrong) {
    await expect(set(changed)).rejects.toMatchObject({ code: 'INVALID_INPUT', field: [field] });
  }
  await expect(set({ address: 'a\nb', country: '' })).resolves.toMatchObject({ address: 'a\nb', country: null });
});

test('top-ups from before there were payments become payments with receipts of their days, and can be handed back', async () => {
  const old = await openMarket();
  const { dataSource } = old.db;
  const { viewer } = await old.customer();
  const days = ['2024-12-31T23:59:59.999Z', '2025-01-01T00:00:00.000Z', '2025-06-01T00:00:00.000Z'];
  const ids = days.map(() => newId());
  for (const [i, id] of ids.entries()) await post(`top-up:${id}`, BigInt(100 + i), 'EUR');
  while (!(await exists('top_ups'))) await dataSource.undoLastMigration();
  for (const [i, day] of days.entries()) {
    await dataSource.query('INSERT INTO top_ups VALUES ($1, $2, $3, $4, $5, $6, $7)', [
      ids[i],
      viewer.userId,
      old.operator.userId,
      'EUR',
      100 + i,
      `old-${i}`,
      day,
    ]);
  }
  await migrate(dataSource);
  expect(await exists('top_ups')).toBe(false);
  const rows = await dataSource.query('SELECT payment_id, number, issued_at FROM receipts ORDER BY year, sequence');
  expect(rows).toEqual(
    ['R-2024-000001', 'R-2025-000001', 'R-2025-000002'].map((number, i) => {
      return { payment_id: ids[i], number, issued_at: new Date(days[i]!) };
    }),
  );
  expect(await old.billing.auditBilling.execute()).toEqual([]);
  const again = await old.topUp(viewer, 100n, 'old-0');
  expect(again.id).toBe(ids[0]);

  while (!(await exists('top_ups'))) await dataSource.undoLastMigration();
  expect(await dataSource.query('SELECT id FROM top_ups ORDER BY created_at')).toEqual(ids.map((id) => ({ id })));
  await migrate(dataSource);
  expect(await dataSource.query('SELECT count(*)::int AS n FROM receipts')).toEqual([{ n: 3 }]);
  await old.close();

  async function exists(table: string): Promise<boolean> {
    const [row] = await dataSource.query<{ found: boolean }[]>('SELECT to_regclass($1) IS NOT NULL AS found', [table]);
    return row?.found ?? false;
  }

  async function post(key: string, amountMicros: bigint, currency: Currency): Promise<void> {
    const legs = [
      { account: `external:${currency}`, amountMicros: -amountMicros },
      { account: `customer:${viewer.userId}:${currency}`, amountMicros },
    ];
    await old.db.transactions.run((tx) =>
      old.money.postJournals.execute(tx, [{ key, kind: 'top-up', currency, legs }]),
    );
  }
});

test('a payment in no currency of this instance, or for nobody, is refused', async () => {
  const { viewer } = await market.customer();
  const command = { viewer: market.operator, amountMicros: 5n, idempotencyKey: randomUUID() };
  const { recordTopUp } = market.billing;
  const usd = recordTopUp.execute({ ...command, customerId: viewer.userId, currency: 'USD' });
  await expect(usd).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['currency'] });
  const nobody = recordTopUp.execute({ ...command, customerId: newId(), currency: 'EUR' });
  await expect(nobody).rejects.toMatchObject({ code: 'NOT_FOUND', field: ['customerId'] });
  const member = recordTopUp.execute({ ...command, viewer, customerId: viewer.userId, currency: 'EUR' });
  await expect(member).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
