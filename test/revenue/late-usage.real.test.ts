import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { UsageVerdict } from '../../domain/revenue/index.ts';
import { newId } from '../../domain/shared/index.ts';
import { openMarket, type Market } from './market.ts';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterEach(async () => {
  expect(await market.faults()).toEqual([]);
});
afterAll(() => market.close());

const balance = (key: string) => market.money.accounts.balance(key);
const settle = (ids: readonly bigint[], decision: UsageVerdict, by = market.operator) =>
  market.money.settleParkedUsage.execute({ viewer: by, ids, decision, note: 'reported after the close' });
const statuses = async (ids: readonly bigint[], decision: UsageVerdict) =>
  (await settle(ids, decision)).map(({ status }) => status);

/** A closed version, and calls of it that came too late. */
async function late(calls: number, fundedMicros = 100_000n, terms: Parameters<Market['publish']>[0] = {}) {
  const model = await market.publish(terms);
  const customer = await market.customer(fundedMicros);
  await market.drain(model.id);
  await market.money.closeVersion.execute(model.id);
  const ids = await market.report(customer, model.id, calls);
  expect(await market.money.postUsage.execute(ids)).toMatchObject({ quarantined: calls });
  return { ...model, customer, ids };
}

const paidBy = async (viewer: { userId: string }, fundedMicros = 100_000n) =>
  fundedMicros - (await balance(`customer:${viewer.userId}:EUR`));

async function states(): Promise<Record<string, bigint>> {
  const [row] = await market.db.dataSource.query<Record<string, string>[]>(
    `SELECT count(*) AS accepted, count(*) FILTER (WHERE state = 'posted') AS posted,
            count(*) FILTER (WHERE state = 'quarantined') AS quarantined FROM usage_events`,
  );
  return Object.fromEntries(Object.entries(row!).map(([name, count]) => [name, BigInt(count)]));
}

test('a late call that is charged pays fee and builder as usual, and its share is nobody’s', async () => {
  const { id, builder, customer, owners, ids } = await late(2);
  const unallocated = await balance('unallocated:EUR');
  expect(await settle(ids, 'charge-unallocated')).toEqual(ids.map((inboxId) => ({ inboxId, status: 'charged' })));
  expect(await paidBy(customer.viewer)).toBe(2n * 1_999n);
  expect(await balance(`builder:${builder.userId}:EUR`)).toBe(2n * 399n);
  expect((await balance('unallocated:EUR')) - unallocated).toBe(2n * 1_401n);
  expect((await market.money.pots.byId(id))!.revenueMicros).toBe(0n);
  expect(await market.money.inbox.byId(ids[0]!)).toMatchObject({ state: 'posted' });
  expect(await market.money.explainUsage.execute(owners[0]!, ids[0]!)).toMatchObject({
    paid: { priceMicros: 1_999n, shareMicros: 1_401n, shareTo: 'unallocated' },
    revenue: null,
    owner: null,
  });
});

test('a late call that is waived costs nothing, counts as posted, and says so', async () => {
  const { customer, ids } = await late(1);
  const before = await states();
  expect(await statuses(ids, 'waive')).toEqual(['waived']);
  const after = await states();
  expect(after).toEqual({ ...before, posted: before['posted']! + 1n, quarantined: before['quarantined']! - 1n });
  expect(await paidBy(customer.viewer)).toBe(0n);
  expect(await market.money.explainUsage.execute(customer.viewer, ids[0]!)).toMatchObject({
    state: 'posted',
    charge: { unitsMicros: 1_999n, priceMicros: 0n, rule: 'waived' },
    paid: null,
  });
});

test('many operators who decide about the same calls at once charge each of them once', async () => {
  const { customer, ids } = await late(20);
  const decisions = ['charge-unallocated', 'charge-unallocated', 'waive', 'charge-unallocated', 'waive'] as const;
  const rounds = await Promise.all(decisions.map((decision) => settle(ids.toReversed(), decision)));
  const took = rounds.flat().filter(({ status }) => status === 'charged' || status === 'waived');
  expect(new Set(took.map(({ inboxId }) => inboxId)).size).toBe(20);
  expect(took).toHaveLength(20);
  const charged = took.filter(({ status }) => status === 'charged').length;
  expect(await paidBy(customer.viewer)).toBe(1_999n * BigInt(charged));
  const [row] = await market.db.dataSource.query<{ n: string }[]>(
    'SELECT count(*) AS n FROM usage_decisions WHERE inbox_id = ANY ($1)',
    [ids.map(String)],
  );
  expect(Number(row?.n)).toBe(20);
  expect(await statuses(ids, 'waive')).toEqual(ids.map(() => 'decided'));
});

