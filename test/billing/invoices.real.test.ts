import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { invoiceText, monthOf, TallyCharges } from '../../domain/billing/index.ts';
import { BilledMarket } from './billed-market.ts';

let market: BilledMarket;
beforeAll(async () => {
  const taxes = '{"DE":{"name":"VAT","ratePpm":190000},"FR":{"name":"TVA","ratePpm":200000,"reverseCharge":true}}';
  const issuer = '{"name":"Example Cooperative","address":"High Street 1","country":"DE"}';
  market = await BilledMarket.open({ COMMONPOOL_TAXES: taxes, COMMONPOOL_ISSUER: issuer });
  await market.fundReserve(1_000_000_000n);
});
afterAll(async () => {
  await market.db.clock.advance(86_400_000);
  expect(await market.billing.auditBilling.execute()).toEqual([]);
  expect(await market.faults()).toEqual([]);
  await market.close();
});

const post = async (customer: Awaited<ReturnType<BilledMarket['customer']>>, model: { id: string }, calls: number) => {
  return market.money.postUsage.execute(await market.report(customer, model.id, calls));
};
const now = () => market.db.clock.now();

test('a month’s invoice has a line per model version and the refunds, and its total is what the ledger moved', async () => {
  const [cheap, dear] = [
    await market.publish({ pricePerQueryMicros: 7n }),
    await market.publish({ pricePerQueryMicros: 1_999n }),
  ];
  const customer = await market.customer(1_000_000n);
  const { userId } = customer.viewer;
  const month = monthOf(await now());
  await post(customer, cheap, 3);
  const [call] = await market.report(customer, dear.id, 2);
  await market.money.postUsage.execute([call!, call! + 1n]);
  await market.giveBack(call!, 1_000n);
  await market.bill();
  expect(await market.invoicesOf(userId)).toEqual([]);

  await market.nextMonth();
  await market.bill();
  const [{ invoice, lines }] = (await market.invoicesOf(userId)) as [
    Awaited<ReturnType<BilledMarket['invoicesOf']>>[number],
  ];
  expect(invoice).toMatchObject({ month, totalMicros: 3n * 7n + 2n * 1_999n - 1_000n, currency: 'EUR' });
  expect(invoice.number).toMatch(/^I-\d{4}-\d{6}$/);
  const used = new Map(lines.slice(0, 2).map((line) => [line.modelVersionId, line]));
  expect(used.get(cheap.id)).toMatchObject({ kind: 'usage', calls: 3n, queries: 3n, amountMicros: 21n });
  expect(used.get(dear.id)).toMatchObject({ kind: 'usage', calls: 2n, queries: 2n, amountMicros: 3_998n });
  expect(lines[2]).toMatchObject({ kind: 'refund', modelVersionId: dear.id, calls: 1n, queries: 0n });
  expect(lines[2]?.amountMicros).toBe(-1_000n);
  // 19 % contained in 3019: 3019 * 19 / 119 = 482.03...
  expect(invoice.tax).toMatchObject({
    name: 'VAT',
    country: 'DE',
    ratePpm: 190_000,
    mode: 'included',
    taxMicros: 482n,
  });
  expect(invoiceText(invoice, lines)).toContain('of which VAT 19% (DE): 0.000482 EUR');
});

test('each of several workers at once issues other invoices, each exactly once, and the numbers have no gaps', async () => {
  const model = await market.publish();
  const customers = await Promise.all(Array.from({ length: 12 }, () => market.customer(100_000n)));
  for (const customer of customers) await post(customer, model, 1);
  await market.nextMonth();
  await market.tally();
  const work = async () => {
    let issued = 0;
    while (await market.billing.issueInvoices.execute()) issued += 1;
    return issued;
  };
  const issued = await Promise.all([work(), work(), work()]);
  expect(issued.reduce((sum, count) => sum + count, 0)).toBe(12);
  for (const { viewer } of customers) expect(await market.invoicesOf(viewer.userId)).toHaveLength(1);
  const rows = await market.db.dataSource.query<{ sequence: number }[]>(
    'SELECT sequence FROM invoices WHERE year = (SELECT max(year) FROM invoices) ORDER BY sequence',
  );
  expect(rows.map((row) => row.sequence)).toEqual(rows.map((_, i) => i + 1));
});

