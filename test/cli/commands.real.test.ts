import { readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { redditArchive } from '../../examples/archives/reddit.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { commonpool, commonpoolUnread } from './run-command.ts';

let instance: TestInstance;
let config: string;
beforeAll(async () => {
  instance = await startTestInstance();
  config = join(instance.folder, 'config');
  await writeFile(join(instance.folder, 'token'), `${instance.setupToken}\n`);
});
afterAll(() => instance.close());

const init = (profile: string) => {
  const tokenFile = join(instance.folder, 'token');
  return commonpool(config, 'init', '--url', instance.url, '--token-file', tokenFile, '--profile', profile, '--json');
};

test('init makes the first operator, once, with a key that only its owner can read', async () => {
  const first = await init('operator');
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(first.out)).toMatchObject({ handle: 'operator', recoveryCodes: expect.any(Array) });
  const path = join(config, 'operator.json');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const { privateJwk } = JSON.parse(await readFile(path, 'utf8')) as { privateJwk: { crv: string } };
  expect(privateJwk.crv).toBe('Ed25519');

  const signedIn = await commonpool(config, 'sign-in', '--profile', 'operator', '--json');
  expect(JSON.parse(signedIn.out)).toMatchObject({ handle: 'operator', isOperator: true });

  const audit = await commonpool(config, 'audit', '--profile', 'operator', '--json');
  expect(JSON.parse(audit.out)).toMatchObject({ entriesSumMicros: '0', balancesSumMicros: '0', faults: [] });

  const second = await init('second');
  expect(second.code).toBe(1);
  expect(JSON.parse(second.err)).toMatchObject({ error: { code: 'INSTANCE_CLAIMED' } });
});

test('an audit of books that were tampered with names what is wrong, and ends with 3', async () => {
  const { dataSource } = instance.database;
  const insert = `INSERT INTO ledger_accounts (key, kind, currency, floor_micros) VALUES ('tax:EUR', 'tax', 'EUR', 0)`;
  await dataSource.query(insert);
  const balance = (micros: number) =>
    dataSource.query(`UPDATE ledger_accounts SET balance_micros = $1 WHERE key = 'tax:EUR'`, [micros]);
  await balance(7);
  const people = await commonpool(config, 'audit', '--profile', 'operator');
  expect(people.code).toBe(3);
  expect(people.out).toMatch(/^INVARIANT +CHECK +MS +RESULT$/m);
  expect(people.out).toMatch(/^1 +journal-balanced +\d+ +right$/m);
  expect(people.out).toMatch(/^2 +balance-is-sum +\d+ +account tax:EUR: its balance is 7, but its entries sum to 0$/m);
  expect(people.out).toContain('The books are wrong.');
  const programs = await commonpool(config, 'audit', '--profile', 'operator', '--json');
  expect(programs.code).toBe(3);
  expect(JSON.parse(programs.out)).toMatchObject({
    sound: false,
    faults: expect.arrayContaining([expect.any(String)]),
  });
  await balance(0);
  expect((await commonpool(config, 'audit', '--profile', 'operator')).code).toBe(0);
});

test('a member signs up and sees an archive become a dataset', async () => {
  expect((await commonpool(config, 'sign-up', 'alice', '--url', instance.url)).code).toBe(0);
  const archive = join(instance.folder, 'export_alice.zip');
  await writeFile(archive, await redditArchive({ seed: 'alice', records: 200 }));
  const uploaded = await commonpool(config, 'upload', archive, '--json');
  expect(uploaded.err).toBe('');
  const dataset = JSON.parse(uploaded.out) as { id: string };
  expect(dataset).toMatchObject({ source: 'reddit', state: 'READY' });
  const listed = await commonpool(config, 'datasets', '--json');
  expect(JSON.parse(listed.out)).toMatchObject([{ id: dataset.id, state: 'READY' }]);
  const { uploads } = JSON.parse(await readFile(join(config, 'default.json'), 'utf8')) as { uploads: object };
  expect(uploads).toEqual({});
});

test('a member who owns nothing yet sees so, and draws nothing', async () => {
  const earnings = await commonpool(config, 'earnings', '--json');
  expect(earnings).toMatchObject({ code: 0, out: '[]\n' });
  const drawn = await commonpool(config, 'draw', 'bW9kZWw');
  expect(drawn.code).toBe(2);
  expect(drawn.err).toContain('You own no part');
  const audit = await commonpool(config, 'audit', '--json');
  expect(JSON.parse(audit.err)).toMatchObject({ error: { code: 'FORBIDDEN' } });
});

test('a reader that stops early ends the command without a fault', async () => {
  expect(await commonpoolUnread(config, 'pools')).toMatchObject({ code: 0, err: '' });
});

test('a file that is no archive is refused with its code', async () => {
  const path = join(instance.folder, 'holiday.zip');
  await writeFile(path, 'not a zip at all');
  const { code, err } = await commonpool(config, 'upload', path, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(err)).toMatchObject({ error: { code: 'ARCHIVE_NOT_A_ZIP' } });
});

const FAULTS: readonly (readonly [what: string, args: readonly string[], code: number, words: string])[] = [
  ['no account', ['datasets', '--profile', 'nobody'], 2, 'commonpool sign-up'],
  ['a folder as archive', ['upload', tmpdir()], 2, 'is a folder'],
  ['an id that is none', ['vote', 'foo', 'for'], 2, 'commonpool proposals'],
  ['a recovery without a code', ['recover', 'alice', '--profile', 'new'], 2, '--code <code>'],
  ['a recovery that nobody began', ['recover', '--finish', '--profile', 'new'], 2, 'No recovery waits'],
  ['a file that is not there', ['upload', '/nowhere/export.zip'], 2, 'cannot be read'],
  ['a bundle that is not there', ['recount', 'nowhere.json'], 2, 'commonpool bundle'],
  ['a bundle that is none', ['recount', 'package.json'], 2, 'Line 1'],
  ['a delegate who is none', ['delegate', 'x', 'y', '--yes'], 2, 'commonpool pools'],
  ['a delegation that is none', ['end-delegation', 'x'], 2, 'commonpool delegations'],
  ['an unknown command', ['uplaod'], 2, "unknown command 'uplaod'"],
  ['an instance that is away', ['sign-up', 'bob', '--profile', 'bob', '--url', 'http://127.0.0.1:9'], 1, 'npm start'],
];

test('every failure ends with an exit code and what to do next, and no stack', async () => {
  const rans = await Promise.all(FAULTS.map(([, args]) => commonpool(config, ...args)));
  for (const [index, [what, , code, words]] of FAULTS.entries()) {
    expect([what, rans[index]?.code]).toEqual([what, code]);
    expect([what, rans[index]?.err]).toEqual([what, expect.stringContaining(words)]);
    expect(rans[index]?.err).not.toMatch(/at .*\.ts:\d+/);
  }
});
