import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BuyersOfCalls } from '../../domain/revenue/index.ts';
import { newId, type Id } from '../../domain/shared/index.ts';
import { postgresLedger } from '../../infra/postgres/ledger/index.ts';
import { postgresModels } from '../../infra/postgres/models/index.ts';
import { postgresRevenue } from '../../infra/postgres/revenue/index.ts';
import { openTicketHouse, type TicketHouse } from '../mandates/ticket-house.ts';
import type { Customer } from './market.ts';

let house: TicketHouse;
let buyers: BuyersOfCalls;
beforeAll(async () => {
  house = await openTicketHouse({ COMMONPOOL_TICKET_LIFETIME_MS: '60000' });
  await house.fundReserve(10_000n);
  const { dataSource } = house.ground;
  const { modelVersions } = postgresModels(dataSource);
  const { callSums, tickets } = house.money;
  const { refunds } = postgresRevenue(dataSource);
  buyers = new BuyersOfCalls(modelVersions, callSums, tickets, refunds, postgresLedger(dataSource).holderSums);
});
afterAll(() => house.close());

const PRICE = 1_999n;
const AN_HOUR_MS = 3_600_000;

async function paid(poolId: Id, customers: readonly Customer[], { sinceMs = AN_HOUR_MS, currency = 'EUR' } = {}) {
  const userIds = customers.map(({ viewer }) => viewer.userId);
  return house.transactions.run(async (tx) => {
    const since = new Date(tx.now.getTime() - sinceMs);
    const sums = await buyers.paid(tx, { poolId, currency, userIds, since });
    return customers.map(({ viewer }) => sums.get(viewer.userId) ?? 0n);
  });
}

const refund = (inboxId: bigint, amountMicros: bigint) =>
  house.transactions.run((tx) => house.money.refundUsage.execute(tx, { refundId: newId(), inboxId, amountMicros }));

test('what a customer paid for a pool’s calls is what its journals took, with tickets or without, less what came back', async () => {
  const poolId = newId();
  const model = await house.publish({ poolId });
  const [ada, ben] = [await house.buyer(model.id, 100_000n), await house.buyer(model.id, 100_000n)];
  const nobody = await house.customer();
  const wide = { maxUnits: { queries: 5, inputTokens: 0, outputTokens: 0, seconds: 0 } };
  const [captured, forgotten, open] = [
    await house.buy(ada, model.id, wide),
    await house.buy(ada, model.id),
    await house.buy(ben, model.id, wide),
  ];
  expect(open.state).toBe('open');
  await house.spend(ada, captured);
  await house.post(captured.id);
  const [first] = (await house.report(ada, model.id, 2)) as [bigint];
  await house.money.postUsage.execute(house.queued.slice(-2));
  expect(await paid(poolId, [ada, ben, nobody])).toEqual([3n * PRICE, 0n, 0n]);

  await refund(first, 999n);
  await house.db.clock.advance(60_000);
  await house.mandates.expireTickets.execute();
  expect((await house.ticket(forgotten.id)).state).toBe('expired');
  expect(await paid(poolId, [ben, ada])).toEqual([5n * PRICE, 4n * PRICE - 999n]);
  const before = [100_000n - (await house.balance(ada)), 100_000n - (await house.balance(ben))];
  expect(await paid(poolId, [ada, ben])).toEqual(before);
  expect(await house.faults()).toEqual([]);
});

test('calls of other pools, of before, in another currency and of whom nobody asked are left out, and so is a refund of one', async () => {
  const poolId = newId();
  const [model, second, other] = [
    await house.publish({ poolId }),
    await house.publish({ poolId, number: 2 }),
    await house.publish(),
  ];
  const customer = await house.customer(100_000n);
  const sell = async (id: Id, calls: number) => {
    const accepted = await house.report(customer, id, calls);
    await house.money.postUsage.execute(accepted);
    return accepted;
  };
  const [early] = (await sell(model.id, 1)) as [bigint];
  await house.db.clock.advance(2 * AN_HOUR_MS);
  await sell(model.id, 2);
  await sell(second.id, 3);
  await sell(other.id, 4);
  await refund(early, 1_000n);
  expect(await paid(poolId, [customer])).toEqual([5n * PRICE]);
  expect(await paid(poolId, [customer], { sinceMs: 3 * AN_HOUR_MS })).toEqual([6n * PRICE - 1_000n]);
  expect(await paid(poolId, [customer], { currency: 'USD' })).toEqual([0n]);
  expect(await paid(poolId, [await house.customer()])).toEqual([0n]);
  expect(await paid(newId(), [customer])).toEqual([0n]);
});

test('calls that wait for money are not paid, and count once they are', async () => {
  const poolId = newId();
  const { id } = await house.publish({ poolId });
  const customer = await house.customer();
  await house.money.postUsage.execute(await house.report(customer, id, 2));
  expect(await paid(poolId, [customer])).toEqual([0n]);
  await house.topUp(customer.viewer, 10_000n);
  await house.postFunded();
  expect(await paid(poolId, [customer])).toEqual([2n * PRICE]);
});