test('what its customer cannot pay stays parked, with all behind it, until money comes', async () => {
  const { customer, ids } = await late(3, 2_500n);
  expect(await statuses(ids, 'charge-unallocated')).toEqual(['charged', 'unfunded', 'unfunded']);
  expect(await market.money.inbox.byId(ids[1]!)).toMatchObject({ state: 'quarantined', reason: 'VERSION_CLOSED' });
  await market.topUp(customer.viewer, 1_498n);
  expect(await statuses(ids, 'charge-unallocated')).toEqual(['decided', 'charged', 'unfunded']);
  expect(await statuses([ids[2]!], 'waive')).toEqual(['waived']);
});

test('a customer with older unfunded calls is not charged for a late one before those', async () => {
  const { customer, ids } = await late(1, 2_000n);
  const other = await market.publish({ pricePerQueryMicros: 5_000n });
  await market.money.postUsage.execute(await market.report(customer, other.id, 1));
  expect(await statuses(ids, 'charge-unallocated')).toEqual(['unfunded']);
});

test('a late call may still be free that month', async () => {
  const { customer, ids } = await late(3, 100_000n, { prices: { freeQueriesPerMonth: 2 } });
  expect(await statuses(ids, 'charge-unallocated')).toEqual(['charged', 'charged', 'charged']);
  expect(await paidBy(customer.viewer)).toBe(1_999n);
});

test('only calls of closed versions are decided about, and only by operators, with a reason', async () => {
  const model = await market.publish();
  const customer = await market.customer(10_000n);
  const [posted] = await market.report(customer, model.id, 1);
  await market.money.postUsage.execute([posted!]);
  await market.suspend(model.id);
  const [suspended] = await market.report(customer, model.id, 1);
  await market.money.postUsage.execute([suspended!]);
  const ids = [posted!, suspended!, 987_654_321n, posted!];
  expect(await settle(ids, 'waive')).toEqual([
    { inboxId: posted, status: 'not-closed' },
    { inboxId: suspended, status: 'not-closed' },
    { inboxId: 987_654_321n, status: 'unknown' },
  ]);
  await expect(settle(ids, 'waive', customer.viewer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(settle([], 'waive')).rejects.toMatchObject({ field: ['ids'] });
  const silent = market.money.settleParkedUsage.execute({ viewer: market.operator, ids, decision: 'waive', note: ' ' });
  await expect(silent).rejects.toMatchObject({ field: ['note'] });
});

test('a late call that was charged can be paid back, its share from where it lies', async () => {
  const { customer, ids } = await late(1);
  await settle(ids, 'charge-unallocated');
  const unallocated = await balance('unallocated:EUR');
  const refund = (amountMicros: bigint | null) =>
    market.db.transactions.run((tx) =>
      market.money.refundUsage.execute(tx, { refundId: newId(), inboxId: ids[0]!, amountMicros }),
    );
  expect(await refund(1_000n)).toMatchObject({ shareMicros: 701n, shareFrom: 'unallocated' });
  expect(await refund(null)).toMatchObject({ amountMicros: 999n, shareMicros: 700n });
  expect(unallocated - (await balance('unallocated:EUR'))).toBe(1_401n);
  expect(await paidBy(customer.viewer)).toBe(0n);
  await expect(refund(null)).rejects.toMatchObject({ code: 'REFUND_TOO_LARGE' });
});

test('decisions, drainings and reserve fundings are never changed', async () => {
  const { id, ids } = await late(1);
  await settle(ids, 'waive');
  await market.money.fundReserve.execute({
    viewer: market.operator,
    source: 'external',
    currency: 'EUR',
    amountMicros: 5n,
    idempotencyKey: randomUUID(),
  });
  const refused = (sql: string) => expect(market.db.dataSource.query(sql)).rejects.toThrow();
  await refused(`UPDATE usage_decisions SET decision = 'charge-unallocated'`);
  await refused('DELETE FROM usage_decisions');
  await refused(`UPDATE pot_drainings SET reason = 'other' WHERE model_version_id = '${id}'`);
  await refused('UPDATE reserve_fundings SET amount_micros = 6');
  await refused('TRUNCATE reserve_fundings');
});
