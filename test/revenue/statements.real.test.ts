import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Viewer } from '../../domain/identity/index.ts';
import type { CurrencyPeriod, PeriodUnit, Statement } from '../../domain/revenue/index.ts';
import { newId, type Id, type Page, type PageRequest } from '../../domain/shared/index.ts';
import { openMarket, type Market } from './market.ts';

const DAY_MS = 24 * 3_600_000;

let market: Market;
beforeAll(async () => {
  market = await openMarket({ COMMONPOOL_MATURITY_MS: String(2 * DAY_MS) });
});
afterAll(() => market.close());

const forward = (limit: number): PageRequest => ({ limit, direction: 'forward' });

async function allOf<T>(read: (request: PageRequest) => Promise<Page<T>>, limit = 100): Promise<T[]> {
  const all: T[] = [];
  for (let request = forward(limit); ;) {
    const page = await read(request);
    all.push(...page.items);
    if (!page.hasMore) return all;
    request = { ...forward(limit), from: page.cursorOf(page.items.at(-1)!) };
  }
}

function periods(owner: Viewer, modelVersionId: Id, unit: PeriodUnit, limit?: number): Promise<CurrencyPeriod[]> {
  const asked = { modelVersionId, unit, from: null, to: null };
  return allOf((request) => market.money.readEarningsPeriods.ofVersion(owner, asked, request), limit);
}

const months = (owner: Viewer) => allOf((request) => market.money.readEarningsPeriods.months(owner, 'EUR', request));
const total = (lines: readonly CurrencyPeriod[]) =>
  lines.reduce((sum, line) => sum + line.earnedMicros + line.closingMicros, 0n);
const today = async () => (await market.db.clock.now()).toISOString().slice(0, 10);
const statement = async (owner: Viewer, from: string, to?: string): Promise<Statement> =>
  market.money.readStatement.execute(owner, 'EUR', { year: null, from, to: to ?? (await today()) });
const refund = (inboxId: bigint, amountMicros: bigint | null = null) =>
  market.db.transactions.run((tx) =>
    market.money.refundUsage.execute(tx, { refundId: newId(), inboxId, amountMicros }),
  );

async function ripen(days: number): Promise<void> {
  await market.db.clock.advance(days * DAY_MS);
  while ((await market.money.matureShares.execute()) > 0);
}

/** Lines, statement and earnings of one owner say the same, whichever way they are read. */
async function expectAgreement(owner: Viewer, modelVersionId: Id, from: string): Promise<void> {
  const { earnedMicros, drawnMicros, availableMicros } = await market.earnings(owner, modelVersionId);
  const byDay = await periods(owner, modelVersionId, 'day');
  const byMonth = await periods(owner, modelVersionId, 'month');
  expect([total(byDay), total(byMonth), total(await months(owner))]).toEqual([
    earnedMicros,
    earnedMicros,
    earnedMicros,
  ]);
  for (const line of byDay) expect(line.earnedMicros >= 0n).toBe(true);
  const whole = await statement(owner, from);
  expect(whole.closingMicros).toBe(earnedMicros - drawnMicros);
  expect(whole.openingMicros + whole.incomeMicros - whole.drawnMicros).toBe(whole.closingMicros);
  expect(whole.lines.reduce((sum, line) => sum + line.amountMicros, whole.openingMicros)).toBe(whole.closingMicros);
  const tax = await taxYears(owner, from);
  expect(tax.at(-1)?.closingMicros).toBe(availableMicros);
  for (const [i, year] of tax.entries()) {
    expect(year.openingMicros).toBe(tax[i - 1]?.closingMicros ?? 0n);
    for (const line of year.lines) expect(line.balanceMicros >= 0n).toBe(true);
  }
}

async function taxYears(owner: Viewer, from: string): Promise<Statement[]> {
  const years: Statement[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number((await today()).slice(0, 4)); year += 1) {
    years.push(await market.money.readStatement.ofYear(owner, 'EUR', year));
  }
  return years;
}

