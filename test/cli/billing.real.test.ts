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
