import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fromNodeId, toNodeId } from '../../api/shared/index.ts';
import { startApp, type App } from '../../app.ts';
import { sparkline } from '../../cli/sparkline.ts';
import { Market } from '../revenue/market.ts';
import { openTestGround } from '../support/ground.ts';
import { commonpool } from './run-command.ts';

let market: Market;
let app: App;
let config: string;
let model: string;
let calls: bigint[];
let customer: Awaited<ReturnType<Market['customer']>>;

const run = (...args: string[]) => commonpool(config, ...args);
const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).out) as never;

/** An instance that runs on the market's database, where alice owns half of a model that three calls were made of. */
beforeAll(async () => {
  const ground = await openTestGround({ COMMONPOOL_MATURITY_MS: '0' });
  market = await new Market(ground).open();
  const natsUrl = process.env['COMMONPOOL_TEST_NATS_URL'] as string;
  app = await startApp(ground.config, { databaseUrl: ground.database.url, natsUrl }, ground.logger);
  config = join(ground.config.dataFolder, 'profiles');
  const tokenFile = join(ground.config.dataFolder, 'token');
  await writeFile(tokenFile, app.setupToken ?? '');
  await run('init', '--url', app.url, '--token-file', tokenFile, '--profile', 'operator');
  await run('sign-up', 'alice', '--url', app.url);
  const { id } = await json('sign-in');
  const alice = { userId: fromNodeId('User', id), isOperator: false, sessionId: null };
  const { owners, builder } = await market.publish();
  const people = { owners: [alice, owners[0]!], builder };
  const published = await market.publish({ weights: [5n, 5n], people });
  model = toNodeId('ModelVersion', published.id);
  customer = await market.customer(1_000_000n);
  calls = await market.report(customer, published.id, 3);
  await market.money.postUsage.execute(calls);
});
afterAll(async () => {
  await app.stop();
  await market.close();
});

test('earnings are listed with what has matured, and by day and month with a line of bars', async () => {
  const [{ out }, byDay, byMonth, byWeek] = await Promise.all([
    run('earnings'),
    run('earnings', '--by', 'day'),
    json('earnings', '--by', 'month', '--model-version', model),
    run('earnings', '--by', 'week'),
  ]);
  expect(out).toContain('MODEL VERSION');
  expect(out).toMatch(/50\.00%\s+0\.002101 EUR\s+0\.002101 EUR\s+0\.00 EUR\s+0\.002101 EUR/);
  const day = (await market.db.clock.now()).toISOString().slice(0, 10);
  expect(byDay).toMatchObject({ code: 0, err: '' });
  expect(byDay.out).toContain(`${model}  █`);
  expect(byDay.out).toMatch(new RegExp(`${day}\\s+3\\s+0\\.002101 EUR\\s+provisional`));
  expect(byMonth).toMatchObject([
    { modelVersionId: model, periods: [{ period: day.slice(0, 7), calls: '3', earnedMicros: '2101' }] },
  ]);
  expect(byWeek.err).toContain('by day or by month');
});

test('bars show amounts that no float could hold, by their part of the largest', () => {
  expect(sparkline([])).toBe('');
  expect(sparkline([0n, 1n])).toBe('▁█');
  expect(sparkline([9_007_199_254_740_993n, 0n, 4_503_599_627_370_497n])).toBe('█▁▄');
});

test('a statement is shown line by line, and written as CSV with its digest', async () => {
  const year = String((await market.db.clock.now()).getUTCFullYear());
  const file = join(config, 'tax.csv');
  const [shown, csv, written] = await Promise.all([
    run('statement'),
    run('statement', '--year', year, '--csv'),
    run('statement', '--year', year, '--csv', file, '--bom'),
  ]);
  expect(shown.out).toContain('by what was earned: opening balance 0.00 EUR');
  expect(shown.out).toContain('Income 0.002101 EUR, drawn 0.00 EUR, closing balance 0.002101 EUR.');
  expect(csv.out).toContain(`,"matured","${model}","","2101","0.002101","","","2101","0.002101","EUR"\r\n`);
  expect(written.out).toMatch(
    /Written to .*tax\.csv\. The year is not over, so it is not final\. SHA-256 [0-9a-f]{64}/,
  );
  expect((await readFile(file, 'utf8')).trimEnd()).toBe(`\uFEFF${csv.out.trimEnd()}`);
});

