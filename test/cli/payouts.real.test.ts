import { randomUUID } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { PostJournals } from '../../domain/ledger/index.ts';
import { postgresLedger } from '../../infra/postgres/ledger/index.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { commonpool, type Ran } from './run-command.ts';

// Each command is a process of its own.
jest.setTimeout(180_000);

const IBAN = 'DE89370400440532013000';
const WAIT_MS = 72 * 3_600_000;
let instance: TestInstance;
let config: string;

beforeAll(async () => {
  instance = await startTestInstance();
  config = join(instance.folder, 'config');
  await writeFile(join(instance.folder, 'token'), `${instance.setupToken}\n`);
  const tokenFile = join(instance.folder, 'token');
  await as('maker', 'init', '--url', instance.url, '--token-file', tokenFile);
  await Promise.all(['releaser', 'payee'].map((handle) => as(handle, 'sign-up', handle, '--url', instance.url)));
});
afterAll(() => instance.close());

const as = (profile: string, ...args: readonly string[]): Promise<Ran> =>
  commonpool(config, ...args, '--profile', profile);

async function json<T>(profile: string, ...args: readonly string[]): Promise<T> {
  const { out, err } = await as(profile, ...args, '--json');
  expect(err).toBe('');
  return JSON.parse(out) as T;
}

/** Two operators, and a payee who is a proved person with 50 EUR in their wallet: made elsewhere than on this command line. */
async function prepare(): Promise<void> {
  const { dataSource, transactions } = instance.database;
  await dataSource.query(`UPDATE users SET is_operator = true WHERE handle = 'releaser'`);
  const person = randomUUID();
  await dataSource.query(
    `INSERT INTO persons (id, nullifier, proved_by, proved_at) VALUES ($1, repeat('a', 64), 'vouch', now())`,
    [person],
  );
  const [user] = await dataSource.query<{ id: string }[]>(
    `WITH proved AS (UPDATE users SET person_id = $1 WHERE handle = 'payee' RETURNING id) SELECT id FROM proved`,
    [person],
  );
  const { accounts, journals } = postgresLedger(dataSource);
  const legs = [
    { account: 'external:EUR', amountMicros: -50_000_000n },
    { account: `drawn:${user?.id}:EUR`, amountMicros: 50_000_000n },
  ];
  const draft = { key: 'funding:1', kind: 'funding', currency: 'EUR', legs };
  await transactions.run((tx) => new PostJournals(accounts, journals).execute(tx, [draft]));
}

interface Listed {
  readonly payouts: { id: string; state: string; amountMicros: string; reference: string | null }[];
  readonly wallets: { source: string; balanceMicros: string }[];
}