test('through months of calls, refunds, draws and a close, every statement sums to the balance, to the micro', async () => {
  const from = await today();
  const model = await market.publish({ weights: [5n, 3n, 2n, 1_000_000_007n, 0n], pricePerQueryMicros: 1_999n });
  const customer = await market.customer(10_000_000n);
  await market.fundReserve(1_000_000n);
  for (let week = 0; week < 12; week += 1) {
    const ids = await market.report(customer, model.id, (week * 7) % 5);
    await market.money.postUsage.execute(ids);
    if (ids[0] && week % 2 === 0) await refund(ids[0], week % 4 === 0 ? null : 700n);
    await ripen(week % 3 === 0 ? 9 : 1);
    for (const owner of model.owners) {
      const { availableMicros } = await market.earnings(owner, model.id);
      if (availableMicros > 1n) await market.draw(owner, model.id, availableMicros / 2n);
      await expectAgreement(owner, model.id, from);
    }
  }
  await market.drain(model.id);
  await ripen(4);
  while ((await market.money.closeVersion.due()) > 0);
  const finals = [];
  for (const owner of model.owners) {
    await expectAgreement(owner, model.id, from);
    const { availableMicros } = await market.earnings(owner, model.id);
    if (availableMicros > 0n) await market.draw(owner, model.id, availableMicros);
    await expectAgreement(owner, model.id, from);
    finals.push(total(await periods(owner, model.id, 'month')));
  }
  expect(finals.reduce((a, b) => a + b)).toBe((await market.money.pots.byId(model.id))!.revenueMicros);
  expect(await market.money.auditStatements.execute({ full: true })).toEqual([]);
  expect(await market.faults()).toEqual([]);
});

test('a line is provisional while a refund can lower it, and final once all up to its end is mature', async () => {
  const model = await market.publish();
  const [owner] = model.owners as [Viewer];
  const customer = await market.customer(100_000n);
  const ids = await market.report(customer, model.id, 2);
  await market.money.postUsage.execute(ids);
  const day = await today();
  const only = async () => (await periods(owner, model.id, 'day'))[0];
  expect(await only()).toEqual({
    period: day,
    calls: 2n,
    earnedMicros: 1_401n,
    closingMicros: 0n,
    final: false,
    currency: 'EUR',
  });
  await market.db.clock.advance(DAY_MS + 3_600_000);
  await refund(ids[0]!);
  expect(await only()).toMatchObject({ period: day, calls: 2n, earnedMicros: 700n, final: false });
  await ripen(3);
  expect(await only()).toMatchObject({ earnedMicros: 700n, final: true });
  await market.fundReserve(10_000n);
  await refund(ids[1]!);
  expect(await only()).toMatchObject({ earnedMicros: 700n, final: true });
});

test('what ripened in a year is its income, and a year that is over never changes', async () => {
  const model = await market.publish();
  const [owner] = model.owners as [Viewer];
  const customer = await market.customer(100_000n);
  const toYearEnd = async (daysBefore: number) => {
    const now = await market.db.clock.now();
    const target = Date.UTC(now.getUTCFullYear() + 1, 0, 1) - daysBefore * DAY_MS + 3_600_000;
    await market.db.clock.advance(target - now.getTime());
  };
  await toYearEnd(1);
  const year = Number((await today()).slice(0, 4));
  await market.money.postUsage.execute(await market.report(customer, model.id, 1));
  await ripen(4);
  await market.draw(owner, model.id, 300n);
  const before = await market.money.readStatement.ofYear(owner, 'EUR', year);
  const after = await market.money.readStatement.ofYear(owner, 'EUR', year + 1);
  expect(before).toMatchObject({ incomeMicros: 0n, closingMicros: 0n, lines: [], final: true });
  expect(after).toMatchObject({
    openingMicros: 0n,
    incomeMicros: 700n,
    drawnMicros: 300n,
    closingMicros: 400n,
    final: false,
  });
  expect(after.lines.map(({ kind, period, count }) => [kind, period, count])).toEqual([
    ['matured', `${year + 1}-01`, null],
    ['drawn', await today(), 1n],
  ]);
  const earned = await market.money.readStatement.execute(owner, 'EUR', { year, from: null, to: null });
  expect(earned).toMatchObject({ incomeMicros: 700n, drawnMicros: 0n, closingMicros: 700n, final: true });
  await market.fundReserve(10_000n);
  await toYearEnd(1);
  await market.money.postUsage.execute(await market.report(customer, model.id, 3));
  await ripen(4);
  expect(await market.money.readStatement.ofYear(owner, 'EUR', year)).toEqual(before);
  expect(await market.money.readStatement.ofYear(owner, 'EUR', year + 1)).toEqual({
    ...after,
    lines: after.lines.map((line) => ({ ...line, final: true })),
    final: true,
  });
  expect((await market.money.readStatement.ofYear(owner, 'EUR', year + 2)).openingMicros).toBe(400n);
});

