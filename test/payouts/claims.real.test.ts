import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { wireNotices } from '../../wiring/notices.ts';
import { wirePayouts } from '../../wiring/payouts.ts';
import { openMarket, type Market } from '../revenue/market.ts';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

test('a balance refund that waits is no fault of the payouts, once billing says that it is its own', async () => {
  const { ground, members, money, billing } = market;
  const { viewer } = await market.customer(100n);
  const ask = { viewer, currency: 'EUR', amountMicros: 70n, idempotencyKey: 'unused' };
  await billing.requestBalanceRefund.execute(ask);
  const alone = wirePayouts(ground, members.identity, wireNotices(ground), money);
  expect(await alone.auditPayouts.execute()).toEqual(['account payable:EUR: it holds 70, but 0 are on their way out']);
  const together = wirePayouts(ground, members.identity, wireNotices(ground), money, [billing.refunds]);
  expect(await together.auditPayouts.execute()).toEqual([]);
});
