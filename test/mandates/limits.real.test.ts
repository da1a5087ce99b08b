import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { accountKeys } from '../../domain/ledger/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import type { Customer } from '../revenue/market.ts';
import { codesOf, ONE_QUERY, openTicketHouse, type TicketHouse } from './ticket-house.ts';

let house: TicketHouse;
beforeAll(async () => {
  house = await openTicketHouse();
});
afterEach(async () => {
  expect(await house.faults()).toEqual([]);
});
afterAll(() => house.close());

const PRICE = 1_999n;
const DAY_MS = 86_400_000;

function limit({ viewer }: Customer, dailyMicros: bigint | null, monthlyMicros: bigint | null) {
  return house.mandates.setSpendingLimit.execute({ viewer, currency: 'EUR', dailyMicros, monthlyMicros });
}

const one = async (customer: Customer, modelId: Id) => codesOf(await house.ask([house.wish(customer, modelId)]))[0];

/** What posting asks, for a payment of its own. */
async function spendWithoutTicket(customer: Customer, amountMicros: bigint): Promise<bigint | undefined> {
  const payer = { customerId: customer.viewer.userId, currency: 'EUR' };
  return house.db.transactions.run(async (tx) => {
    const remaining = await house.mandates.spendingLimits.lock(tx, [payer], tx.now);
    await house.mandates.spendingLimits.spend(tx, [{ ...payer, amountMicros, at: tx.now }]);
    return remaining.get(accountKeys.customer(payer.customerId, payer.currency));
  });
}

test('tickets and other calls count together against the day’s and the month’s limit', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 1_000_000n);
  await limit(customer, 3n * PRICE, 4n * PRICE);
  expect(await spendWithoutTicket(customer, PRICE)).toBe(3n * PRICE);
  expect(codesOf(await house.ask([1, 2, 3].map(() => house.wish(customer, model.id))))).toEqual([
    'ok',
    'ok',
    'SPENDING_LIMIT_REACHED',
  ]);
  const [state] = await house.mandates.seeSpending.ofCustomer(customer.viewer.userId);
  expect(state).toMatchObject({ remainingMicros: 0n, spent: { dayMicros: 3n * PRICE, monthMicros: 3n * PRICE } });
});

test('a released or partly used ticket gives its rest back to the day and month of its issue', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 1_000_000n);
  await limit(customer, 3n * PRICE, null);
  const two = { maxUnits: { ...ONE_QUERY, queries: 2 } };
  const [released, used] = [await house.buy(customer, model.id), await house.buy(customer, model.id, two)];
  expect(used.limited).toBe(true);
  expect(await one(customer, model.id)).toBe('SPENDING_LIMIT_REACHED');
  await house.release(released.id);
  expect(await house.spend(customer, used)).toBe('accepted');
  await house.db.clock.advance(DAY_MS);
  await house.post(used.id);
  await house.db.clock.advance(-DAY_MS);
  const [state] = await house.mandates.seeSpending.ofCustomer(customer.viewer.userId);
  expect(state?.spent.dayMicros).toBe(PRICE);
  expect(await one(customer, model.id)).toBe('ok');
});

test('a new day opens the daily limit again, a new month the monthly one', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 1_000_000n, { expiresAt: await inDays(60) });
  const now = await house.db.clock.now();
  const untilNextMonth = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1) - now.getTime();
  await house.db.clock.advance(untilNextMonth);
  await limit(customer, PRICE, 2n * PRICE);
  const bought: (string | undefined)[] = [];
  for (const days of [0, 1, 1]) {
    await house.db.clock.advance(days * DAY_MS);
    bought.push(await one(customer, model.id), await one(customer, model.id));
  }
  expect(bought.map((code) => code === 'ok')).toEqual([true, false, true, false, false, false]);
  await house.db.clock.advance(29 * DAY_MS);
  expect(await one(customer, model.id)).toBe('ok');
  await house.db.clock.advance(-untilNextMonth - 31 * DAY_MS);
});

async function inDays(days: number): Promise<Date> {
  return new Date((await house.db.clock.now()).getTime() + days * DAY_MS);
}

test('a limit holds from the moment it is set, higher or lower, and its history stays', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 1_000_000n);
  expect(await one(customer, model.id)).toBe('ok');
  await limit(customer, PRICE, null);
  expect([await one(customer, model.id), await one(customer, model.id)]).toEqual(['ok', 'SPENDING_LIMIT_REACHED']);
  await limit(customer, 2n * PRICE, null);
  expect([await one(customer, model.id), await one(customer, model.id)]).toEqual(['ok', 'SPENDING_LIMIT_REACHED']);
  await limit(customer, 0n, null);
  expect(await one(customer, model.id)).toBe('SPENDING_LIMIT_REACHED');
  const [state] = await house.mandates.seeSpending.ofCustomer(customer.viewer.userId);
  expect(state?.remainingMicros).toBe(0n);
  await limit(customer, null, null);
  expect(await one(customer, model.id)).toBe('ok');
  expect(await house.mandates.seeSpending.ofCustomer(customer.viewer.userId)).toEqual([]);
  const { userId } = customer.viewer;
  const history = await house.mandates.spendingLimits.history(userId, { limit: 10, direction: 'forward' });
  expect(history.items.map((change) => change.dailyMicros)).toEqual([null, 0n, 2n * PRICE, PRICE]);
  await expect(
    house.db.dataSource.query('DELETE FROM spending_limit_changes WHERE customer_id = $1', [userId]),
  ).rejects.toThrow('never changed');
});

test('a ticket of before the limit, and a limit removed meanwhile, leave the counts right', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 1_000_000n);
  const before = await house.buy(customer, model.id);
  expect(before.limited).toBe(false);
  await limit(customer, 10n * PRICE, null);
  const during = await house.buy(customer, model.id);
  await house.release(before.id);
  expect((await house.mandates.seeSpending.ofCustomer(customer.viewer.userId))[0]?.spent.dayMicros).toBe(PRICE);
  await limit(customer, null, null);
  await house.release(during.id);
  await limit(customer, 10n * PRICE, null);
  expect((await house.mandates.seeSpending.ofCustomer(customer.viewer.userId))[0]?.spent.dayMicros).toBe(0n);
});

test('customers without a limit are absent, and nothing is counted for them', async () => {
  const customer = await house.customer();
  expect(await spendWithoutTicket(customer, 5n)).toBeUndefined();
  const rows = await house.db.dataSource.query<unknown[]>('SELECT FROM spending_counts WHERE customer_id = $1', [
    customer.viewer.userId,
  ]);
  expect(rows).toEqual([]);
});

test('fifty payments at once pass no limit', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 10_000_000n);
  await limit(customer, 20n * PRICE, null);
  const bought = await Promise.all(Array.from({ length: 50 }, () => one(customer, model.id)));
  expect(bought.filter((code) => code === 'ok')).toHaveLength(20);
});

test('a negative limit, or one in a currency that is not booked, is refused by its field', async () => {
  const customer = await house.customer();
  await expect(limit(customer, -1n, null)).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['dailyMicros'] });
  const usd = { viewer: customer.viewer, currency: 'USD', dailyMicros: 1n, monthlyMicros: null };
  await expect(house.mandates.setSpendingLimit.execute(usd)).rejects.toMatchObject({ field: ['currency'] });
});