test('a payee signs a destination, takes money out, and two operators send it by the file in their hands', async () => {
  await prepare();
  const set = ['payouts', 'destination', 'DE89 3704 0044 0532 0130 00', '--holder', 'Ada Lovelace'];
  const unasked = await as('payee', ...set);
  expect(unasked).toMatchObject({ code: 2, out: '' });
  expect(unasked.err).toContain(`Money in EUR will go to ${IBAN} of Ada Lovelace`);
  expect(unasked.err).toContain('nothing was signed. Give --yes');
  expect(await json('payee', ...set, '--yes')).toMatchObject({ last4: '3000', version: 1, signed: true });

  const early = await as('payee', 'payouts', 'request', '20', '--yes', '--json');
  expect([early.code, JSON.parse(early.err)]).toMatchObject([1, { error: { code: 'PAYOUT_DESTINATION_WAITING' } }]);
  await instance.database.clock.advance(WAIT_MS);
  const asking = await as('payee', 'payouts', 'request', '20.50');
  expect([asking.code, asking.err]).toEqual([2, expect.stringContaining('nothing was taken out')]);
  const payout = await json<{ id: string }>('payee', 'payouts', 'request', '20.50', '--key', 'rent', '--yes');
  const before = await json<Listed>('payee', 'payouts', 'list');
  expect(before).toMatchObject({
    payouts: [{ id: payout.id, state: 'REQUESTED', amountMicros: '20500000' }],
    wallets: [{ source: 'OWNER', balanceMicros: '29500000' }, { source: 'BUILDER' }],
  });

  const batch = await json<{ id: string; digest: string }>('maker', 'payouts', 'batch');
  const path = join(instance.folder, 'payouts.csv');
  expect((await as('releaser', 'payouts', 'file', batch.id, path)).code).toBe(0);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(path, 'utf8')).toContain(`"${IBAN}","Ada Lovelace","20.50","EUR"`);
  const own = await as('maker', 'payouts', 'release', batch.id, path, '--yes', '--json');
  expect(JSON.parse(own.err)).toMatchObject({ error: { code: 'SAME_HANDS' } });
  const altered = join(instance.folder, 'altered.csv');
  await writeFile(altered, (await readFile(path, 'utf8')).replace('20.50', '2050'));
  const wrong = await as('releaser', 'payouts', 'release', batch.id, altered, '--yes', '--json');
  expect(JSON.parse(wrong.err)).toMatchObject({ error: { code: 'PAYOUT_BATCH_DIGEST' } });
  expect(await json('releaser', 'payouts', 'release', batch.id, path, '--yes')).toMatchObject({ state: 'RELEASED' });
  expect((await as('maker', 'payouts', 'batches')).out).toMatch(/1\s+20\.50 EUR\s+released/);

  const [, orderId = ''] = /^"([0-9a-f-]{36})"/m.exec(await readFile(path, 'utf8')) ?? [];
  expect(await json('maker', 'payouts', 'settle', orderId, '--reference', 'SEPA-1', '--yes')).toMatchObject({
    state: 'SETTLED',
    reference: 'SEPA-1',
  });
  expect((await as('payee', 'payouts', 'list')).out).toMatch(/20\.50 EUR\s+owner\s+…3000\s+settled/);
  expect((await as('maker', 'audit')).out).toContain('The books are right.');
});

test('operators hold, let go on and discard; a payee takes back what is in the house', async () => {
  const kept = await json<{ id: string }>('payee', 'payouts', 'request', '10', '--yes');
  expect(await json('maker', 'payouts', 'hold', kept.id, 'identity-check')).toMatchObject({
    holdReason: 'IDENTITY_CHECK',
  });
  expect((await as('maker', 'payouts', 'queue', '--held')).out).toContain('held: identity-check');
  await json('releaser', 'payouts', 'resume', kept.id);
  const batch = await json<{ id: string }>('maker', 'payouts', 'batch', kept.id);
  expect(await json('maker', 'payouts', 'discard', batch.id)).toMatchObject({ state: 'DISCARDED' });
  expect(await json('payee', 'payouts', 'cancel', kept.id)).toMatchObject({ state: 'CANCELLED' });

  const [set] = await json<{ id: string }[]>('payee', 'payouts', 'destination');
  const gone = await json('payee', 'payouts', 'destination', '--cancel', set!.id);
  expect(gone).toMatchObject({ cancelledAt: expect.any(String) });
});

test('a wrong word, id or file ends with what to do next, and no stack', async () => {
  const faults: readonly (readonly [args: readonly string[], words: string])[] = [
    [['request', 'much', '--yes'], 'is no amount'],
    [['request', '10', '--from', 'mattress', '--yes'], 'owner or builder'],
    [['destination', IBAN], '--holder <name>'],
    [['cancel', 'x'], 'commonpool payouts list'],
    [['hold', 'x', 'boredom'], 'is none of identity-check'],
    [
      ['release', Buffer.from(`v1:PayoutBatch:${randomUUID()}`).toString('base64url'), '/nowhere.csv'],
      'cannot be read',
    ],
  ];
  const rans = await Promise.all(faults.map(([args]) => as('payee', 'payouts', ...args)));
  for (const [at, [args, words]] of faults.entries()) {
    expect([args, rans[at]?.code, rans[at]?.err]).toEqual([args, 2, expect.stringContaining(words)]);
    expect(rans[at]?.err).not.toMatch(/at .*\.ts:\d+/);
  }
});