test('with R near the largest amount and weights of a million millions, the lines still telescope to the micro', async () => {
  const large = await openMarket();
  const weights = [10n ** 12n, 10n ** 12n - 1n, 1n, 0n, 333_333_333_333n];
  const model = await large.publish({ weights, pricePerQueryMicros: 10n ** 18n - 1n, platformPpm: 0, builderPpm: 0 });
  const customer = await large.customer(9n * 10n ** 18n);
  for (let day = 0; day < 4; day += 1) {
    await large.money.postUsage.execute(await large.report(customer, model.id, 2));
    await large.db.clock.advance(DAY_MS);
  }
  const finals: bigint[] = [];
  for (const close of [false, true]) {
    if (close) {
      await large.drain(model.id);
      await large.money.closeVersion.execute(model.id);
    }
    for (const owner of model.owners) {
      const asked = { modelVersionId: model.id, unit: 'day' as const, from: null, to: null };
      const { items } = await large.money.readEarningsPeriods.ofVersion(owner, asked, forward(9));
      expect(items.filter((line) => line.calls > 0n)).toHaveLength(4);
      expect(total(items)).toBe((await large.earnings(owner, model.id)).earnedMicros);
      if (close) finals.push(total(items));
    }
    expect(await large.money.auditStatements.execute({ full: true })).toEqual([]);
  }
  expect(finals.reduce((a, b) => a + b)).toBe(8n * (10n ** 18n - 1n));
  await large.close();
});

test('what is ripe at once is income of the day on which it was posted', async () => {
  const instant = await openMarket();
  const model = await instant.publish();
  await instant.money.postUsage.execute(await instant.report(await instant.customer(10_000n), model.id, 2));
  const year = (await instant.db.clock.now()).getUTCFullYear();
  const tax = await instant.money.readStatement.ofYear(model.owners[0]!, 'EUR', year);
  expect(tax).toMatchObject({ incomeMicros: 1_401n, closingMicros: 1_401n });
  expect(await instant.money.auditStatements.execute()).toEqual([]);
  await instant.close();
});

test('periods are read page by page, both ways, and within their days', async () => {
  const model = await market.publish();
  const [owner] = model.owners as [Viewer];
  const customer = await market.customer(100_000n);
  for (let i = 0; i < 5; i += 1) {
    await market.money.postUsage.execute(await market.report(customer, model.id, 1));
    await market.db.clock.advance(DAY_MS);
  }
  const all = await periods(owner, model.id, 'day');
  expect(all).toHaveLength(5);
  expect(await periods(owner, model.id, 'day', 2)).toEqual(all);
  const read = (asked: object, request: PageRequest) =>
    market.money.readEarningsPeriods.ofVersion(
      owner,
      { modelVersionId: model.id, unit: 'day', from: null, to: null, ...asked },
      request,
    );
  const last = await read({}, { limit: 2, direction: 'backward' });
  expect([last.items, last.hasMore]).toEqual([all.slice(-2), true]);
  const before = await read({}, { limit: 9, direction: 'backward', from: [all[3]!.period] });
  expect([before.items, before.hasMore]).toEqual([all.slice(0, 3), false]);
  const within = await read({ from: all[3]!.period, to: all[1]!.period }, forward(9));
  expect(within.items).toEqual(all.slice(1, 4));
  await expect(read({}, { ...forward(2), from: ['nonsense'] })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('days and years that are none, spans too long and versions of others are refused by name', async () => {
  const model = await market.publish();
  const [owner] = model.owners as [Viewer];
  const customer = await market.customer();
  const refusals = [
    [() => statement(owner, '2026-02-30', '2026-03-01'), 'from'],
    [() => statement(owner, '2026-03-01', '2026-02-01'), 'to'],
    [() => statement(owner, '2026-01-01', '2027-01-02'), 'to'],
    [() => statement(owner, "2026-01-01' OR", '2026-02-01'), 'from'],
    [() => market.money.readStatement.ofYear(owner, 'EUR', 26), 'year'],
    [() => market.money.readStatement.ofYear(owner, 'euro', 2026), 'currency'],
    [() => market.money.readStatement.execute(owner, 'EUR', { year: 2026, from: '2026-01-01', to: null }), 'year'],
    [() => periods(customer.viewer, model.id, 'day'), 'modelVersionId'],
  ] as const;
  for (const [act, field] of refusals) await expect(act()).rejects.toMatchObject({ field: [field] });
  expect((await statement(customer.viewer, '2026-01-01', '2026-12-31')).lines).toEqual([]);
});
