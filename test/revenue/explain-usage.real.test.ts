import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Viewer } from '../../domain/identity/index.ts';
import { earnedMicros } from '../../domain/revenue/index.ts';
import { newId } from '../../domain/shared/index.ts';
import { openMarket, type Market } from './market.ts';

let market: Market;
beforeAll(async () => {
  market = await openMarket({ COMMONPOOL_MATURITY_MS: '86400000' });
});
afterAll(async () => {
  expect(await market.faults()).toEqual([]);
  await market.close();
});

const explain = (viewer: Viewer, inboxId: bigint) => market.money.explainUsage.execute(viewer, inboxId);
const refund = (inboxId: bigint, amountMicros: bigint) =>
  market.db.transactions.run((tx) =>
    market.money.refundUsage.execute(tx, { refundId: newId(), inboxId, amountMicros }),
  );

async function sold(calls: number, terms: Parameters<Market['publish']>[0] = {}) {
  const model = await market.publish(terms);
  const customer = await market.customer(1_000_000n);
  const ids = await market.report(customer, model.id, calls);
  await market.money.postUsage.execute(ids);
  return { ...model, customer, ids };
}

test('an explanation equals the journal: price, split, R before and after, and the owner’s exact part', async () => {
  const { owners, ids } = await sold(1);
  expect(await explain(owners[2]!, ids[0]!)).toMatchObject({
    state: 'posted',
    charge: { unitsMicros: 1_999n, priceMicros: 1_999n, rule: 'units' },
    paid: { priceMicros: 1_999n, feeMicros: 199n, builderMicros: 399n, shareMicros: 1_401n, shareTo: 'pot' },
    revenue: { beforeMicros: 0n, afterMicros: 1_401n },
    owner: {
      weight: 2n,
      totalWeight: 10n,
      earnedBeforeMicros: 0n,
      earnedAfterMicros: 280n,
      exactNumerator: 2_802n,
      exactDenominator: 10n,
    },
    refunds: [],
  });
});

test('calls in a row explain R without a gap, refunds between them included', async () => {
  const { id, owners, customer, ids } = await sold(5);
  await refund(ids[0]!, 1_000n);
  const later = await market.report(customer, id, 3);
  await market.money.postUsage.execute(later);
  const [owner] = owners as [Viewer];
  let after = 0n;
  let moved = 0n;
  for (const inboxId of [...ids, ...later]) {
    const { revenue, owner: part } = await explain(owner, inboxId);
    if (inboxId === later[0]) after -= 701n;
    expect(revenue?.beforeMicros).toBe(after);
    after = revenue!.afterMicros;
    moved += part!.earnedAfterMicros - part!.earnedBeforeMicros;
  }
  expect(after).toBe((await market.money.pots.byId(id))!.revenueMicros);
  expect(moved - (earnedMicros(7_005n, 5n, 10n) - earnedMicros(6_304n, 5n, 10n))).toBe(
    (await market.earnings(owner, id)).earnedMicros,
  );
  expect((await explain(owner, ids[0]!)).refunds).toMatchObject([
    { amountMicros: 1_000n, feeMicros: 99n, builderMicros: 200n, shareMicros: 701n, shareFrom: 'pot' },
  ]);
});

test('who may see: the customer, the owners and operators; a stranger, the builder and other owners may not', async () => {
  const { builder, owners, customer, ids } = await sold(1);
  const other = await sold(1);
  const [inboxId] = ids as [bigint];
  for (const viewer of [owners[0]!, owners[1]!, customer.viewer, market.operator]) {
    expect((await explain(viewer, inboxId)).charge?.priceMicros).toBe(1_999n);
  }
  for (const viewer of [builder, other.owners[0]!, other.customer.viewer]) {
    await expect(explain(viewer, inboxId)).rejects.toMatchObject({ code: 'NOT_FOUND', field: ['inboxId'] });
  }
  await expect(explain(market.operator, 987_654_321n)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await explain(customer.viewer, inboxId)).toMatchObject({ revenue: null, owner: null });
  expect(await explain(market.operator, inboxId)).toMatchObject({ revenue: { afterMicros: 1_401n }, owner: null });
});

