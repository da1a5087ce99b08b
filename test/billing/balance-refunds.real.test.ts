import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Viewer } from '../../domain/identity/index.ts';
import { newId } from '../../domain/shared/index.ts';
import { openMarket, type Market } from '../revenue/market.ts';

let market: Market;
let other: Viewer;
beforeAll(async () => {
  market = await openMarket();
  other = await operator();
});
afterAll(async () => {
  expect(await market.billing.auditBilling.execute()).toEqual([]);
  expect(await market.faults()).toEqual([]);
  await market.close();
});

const ask = (viewer: Viewer, amountMicros: bigint, idempotencyKey: string = randomUUID()) => {
  return market.billing.requestBalanceRefund.execute({ viewer, currency: 'EUR', amountMicros, idempotencyKey });
};
const operator = async (person?: string): Promise<Viewer> => {
  const { viewer } = await market.members.join(person === undefined ? {} : { person });
  return { ...viewer, isOperator: true };
};
const approve = (refundId: string, viewer = market.operator) => {
  return market.billing.approveBalanceRefund.execute({ viewer, refundId });
};
const settle = (refundId: string, providerReference = 'SEPA 1', viewer = other) => {
  return market.billing.settleBalanceRefund.execute({ viewer, refundId, providerReference });
};
const giveBack = (refundId: string, reason = 'no such account', viewer = other) => {
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

  const approved = await approve(refund.id);
  expect(approved).toMatchObject({ state: 'approved', approvedBy: market.operator.userId, closedAt: null });
  expect([await balanceOf(viewer), (await payable()) - before]).toEqual([30n, 70n]);
  expect(await market.transactions.run((tx) => market.billing.refunds.openMicros(tx, 'EUR'))).toBe(await payable());

  const settled = await settle(refund.id, ' SEPA 77 ');
  expect(settled).toMatchObject({
    id: approved.id,
    amountMicros: approved.amountMicros,
    approvedBy: approved.approvedBy,
    state: 'settled',
    evidence: 'SEPA 77',
    closedBy: other.userId,
    closedAt: expect.any(Date),
  });
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
  const neighbour = await market.customer(100n);
  expect((await ask(neighbour.viewer, 6n, 'mine')).customerId).toBe(neighbour.viewer.userId);
});

test('a refund is closed once: said again with the same evidence it is the same, otherwise it is refused', async () => {
  const { viewer } = await market.customer(100n);
  const refund = await ask(viewer, 40n);
  await approve(refund.id);
  const settled = await Promise.all([settle(refund.id), settle(refund.id), settle(refund.id)]);
  expect(new Set(settled.map(({ closedAt }) => closedAt?.getTime())).size).toBe(1);
  await expect(settle(refund.id, 'SEPA 2')).rejects.toMatchObject({ code: 'BALANCE_REFUND_CLOSED' });
  await expect(giveBack(refund.id)).rejects.toMatchObject({ code: 'BALANCE_REFUND_CLOSED' });
  await expect(approve(refund.id)).rejects.toMatchObject({ code: 'BALANCE_REFUND_CLOSED' });
});

test('nothing is paid out before it was approved, nor by the operator who approved it, nor by that person under another name', async () => {
  const { viewer } = await market.customer(100n);
  const refund = await ask(viewer, 40n);
  await expect(settle(refund.id)).rejects.toMatchObject({ code: 'BALANCE_REFUND_NOT_APPROVED', field: ['refundId'] });
  const [first, alias] = [await operator('one person'), await operator('one person')];
  expect(await approve(refund.id, first)).toMatchObject({ state: 'approved', approvedBy: first.userId });
  expect(await approve(refund.id, other)).toMatchObject({ state: 'approved', approvedBy: first.userId });
  for (const hand of [first, alias]) {
    await expect(settle(refund.id, 'x', hand)).rejects.toMatchObject({ code: 'BALANCE_REFUND_SAME_HANDS' });
    await expect(giveBack(refund.id, 'x', hand)).rejects.toMatchObject({ code: 'BALANCE_REFUND_SAME_HANDS' });
  }
  expect(await settle(refund.id)).toMatchObject({ state: 'settled', approvedBy: first.userId, closedBy: other.userId });
});

test('before it was approved no money can have left, and one operator is enough to return it', async () => {
  const { viewer } = await market.customer(100n);
  const refund = await ask(viewer, 100n);
  expect(await giveBack(refund.id)).toMatchObject({ state: 'returned', approvedBy: null });
  expect(await balanceOf(viewer)).toBe(100n);
  const approved = await ask(viewer, 100n);
  await approve(approved.id);
  expect(await giveBack(approved.id)).toMatchObject({ state: 'returned', approvedBy: market.operator.userId });
  expect(await balanceOf(viewer)).toBe(100n);
});

test('an operator who is the customer, under whichever name, decides nothing about it', async () => {
  const [self, alias] = [await operator('me'), await operator('me')];
  await market.topUp(self, 100n);
  const refund = await ask(self, 100n);
  const own = { code: 'OWN_BALANCE_REFUND' };
  for (const hand of [self, alias]) {
    await expect(approve(refund.id, hand)).rejects.toMatchObject(own);
    await expect(giveBack(refund.id, 'x', hand)).rejects.toMatchObject(own);
  }
  await approve(refund.id);
  for (const hand of [self, alias]) await expect(settle(refund.id, 'x', hand)).rejects.toMatchObject(own);
});