test('work that fails in the middle leaves neither invoice nor number, and goes on where it stopped', async () => {
  const model = await market.publish();
  const [fine, unlucky] = [await market.customer(100_000n), await market.customer(100_000n)];
  for (const customer of [fine, unlucky]) await post(customer, model, 2);
  await market.nextMonth();
  await market.tally();
  const { dataSource } = market.db;
  const broken = `ALTER TABLE invoices ADD CONSTRAINT broken CHECK (customer_id <> '${unlucky.viewer.userId}')`;
  await dataSource.query(broken);
  const work = async () => {
    while (await market.billing.issueInvoices.execute());
  };
  await expect(work()).rejects.toThrow('broken');
  await dataSource.query('ALTER TABLE invoices DROP CONSTRAINT broken');
  await work();
  for (const { viewer } of [fine, unlucky]) expect(await market.invoicesOf(viewer.userId)).toHaveLength(1);
});

test('a tally that fails half-way, or that another worker takes over, counts each charge once', async () => {
  const model = await market.publish({ pricePerQueryMicros: 5n });
  const customer = await market.customer(100_000n);
  await post(customer, model, 40);
  await market.db.clock.advance(60_000);
  const { dataSource } = market.db;
  const before = await market.billing.tallies.through();
  await dataSource.query('ALTER TABLE charge_cursor ADD CONSTRAINT broken CHECK (false) NOT VALID');
  await expect(market.billing.tallyCharges.execute()).rejects.toThrow('broken');
  expect(await market.billing.tallies.through()).toEqual(before);
  await dataSource.query('ALTER TABLE charge_cursor DROP CONSTRAINT broken');
  const { transactions } = market.db;
  const { tallies, chargeSources } = market.billing;
  const small = () => new TallyCharges(transactions, market.money.bookedLegs, tallies, chargeSources, 7);
  await Promise.all(
    [small(), small(), small()].map(async (tally) => {
      for (let i = 0; i < 60; i += 1) await tally.execute();
    }),
  );
  await market.tally();
  const { userId: customerId } = customer.viewer;
  const counted = await tallies.of({ customerId, currency: 'EUR', month: monthOf(await now()) });
  expect(counted).toMatchObject([{ calls: 40n, queries: 40n, amountMicros: 200n, modelVersionId: model.id }]);
});

test('the preview says what the invoice will say, and how far it has read', async () => {
  const model = await market.publish();
  const customer = await market.customer(100_000n);
  const { viewer } = customer;
  await post(customer, model, 3);
  await market.tally();
  const preview = await market.billing.previewInvoice.execute(viewer, viewer.userId, 'EUR');
  expect(preview).toMatchObject({ month: monthOf(await now()), totalMicros: 5_997n });
  expect(preview.through.getTime()).toBeLessThan((await now()).getTime());
  await market.nextMonth();
  await market.bill();
  const [{ invoice, lines }] = (await market.invoicesOf(viewer.userId)) as never as [
    Awaited<ReturnType<BilledMarket['invoicesOf']>>[number],
  ];
  expect(invoice.totalMicros).toBe(preview.totalMicros);
  expect(lines).toMatchObject(preview.lines);
  expect(await market.billing.previewInvoice.execute(viewer, viewer.userId, 'EUR')).toMatchObject({
    lines: [],
    totalMicros: 0n,
  });
});

test('the tax is that of the country on the day of the invoice, and a business abroad owes it itself', async () => {
  const model = await market.publish({ pricePerQueryMicros: 1_000_000n });
  const abroad = await market.customer(10_000_000n);
  const business = await market.customer(10_000_000n);
  const elsewhere = await market.customer(10_000_000n);
  const details = { name: 'B', address: '', taxId: null };
  const { setBillingDetails } = market.billing;
  await setBillingDetails.execute({ viewer: abroad.viewer, ...details, country: 'FR' });
  await setBillingDetails.execute({ viewer: business.viewer, ...details, country: 'FR', taxId: 'FR77' });
  await setBillingDetails.execute({ viewer: elsewhere.viewer, ...details, country: 'US' });
  for (const customer of [abroad, business, elsewhere]) await post(customer, model, 6);
  await market.nextMonth();
  await market.bill();
  const taxOf = async ({ viewer }: typeof abroad) => (await market.invoicesOf(viewer.userId))[0]?.invoice.tax ?? null;
  expect(await taxOf(abroad)).toMatchObject({ name: 'TVA', country: 'FR', taxMicros: 1_000_000n, note: null });
  expect(await taxOf(business)).toMatchObject({ ratePpm: 0, taxMicros: 0n, note: expect.stringContaining('Reverse') });
  expect(await taxOf(elsewhere)).toBeNull();
});

