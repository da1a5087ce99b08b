import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { fromNodeId } from '../../api/shared/index.ts';
import { startApp, type App } from '../../app.ts';
import { openTestGround } from '../support/ground.ts';
import { Market } from '../revenue/market.ts';
import { commonpool, type Ran } from './run-command.ts';

// Each command is a process of its own.
jest.setTimeout(180_000);

let market: Market;
let app: App;
let config: string;
let calls: bigint[];

/** An instance on the market's database, where carol paid for two calls of 20 euros, and with two operators. */
beforeAll(async () => {
  market = await new Market(await openTestGround()).open();
  const { config: settings, database, logger } = market.ground;
  const natsUrl = process.env['COMMONPOOL_TEST_NATS_URL'] as string;
  app = await startApp(settings, { databaseUrl: database.url, natsUrl }, logger);
  config = join(settings.dataFolder, 'profiles');
  const tokenFile = join(settings.dataFolder, 'token');
  await writeFile(tokenFile, app.setupToken ?? '');
  await as('first', 'init', '--url', app.url, '--token-file', tokenFile);
  await Promise.all(['second', 'carol'].map((handle) => as(handle, 'sign-up', handle, '--url', app.url)));
  await database.dataSource.query(`UPDATE users SET is_operator = true WHERE handle = 'second'`);
  const { id } = await json<{ id: string }>('carol', 'sign-in');
  const viewer = { userId: fromNodeId('User', id), isOperator: false, sessionId: null };
  const { apiKey } = await market.money.createApiKey.execute({ viewer, label: 'k' });
  await market.topUp(viewer, 40_000_000n);
  const model = await market.publish({ pricePerQueryMicros: 20_000_000n });
  calls = await market.report({ viewer, keyId: apiKey.id }, model.id, 2);
  await market.money.postUsage.execute(calls);
});
afterAll(async () => {
  await app.stop();
  await market.close();
});

const as = (profile: string, ...args: readonly string[]): Promise<Ran> =>
  commonpool(config, ...args, '--profile', profile);

async function json<T>(profile: string, ...args: readonly string[]): Promise<T> {
  const { out, err } = await as(profile, ...args, '--json');
  expect(err).toBe('');
  return JSON.parse(out) as T;
}

test('a customer disputes one of their calls, and two operators pay it back', async () => {
  expect((await as('carol', 'cases', 'calls')).out).toMatch(new RegExp(`^${calls[0]} .*posted +20.00 EUR$`, 'm'));
  const { id } = await json<{ id: string }>('carol', 'cases', 'dispute', String(calls[0]), 'It gave no answer.');
  await json('carol', 'cases', 'evidence', id, 'The answer was empty.', '--url', 'https://example.org/log');
  expect((await as('first', 'cases', 'queue')).out).toMatch(/dispute +usage:\d+ +open +20\d\d-/);

  await json('first', 'cases', 'take', id);
  const decide = ['cases', 'decide', id, 'refund', 'not-served', 'The log agrees.'];
  const unasked = await as('first', ...decide);
  expect([unasked.code, unasked.out]).toEqual([2, '']);
  expect(unasked.err).toContain('A refund of 20.00 EUR would move (the owners’ share from the pot):');
  expect(unasked.err).toContain('nothing was decided. Give --yes');
  expect((await as('first', ...decide, '--yes')).out).toBe(
    'It is decided: refund 20.00 EUR, waits for a second operator.\n',
  );
  const own = await as('first', 'cases', 'confirm', id, '--yes', '--json');
  expect(JSON.parse(own.err)).toMatchObject({ error: { code: 'SECOND_OPERATOR_REQUIRED' } });
  expect((await as('second', 'cases', 'confirm', id, '--yes')).out).toBe('It is closed: refund 20.00 EUR.\n');
  const shown = (await as('carol', 'cases', 'show', id)).out;
  for (const words of ['The answer was empty. | https://example.org/log', 'confirmed, closed', 'a refund']) {
    expect(shown).toContain(words);
  }
  expect((await as('carol', 'cases', 'calls')).out).toMatch(/posted +20\.00 EUR +20\.00 EUR/);
});

test('an operator proposes a correction, and another confirms the digest that they have looked at', async () => {
  const userId = fromNodeId('User', (await json<{ id: string }>('carol', 'sign-in')).id);
  const legs = [`customer:${userId}:EUR=+500000`, 'platform:EUR=-500000'];
  const input = ['cases', 'correct', `usage:${calls[1]}`, 'eur', 'Half of it was ours to pay.', ...legs];
  const { id, digest } = await json<{ id: string; digest: string }>('first', ...input);
  const blind = await as('second', 'cases', 'confirm', id, '--yes');
  expect([blind.code, blind.err]).toEqual([2, expect.stringContaining('--digest <sha256>')]);
  expect(blind.err).toMatch(/platform:EUR: -500000 micros, from \d+ to \d+/);
  const other = await as('second', 'cases', 'confirm', id, '--yes', '--digest', 'f'.repeat(64), '--json');
  expect(JSON.parse(other.err)).toMatchObject({ error: { code: 'CORRECTION_DIGEST' } });
  expect(await json('second', 'cases', 'confirm', id, '--yes', '--digest', digest)).toMatchObject({ state: 'CLOSED' });
  const next = await json<{ id: string }>('first', ...input);
  expect((await as('second', 'cases', 'refuse', next.id, 'unfounded', 'It was paid already.')).out).toContain(
    'Refused',
  );
  expect((await as('first', 'audit')).out).toMatch(/cases-agree +\d+ +right/);
});

test('a case is taken back by who opened it, and wrong words end with what to do next', async () => {
  const { id } = await json<{ id: string }>('carol', 'cases', 'request-refund', String(calls[1]), 'It was slow.');
  expect(await json('carol', 'cases', 'withdraw', id, '--yes')).toMatchObject({ state: 'WITHDRAWN' });
  expect((await as('carol', 'cases', 'list')).out).toMatch(/refund-request +usage:\d+ +withdrawn/);
  const faults: readonly (readonly [profile: string, args: readonly string[], words: string])[] = [
    ['carol', ['dispute', 'x', 'why'], 'commonpool cases calls'],
    ['carol', ['show', 'x'], 'commonpool cases list'],
    ['first', ['decide', id, 'praise', 'other', 'x', '--yes'], 'is none of refund, reject'],
    ['first', ['correct', 'usage:1', 'EUR', 'why', 'platform:EUR'], 'like platform:EUR=-1000'],
  ];
  const rans = await Promise.all(faults.map(([profile, args]) => as(profile, 'cases', ...args)));
  for (const [at, [, args, words]] of faults.entries()) {
    expect([args, rans[at]?.code, rans[at]?.err]).toEqual([args, 2, expect.stringContaining(words)]);
    expect(rans[at]?.err).not.toMatch(/at .*\.ts:\d+/);
  }
});
