import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient, generateKey } from '../../codegen/client/index.ts';
import { TopUpDocument, ViewerDocument } from '../../codegen/generated/graphql.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { commonpool } from './run-command.ts';

let instance: TestInstance;
let config: string;
beforeAll(async () => {
  instance = await startTestInstance();
  config = join(instance.folder, 'config');
  await writeFile(join(instance.folder, 'token'), `${instance.setupToken}\n`);
});
afterAll(() => instance.close());

test('a customer reads balance, receipts and a document, and asks unused money back', async () => {
  const made = await commonpool(config, 'sign-up', 'carla', '--url', instance.url);
  expect(made.code).toBe(0);
  const nothing = await commonpool(config, 'billing', 'refund');
  expect(nothing).toMatchObject({ code: 2, err: expect.stringContaining('nothing to pay back') });
  expect((await commonpool(config, 'billing', 'receipts')).out).toBe('There are no receipts yet.\n');
  await topUp('5000000');

  const balance = await commonpool(config, 'billing', 'balance');
  expect(balance).toMatchObject({ code: 0, err: '' });
  expect(balance.out).toContain('You can spend 5.00 EUR, and ask 5.00 EUR back.');
  expect(balance.out).toMatch(/Used in \d{4}-\d{2}: 0\.00 EUR so far\./);

  const [receipt] = JSON.parse((await commonpool(config, 'billing', 'receipts', '--json')).out) as [{ id: string }];
  expect(receipt).toMatchObject({ number: expect.stringMatching(/^R-\d{4}-000001$/), amountMicros: '5000000' });
  const shown = await commonpool(config, 'billing', 'show', receipt.id);
  expect(shown.out).toContain('Received:     5.00 EUR\n');
  expect(shown.out).toContain(`From:         ${instance.url.replace(/:\d+$/, '').replace('127.0.0.1', 'localhost')}`);

  expect((await commonpool(config, 'billing', 'invoices', '--json')).out).toBe('[]\n');
  const refund = await commonpool(config, 'billing', 'refund', '1.5', '--key', 'k');
  expect(refund.out).toBe('1.50 EUR left your balance, and will be paid back by an operator.\n');
  expect((await commonpool(config, 'billing', 'refund', '1.5', '--key', 'k')).out).toBe(refund.out);
  const rest = await commonpool(config, 'billing', 'refund', '--json');
  expect(JSON.parse(rest.out)).toMatchObject({ amountMicros: '3500000', state: 'REQUESTED' });
  const foreign = await commonpool(config, 'billing', 'show', 'bm9uZQ');
  expect(foreign.code).not.toBe(0);
});

/** As an operator, for the only customer. */
async function topUp(amountMicros: string): Promise<void> {
  const key = await generateKey();
  const operator = createClient({ url: instance.url, key });
  await operator.claimInstance('operator', instance.setupToken);
  const me = await commonpool(config, 'token');
  const customer = createClient({
    url: instance.url,
    key: await generateKey(),
    tokens: { accessToken: me.out.trim(), accessTokenExpiresAt: new Date(Date.now() + 60_000).toISOString() },
  });
  const { viewer } = await customer.request(ViewerDocument);
  const input = { customerId: viewer.id, currency: 'EUR', amountMicros, idempotencyKey: 'first' };
  await operator.request(TopUpDocument, { input });
  await operator.close();
  await customer.close();
}