test('no journal is counted before all transactions that began earlier have ended', async () => {
  const { bookedLegs } = market.money;
  let commit = () => {};
  const held = new Promise<void>((resolve) => (commit = resolve));
  let began: Date | null = null;
  const open = market.db.transactions.run(async (tx) => {
    began = tx.now;
    await held;
  });
  await sleep(300);
  const meanwhile = [await bookedLegs.settledUntil()];
  await sleep(300);
  meanwhile.push(await bookedLegs.settledUntil());
  expect(meanwhile[0]!.getTime()).toBeLessThanOrEqual((began as unknown as Date).getTime());
  expect(Math.abs(meanwhile[1]!.getTime() - meanwhile[0]!.getTime())).toBeLessThan(150);
  commit();
  await open;
  expect((await bookedLegs.settledUntil()).getTime()).toBeGreaterThan(meanwhile[1]!.getTime() + 100);
});

test('whatever is used and given back in whatever months, invoices and ledger say the same, to the micro', async () => {
  const models = [
    await market.publish({ pricePerQueryMicros: 3n }),
    await market.publish({ pricePerQueryMicros: 1_999n }),
    await market.publish({ pricePerQueryMicros: 0n }),
  ];
  const who = fc.nat(2);
  const step = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        act: fc.constant('use' as const),
        who,
        what: fc.nat(2),
        calls: fc.integer({ min: 1, max: 5 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        act: fc.constant('give' as const),
        who,
        which: fc.nat(9),
        amount: fc.integer({ min: 1, max: 2_500 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ act: fc.constant('fund' as const), who, amount: fc.integer({ min: 1, max: 9_000 }) }),
    },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('tally' as const), who }) },
    {
      weight: 2,
      arbitrary: fc.record({ act: fc.constant('month' as const), who, hours: fc.integer({ min: 0, max: 600 }) }),
    },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 18 }), async (steps) => {
      const customers = [await market.customer(6_000n), await market.customer(), await market.customer(1_000_000n)];
      const calls: bigint[][] = [[], [], []];
      for (const step of steps) {
        const customer = customers[step.who]!;
        if (step.act === 'use') {
          const ids = await market.report(customer, models[step.what]!.id, step.calls);
          calls[step.who]!.push(...ids);
          await market.money.postUsage.execute(ids);
        } else if (step.act === 'give') {
          const call = calls[step.who]![step.which];
          const refused = /REFUND_TOO_LARGE|USAGE_NOT_POSTED/;
          if (call === undefined) continue;
          await market.giveBack(call, BigInt(step.amount)).catch((error: { code: string }) => {
            expect(error.code).toMatch(refused);
          });
        } else if (step.act === 'fund') {
          await market.topUp(customer.viewer, BigInt(step.amount));
        } else if (step.act === 'tally') await market.tally();
        else await market.nextMonth(step.hours);
        await market.postFunded();
      }
      await market.nextMonth();
      await market.bill();
      for (const { viewer } of customers) {
        const charged = await market.charged(viewer.userId);
        const invoices = await market.invoicesOf(viewer.userId);
        const totals = new Map(invoices.map(({ invoice }) => [invoice.month, invoice.totalMicros]));
        expect(totals).toEqual(charged);
        for (const { invoice, lines } of invoices) {
          expect(lines.reduce((sum, line) => sum + line.amountMicros, 0n)).toBe(invoice.totalMicros);
        }
      }
    }),
    { numRuns: 10 },
  );
  await market.db.clock.advance(86_400_000);
  expect(await market.billing.auditBilling.execute()).toEqual([]);
});