test('nothing that an owner is told names who called, with what key, or through which gateway', async () => {
  const { id, owners, customer, ids } = await sold(2);
  await refund(ids[0]!, 10n);
  const request = { limit: 10, direction: 'forward' as const };
  const calls = await market.money.readModelCalls.execute(owners[0]!, id, request);
  const told = { calls: calls.items, why: { ...(await explain(owners[0]!, ids[0]!)), refunds: [] } };
  const text = JSON.stringify(told, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
  for (const secret of [customer.viewer.userId, customer.keyId, market.gatewayId]) expect(text).not.toContain(secret);
});

test('owners list the posted calls of their version, the newest first, with what refunds took back', async () => {
  const { id, owners, customer, ids, builder } = await sold(3);
  await refund(ids[1]!, 1_000n);
  const [waiting] = await market.report(customer, id, 1);
  const request = { limit: 2, direction: 'forward' as const };
  const first = await market.money.readModelCalls.execute(owners[1]!, id, request);
  expect(first.hasMore).toBe(true);
  expect(first.items).toMatchObject([
    { inboxId: ids[2], priceMicros: 1_999n, shareMicros: 1_401n, refundedShareMicros: 0n, currency: 'EUR' },
    { inboxId: ids[1], priceMicros: 1_999n, shareMicros: 1_401n, refundedShareMicros: 701n },
  ]);
  const from = first.cursorOf(first.items[1]!);
  const rest = await market.money.readModelCalls.execute(market.operator, id, { ...request, from });
  expect(rest.items.map((call) => call.inboxId)).toEqual([ids[0]]);
  for (const viewer of [customer.viewer, builder]) {
    await expect(market.money.readModelCalls.execute(viewer, id, request)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  await expect(explain(owners[1]!, waiting!)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await explain(customer.viewer, waiting!)).toMatchObject({ state: 'pending', charge: null, paid: null });
});

test('a free call, a minimum and an unpaid call each say so', async () => {
  const terms = { pricePerQueryMicros: 10n, prices: { minimumChargeMicros: 50n, freeQueriesPerMonth: 1 } };
  const { id, owners, customer, ids } = await sold(2, terms);
  expect(await explain(owners[0]!, ids[0]!)).toMatchObject({
    charge: { unitsMicros: 10n, priceMicros: 0n, rule: 'free-tier' },
    paid: null,
    revenue: null,
    owner: null,
  });
  expect(await explain(customer.viewer, ids[1]!)).toMatchObject({
    charge: { unitsMicros: 10n, priceMicros: 50n, rule: 'minimum' },
    paid: { priceMicros: 50n },
  });
  const poor = await market.customer();
  const [, unpaid] = await market.report(poor, id, 2);
  await market.money.postUsage.execute(market.queued.slice(-2));
  expect(await explain(poor.viewer, unpaid!)).toMatchObject({ state: 'unfunded', charge: null });
});

test('usage lines tell units, what was paid back, and what was free', async () => {
  const prices = { pricePerMillionInputTokensMicros: 2_000_000n, pricePerSecondMicros: 7n, freeQueriesPerMonth: 1 };
  const { id, customer, ids } = await sold(1, { pricePerQueryMicros: 100n, prices });
  await market.record([await market.event(customer, id, { inputTokens: 30, outputTokens: 4, seconds: 2 })]);
  const [paid] = market.queued.slice(-1);
  await market.money.postUsage.execute([paid!]);
  await refund(paid!, 24n);
  const { items } = await market.money.readUsage.execute(customer.viewer, { limit: 5, direction: 'forward' });
  expect(items).toMatchObject([
    {
      id: paid,
      queries: 1,
      inputTokens: 30,
      outputTokens: 4,
      seconds: 2,
      chargedMicros: 174n,
      refundedMicros: 24n,
      free: false,
    },
    { id: ids[0], chargedMicros: 0n, refundedMicros: 0n, free: true },
  ]);
});

test('a quote is what the call then costs, and counts down the free queries', async () => {
  const terms = { pricePerQueryMicros: 100n, prices: { freeQueriesPerMonth: 2, minimumChargeMicros: 150n } };
  const { id, customer } = await sold(1, terms);
  const units = { queries: 1, inputTokens: 0, outputTokens: 0, seconds: 0 };
  const quote = (viewer: Viewer, changed = {}) => market.money.quoteUsage.execute(viewer, id, { ...units, ...changed });
  expect(await quote(customer.viewer)).toEqual({
    currency: 'EUR',
    unitsMicros: 100n,
    priceMicros: 0n,
    rule: 'free-tier',
    freeQueriesLeft: 1,
  });
  expect(await quote(customer.viewer, { queries: 2 })).toMatchObject({ priceMicros: 200n, rule: 'units' });
  await market.money.postUsage.execute(await market.report(customer, id, 1));
  expect(await quote(customer.viewer)).toMatchObject({ priceMicros: 150n, rule: 'minimum', freeQueriesLeft: 0 });
  expect(await quote(market.operator)).toMatchObject({ rule: 'free-tier', freeQueriesLeft: 2 });
  for (const wrong of [{ queries: -1 }, { seconds: 0.5 }, { queries: 0 }, { inputTokens: 2 ** 31 }]) {
    await expect(quote(customer.viewer, wrong)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  }
});