test('a statement by what became payable, between two days, and of nothing that is a year', async () => {
  const year = String((await market.db.clock.now()).getUTCFullYear());
  const [payable, between, word, days, nobody] = await Promise.all([
    run('statement', '--year', year, '--payable', '--json'),
    run('statement', '--from', `${year}-01-01`, '--to', `${year}-12-31`, '--json'),
    run('statement', '--year', 'twenty'),
    run('statement', '--from', '2026-01-01', '--csv'),
    run('statement', '--profile', 'operator'),
  ]);
  expect(JSON.parse(payable.out)).toMatchObject({ basis: 'PAYABLE', incomeMicros: '2101' });
  expect(JSON.parse(between.out)).toMatchObject({ basis: 'EARNED', closingMicros: '2101' });
  expect(word.err).toContain('is no year');
  expect(days.code).toBe(2);
  expect(nobody.err).toContain('--currency');
});

test('why a call earned what it did is told in a few lines, to those who may know', async () => {
  const [listed, { out }, word, unknown] = await Promise.all([
    run('calls', model),
    run('why', String(calls[0])),
    run('why', 'that'),
    run('why', '999999'),
  ]);
  expect(listed.out).toMatch(new RegExp(`${calls[2]}\\s+\\S+\\s+0\\.001999 EUR\\s+0\\.001401 EUR\\s+0\\.00 EUR`));
  expect(out).toContain('queries: 1 at 0.001999 EUR');
  expect(out).toContain('cost 0.001999 EUR: what its units cost');
  expect(out).toContain('platform 0.000199 EUR = floor(price x 100000 / 1000000)');
  expect(out).toContain('R, which all owners earned: 0 before, 1401 after');
  expect(out).toContain('exactly 7005/10 micros of this call are yours');
  expect([word.code, unknown.code]).toEqual([2, 1]);
});

test('what a call would cost is told before it is made', async () => {
  const { out } = await run('price', model, '--queries', '3');
  expect(out).toBe('0.005997 EUR: what its units cost. 0 free queries are left this month.\n');
  expect((await run('price', model, '--seconds', '1.5')).code).toBe(2);
});

test('an operator funds the reserve, once per key', async () => {
  const fund = ['reserve', 'EUR', '2.5', '--key', 'q1', '--profile', 'operator'];
  expect((await run(...fund)).out).toBe('The reserve holds 2.50 EUR now.\n');
  expect((await run(...fund)).out).toBe('The reserve holds 2.50 EUR now.\n');
  expect((await run('reserve', 'EUR', '--profile', 'operator')).out).toBe('The reserve holds 2.50 EUR.\n');
});

test('an operator ends a version, and waives what came too late', async () => {
  const as = ['--profile', 'operator'];
  expect((await run('drain', model, '--reason', 'old', ...as)).err).toContain('--yes');
  expect((await run('drain', model, '--reason', 'old', '--yes', ...as)).out).toContain('It is draining now.');
  await market.money.closeVersion.execute(fromNodeId('ModelVersion', model));
  const [late] = await market.report(customer, fromNodeId('ModelVersion', model), 1);
  await market.money.postUsage.execute([late!]);
  const [waived, wrong] = await Promise.all([
    run('settle-late', 'waive', String(late), String(calls[0]), '--note', 'late', ...as),
    run('settle-late', 'keep', String(late), '--note', 'late', ...as),
  ]);
  expect(waived.out).toMatch(new RegExp(`${late}\\s+waived\\n${calls[0]}\\s+not closed`));
  expect(wrong.err).toContain('charge or waive');
  expect(await json('earnings')).toMatchObject([{ state: 'CLOSED', earnedMicros: '2101' }]);
});