test('ten operators approve at once and ten settle at once: it is approved by one, and settled by one other', async () => {
  const { viewer } = await market.customer(100n);
  const refund = await ask(viewer, 100n);
  const hands = await Promise.all(Array.from({ length: 10 }, () => operator()));
  const approved = await Promise.all(hands.map((hand) => approve(refund.id, hand)));
  expect(new Set(approved.map(({ approvedBy }) => approvedBy)).size).toBe(1);
  const settled = await Promise.allSettled(hands.map((hand) => settle(refund.id, hand.userId, hand)));
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const kept = await market.billing.refunds.byId(refund.id);
  expect(kept?.closedBy).not.toBe(kept?.approvedBy);
});

test('PostgreSQL refuses by itself what takes one hand, skips one, or rewrites who it was', async () => {
  const { viewer } = await market.customer(100n);
  const [asked, approved] = [await ask(viewer, 10n), await ask(viewer, 20n)];
  await approve(approved.id);
  const update = (id: string, set: string) =>
    market.db.dataSource.query(`UPDATE balance_refunds SET ${set} WHERE id = $1`, [id]);
  const closed = (by: string) => `closed_by = '${by}', closed_at = now(), evidence = 'x'`;
  const [first, second] = [market.operator.userId, other.userId];
  const stamp = (by: string) => `approved_by = '${by}', approved_at = now()`;
  const refused = [
    [approved.id, `state = 'settled', ${closed(first)}`, 'balance_refunds_two_hands'],
    [approved.id, `state = 'returned', ${closed(first)}`, 'balance_refunds_two_hands'],
    [approved.id, `state = 'settled', ${closed(viewer.userId)}`, 'balance_refunds_other_hands'],
    [asked.id, `state = 'approved', ${stamp(viewer.userId)}`, 'balance_refunds_other_hands'],
    [asked.id, `state = 'approved'`, 'balance_refunds_approved'],
    [asked.id, `state = 'settled', ${stamp(first)}, ${closed(second)}`, 'requested does not become settled'],
    [asked.id, `state = 'returned', ${stamp(first)}, ${closed(second)}`, 'never changes'],
    [approved.id, `state = 'settled', ${stamp(second)}, ${closed(first)}`, 'never changes'],
    [approved.id, `state = 'settled', one_hand = true, ${closed(first)}`, 'never changes'],
    [approved.id, `state = 'requested', approved_by = NULL, approved_at = NULL`, 'approved does not become requested'],
  ] as const;
  for (const [id, set, why] of refused) await expect(update(id, set)).rejects.toThrow(why);
  await settle(approved.id);
  await expect(update(approved.id, `state = 'returned'`)).rejects.toThrow('settled does not become returned');
  const row = (state: string, oneHand: boolean) =>
    market.db.dataSource.query(
      `INSERT INTO balance_refunds (id, customer_id, currency, amount_micros, idempotency_key, state, requested_at, one_hand)
       VALUES ($1::uuid, $2, 'EUR', 1, $1::text, $3, now(), $4)`,
      [newId(), viewer.userId, state, oneHand],
    );
  await expect(row('approved', false)).rejects.toThrow('begins as requested');
  await expect(row('requested', true)).rejects.toThrow('begins as requested');
});

test('one operator settles while another returns: one of them wins, and the money is in one place', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { viewer } = await market.customer(100n);
    const refund = await ask(viewer, 100n);
    await approve(refund.id);
    const [settled, returned] = await Promise.allSettled([settle(refund.id), giveBack(refund.id)]);
    expect([settled.status, returned.status].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['fulfilled', 'rejected']);
    expect(await balanceOf(viewer)).toBe(settled.status === 'fulfilled' ? 0n : 100n);
  }
});

test('only operators close refunds, only what is asked sensibly is opened, and what is unknown is not found', async () => {
  const { viewer } = await market.customer(100n);
  const refund = await ask(viewer, 1n);
  await expect(approve(refund.id, viewer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(settle(refund.id, 'x', viewer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(giveBack(refund.id, 'x', viewer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(approve(newId())).rejects.toMatchObject({ code: 'NOT_FOUND', field: ['refundId'] });
  await expect(settle(newId())).rejects.toMatchObject({ code: 'NOT_FOUND', field: ['refundId'] });
  await expect(settle(refund.id, '  ')).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['providerReference'] });
  await expect(giveBack(refund.id, 'a\nb')).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['reason'] });
  await expect(ask(viewer, 0n)).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['amountMicros'] });
  await expect(ask(viewer, 5n, '')).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['idempotencyKey'] });
  const usd = { viewer, currency: 'USD', amountMicros: 1n, idempotencyKey: 'u' };
  await expect(market.billing.requestBalanceRefund.execute(usd)).rejects.toMatchObject({ field: ['currency'] });
});
