import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Builder } from '../../examples/demo/actors/builder.ts';
import { charter } from '../../examples/demo/pool.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { commonpool } from './run-command.ts';

let instance: TestInstance;
let config: string;
let poolId: string;
beforeAll(async () => {
  instance = await startTestInstance({ COMMONPOOL_MIN_PERIOD_MS: '0' });
  config = join(instance.folder, 'config');
  const builder = await Builder.signsUp(instance.url, 'builder');
  poolId = (await builder.proposesPool(charter(1_000, 2))).id;
  await builder.close();
  await commonpool(config, 'sign-up', 'alice', '--url', instance.url);
});
afterAll(() => instance.close());

const run = (...args: readonly string[]) => commonpool(config, ...args);

test('a mandate shows its bounds, is signed only when somebody has said yes, and ends at a word', async () => {
  const wish = ['give-mandate', poolId, '--pool', '--max-price', '0.05', '--daily-cap', '1.50', '--days', '7'];
  const unasked = await run(...wish);
  expect(unasked).toMatchObject({ code: 2, out: '' });
  expect(unasked.err).toContain('One call costs at most 0.05 EUR, all of a day at most 1.50 EUR');

  const given = await run(...wish, '--yes', '--json');
  const mandate = JSON.parse(given.out) as { id: string };
  expect(mandate).toMatchObject({ poolId, signed: true, maxPriceMicros: '50000', dailyCapMicros: '1500000' });
  expect((await run('mandates')).out).toMatch(/0\.05 EUR +1\.50 EUR +until 20/);
  expect(await run('revoke-mandate', mandate.id)).toMatchObject({ code: 0, out: expect.stringContaining('Revoked') });
  expect((await run('mandates')).out).toMatch(/1\.50 EUR +ended 20/);
});

test('a limit is set, shown and removed', async () => {
  expect(await run('limits')).toMatchObject({ code: 0, out: 'You have set no spending limit.\n' });
  const set = await run('set-limit', 'EUR', '--daily', '5');
  expect(set).toMatchObject({ code: 0, out: 'It holds now; 5.00 EUR can be spent.\n' });
  expect((await run('limits')).out).toMatch(/EUR +5\.00 EUR +0\.00 EUR +- +0\.00 EUR +5\.00 EUR/);
  expect((await run('set-limit', 'EUR')).out).toBe('You have no limit in EUR any more.\n');
  expect(await run('tickets')).toMatchObject({ code: 0, out: expect.stringContaining('No gateway has bought') });
});

test.each([
  ['an id that is none', ['give-mandate', 'x', '--max-price', '1', '--daily-cap', '1', '--yes'], 2, 'commonpool pools'],
  ['no bounds', ['give-mandate', 'x'], 2, '--max-price'],
  ['an amount that is none', ['set-limit', 'EUR', '--daily', '1,5'], 2, '1,5 is no amount'],
  ['a currency of nobody', ['set-limit', 'XXX', '--daily', '1'], 1, 'keeps its books in EUR'],
  ['a mandate that is none', ['revoke-mandate', 'x'], 2, 'commonpool mandates'],
])('%s is told with what to do next', async (_what, args, code, words) => {
  const ran = await run(...args);
  expect([ran.code, ran.err]).toEqual([code, expect.stringContaining(words)]);
});
