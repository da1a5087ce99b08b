import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Viewer } from '../../domain/identity/index.ts';
import { newId } from '../../domain/shared/index.ts';
import { openMarket, type Market } from '../revenue/market.ts';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(async () => {
  expect(await market.billing.auditBilling.execute()).toEqual([]);
  expect(await market.faults()).toEqual([]);
  await market.close();
});

const ask = (viewer: Viewer, amountMicros: bigint, idempotencyKey: string = randomUUID()) => {
  return market.billing.requestBalanceRefund.execute({ viewer, currency: 'EUR', amountMicros, idempotencyKey });
};
const settle = (refundId: string, providerReference = 'SEPA 1', viewer = market.operator) => {
  return market.billing.settleBalanceRefund.execute({ viewer, refundId, providerReference });
};
const giveBack = (refundId: string, reason = 'no such account', viewer = market.operator) => {
  return market.billing.returnBalanceRefund.execute({ viewer, refundId, reason });
};
const balanceOf = ({ userId }: Viewer) => market.money.accounts.balance(`customer:${userId}:EUR`);
const payable = () => market.money.accounts.balance('payable:EUR');

test('unused money leaves the balance when it is asked for, and the instance when it was paid out', async () => {
  const { viewer } = await market.customer(100n);
  const before = await payable();
  const refund = await ask(viewer, 70n);
  expect(refund).toMatchObject({ state: 'requested', amountMicros: 70n, closedAt: null });
  expect([await balanceOf(viewer), (await payable()) - before]).toEqual([30n, 70n]);
  expect(await market.transactions.run((tx) => market.billing.refunds.openMicros(tx, 'EUR'))).toBe(await payable());

  const settled = await settle(refund.id, ' SEPA 77 ');
  expect(settled).toMatchObject({ state: 'settled', evidence: 'SEPA 77', closedBy: market.operator.userId });
  expect([await balanceOf(viewer), await payable()]).toEqual([30n, before]);
});

test('money that could not be paid out is on the balance again, and wakes the parked calls', async () => {
  const model = await market.publish({ pricePerQueryMicros: 60n });
  const customer = await market.customer(100n);
  const refund = await ask(customer.viewer, 50n);
  const [call] = await market.report(customer, model.id, 1);
  expect(await market.money.postUsage.execute([call!])).toMatchObject({ unfunded: 1 });
  expect(await giveBack(refund.id)).toMatchObject({ state: 'returned', evidence: 'no such account' });
  await market.postFunded();
  expect(await balanceOf(customer.viewer)).toBe(40n);
});

test('no more than the balance is given back, however many ask at once', async () => {
  const { viewer } = await market.customer(100n);
  const asked = await Promise.allSettled(Array.from({ length: 12 }, () => ask(viewer, 30n)));
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  expect(await balanceOf(viewer)).toBe(10n);
  await expect(ask(viewer, 11n)).rejects.toMatchObject({
    code: 'REFUND_EXCEEDS_BALANCE',
    field: ['amountMicros'],
    details: { balanceMicros: '10' },
  });
});

test('the same key is the same refund, twenty times at once; with other input it is refused', async () => {
  const { viewer } = await market.customer(100n);
  const refunds = await Promise.all(Array.from({ length: 20 }, () => ask(viewer, 5n, 'mine')));
  expect(new Set(refunds.map(({ id }) => id)).size).toBe(1);
  expect(await balanceOf(viewer)).toBe(95n);
  await expect(ask(viewer, 6n, 'mine')).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  const other = await market.customer(100n);
  expect((await ask(other.viewer, 6n, 'mine')).customerId).toBe(other.viewer.userId);
});

test('a refund is closed once: said again with the same evidence it is the same, otherwise it is refused', async () => {
  const { viewer } = await market.customer(100n);
  const refund = await ask(viewer, 40n);
  const settled = await Promise.all([settle(refund.id), settle(refund.id), settle(refund.id)]);
  expect(new Set(settled.map(({ closedAt }) => closedAt?.getTime())).size).toBe(1);
  await expect(settle(refund.id, 'SEPA 2')).rejects.toMatchObject({ code: 'BALANCE_REFUND_CLOSED' });
  await expect(giveBack(refund.id)).rejects.toMatchObject({ code: 'BALANCE_REFUND_CLOSED' });
  const change = `UPDATE balance_refunds SET state = 'returned' WHERE id = $1`;
  await expect(market.db.dataSource.query(change, [refund.id])).rejects.toThrow('closed once');
});

test('one operator settles while another returns: one of them wins, and the money is in one place', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { viewer } = await market.customer(100n);
    const refund = await ask(viewer, 100n);
    const [settled, returned] = await Promise.allSettled([settle(refund.id), giveBack(refund.id)]);
    expect([settled.status, returned.status].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['fulfilled', 'rejected']);
    expect(await balanceOf(viewer)).toBe(settled.status === 'fulfilled' ? 0n : 100n);
  }
});

test('only operators close refunds, only what is asked sensibly is opened, and what is unknown is not found', async () => {
  const { viewer } = await market.customer(100n);
  const refund = await ask(viewer, 1n);
  await expect(settle(refund.id, 'x', viewer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(giveBack(refund.id, 'x', viewer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(settle(newId())).rejects.toMatchObject({ code: 'NOT_FOUND', field: ['refundId'] });
  await expect(settle(refund.id, '  ')).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['providerReference'] });
  await expect(giveBack(refund.id, 'a\nb')).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['reason'] });
  await expect(ask(viewer, 0n)).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['amountMicros'] });
  await expect(ask(viewer, 5n, '')).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['idempotencyKey'] });
  const usd = { viewer, currency: 'USD', amountMicros: 1n, idempotencyKey: 'u' };
  await expect(market.billing.requestBalanceRefund.execute(usd)).rejects.toMatchObject({ field: ['currency'] });
});
