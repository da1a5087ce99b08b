import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient, generateKey } from '../../codegen/client/index.ts';
import { TopUpDocument, ViewerDocument } from '../../codegen/generated/graphql.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { commonpool } from './run-command.ts';

let instance: TestInstance;
let config: string;
beforeAll(async () => {
  instance = await startTestInstance({ COMMONPOOL_INSTANCE: 'https://pool.example.org' });
  config = join(instance.folder, 'config');
  expect((await commonpool(config, 'sign-up', 'carla', '--url', instance.url)).code).toBe(0);
});
afterAll(() => instance.close());

const billing = (...args: string[]) => commonpool(config, 'billing', ...args);

test('who has paid nothing yet sees so', async () => {
  const [receipts, invoices, refund, foreign] = await Promise.all([
    billing('receipts'),
    billing('invoices', '--json'),
    billing('refund'),
    billing('show', 'bm9uZQ'),
  ]);
  expect(receipts.out).toBe('There are no receipts yet.\n');
  expect(invoices.out).toBe('[]\n');
  expect(refund).toMatchObject({ code: 2, err: expect.stringContaining('nothing to pay back') });
  expect(foreign).toMatchObject({ code: 1, err: expect.stringContaining('must be the id of') });
});

test('a customer reads balance, receipts and a document', async () => {
  await topUp('5000000');
  const [balance, receipts] = await Promise.all([billing('balance'), billing('receipts', '--json')]);
  expect(balance).toMatchObject({ code: 0, err: '' });
  expect(balance.out).toContain('You can spend 5.00 EUR, and ask 5.00 EUR back.');
  expect(balance.out).toMatch(/Used in \d{4}-\d{2}: 0\.00 EUR so far\./);
  const [receipt] = JSON.parse(receipts.out) as [{ id: string }];
  expect(receipt).toMatchObject({ number: expect.stringMatching(/^R-\d{4}-000001$/), amountMicros: '5000000' });
  const shown = await billing('show', receipt.id);
  expect(shown.out).toContain('Received:     5.00 EUR\n');
  expect(shown.out).toContain('From:         https://pool.example.org\n');
});

test('a customer asks unused money back, once per key, then all that is left', async () => {
  const [first, again] = [await billing('refund', '1.5', '--key', 'k'), await billing('refund', '1.5', '--key', 'k')];
  expect(first.out).toBe('1.50 EUR left your balance, and will be paid back by an operator.\n');
  expect(again.out).toBe(first.out);
  const rest = await billing('refund', '--json');
  expect(JSON.parse(rest.out)).toMatchObject({ amountMicros: '3500000', state: 'REQUESTED' });
});

test('one operator approves a refund, and another settles it or puts it back', async () => {
  const as = (profile: string, ...args: string[]) => commonpool(config, ...args, '--profile', profile);
  for (const handle of ['first', 'second']) await as(handle, 'sign-up', handle, '--url', instance.url);
  await instance.database.dataSource.query(`UPDATE users SET is_operator = true WHERE handle IN ('first', 'second')`);
  const listed = await as('first', 'billing', 'refunds', '--json');
  const [paid, back] = JSON.parse(listed.out) as [{ id: string }, { id: string }];
  expect((await billing('approve', paid.id)).err).toContain('FORBIDDEN');
  const early = await as('second', 'billing', 'settle', paid.id, 'SEPA 1', '--yes', '--json');
  expect(early.err).toContain('BALANCE_REFUND_NOT_APPROVED');
  expect((await as('first', 'billing', 'approve', paid.id)).out).toBe(
    'Approved. Another operator pays it out and settles it.\n',
  );
  expect((await as('first', 'billing', 'refunds')).out).toMatch(/1\.50 EUR +approved\n.* 3\.50 EUR +requested\n$/);
  const alone = await as('first', 'billing', 'settle', paid.id, 'SEPA 1', '--yes', '--json');
  expect(alone.err).toContain('BALANCE_REFUND_SAME_HANDS');
  expect((await as('second', 'billing', 'settle', paid.id, 'SEPA 1')).err).toContain('nothing was settled');
  expect((await as('second', 'billing', 'settle', paid.id, 'SEPA 1', '--yes')).out).toBe('Settled.\n');
  expect((await as('second', 'billing', 'return', back.id, 'no account', '--yes')).out).toBe(
    'Returned: the money is on its customer’s balance again.\n',
  );
  expect((await as('first', 'billing', 'refunds')).out).toBe('No refund waits.\n');
  expect((await billing('balance')).out).toContain('You can spend 3.50 EUR');
}, 180_000);

/** As an operator, for the only customer. */
async function topUp(amountMicros: string): Promise<void> {
  const operator = createClient({ url: instance.url, key: await generateKey() });
  await operator.claimInstance('operator', instance.setupToken);
  const accessToken = (await commonpool(config, 'token')).out.trim();
  const tokens = { accessToken, accessTokenExpiresAt: new Date(Date.now() + 60_000).toISOString() };
  const customer = createClient({ url: instance.url, key: await generateKey(), tokens });
  const { viewer } = await customer.request(ViewerDocument);
  const input = { customerId: viewer.id, currency: 'EUR', amountMicros, idempotencyKey: 'first' };
  await operator.request(TopUpDocument, { input });
  await Promise.all([operator.close(), customer.close()]);
}
