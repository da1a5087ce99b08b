import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../domain/shared/index.ts';
import { openMarket, type Market } from './market.ts';

const DAY_MS = 24 * 3_600_000;

let market: Market;
beforeAll(async () => {
  market = await openMarket({ COMMONPOOL_MATURITY_MS: String(DAY_MS) });
  await market.fundReserve(1_000_000n);
});
afterEach(async () => {
  expect(await market.faults()).toEqual([]);
});
afterAll(() => market.close());

const refund = (inboxId: bigint, amountMicros: bigint | null = null) =>
  market.db.transactions.run((tx) =>
    market.money.refundUsage.execute(tx, { refundId: newId(), inboxId, amountMicros }),
  );

async function sold(calls: number, weights: readonly bigint[] = [5n, 3n, 2n]) {
  const model = await market.publish({ weights });
  const customer = await market.customer(1_000_000n);
  const ids = await market.report(customer, model.id, calls);
  await market.money.postUsage.execute(ids);
  return { ...model, customer, ids };
}

async function ripen(): Promise<void> {
  await market.db.clock.advance(2 * DAY_MS);
  while ((await market.money.matureShares.execute()) > 0);
}

test('refunds that race the draws of everything leave each owner what they drew, and the pot at or above zero', async () => {
  const { id, owners, ids } = await sold(10);
  await ripen();
  const drawing = owners.map(async (owner) => {
    const { availableMicros } = await market.earnings(owner, id);
    return market.draw(owner, id, availableMicros, randomUUID());
  });
  await Promise.all([...drawing, ...ids.map((inboxId) => refund(inboxId))]);
  const [pot, draws] = await Promise.all(['pot', 'draws'].map((k) => market.money.accounts.balance(`${k}:${id}`)));
  expect(pot! + draws!).toBe(0n);
});

test('a refund that races the ripening of its call takes its share from the pot or from the reserve, never from both', async () => {
  for (let i = 0; i < 8; i += 1) {
    const { id, ids } = await sold(2);
    const reserve = await market.money.accounts.balance('reserve:EUR');
    await market.db.clock.advance(2 * DAY_MS);
    const [paid] = await Promise.all([refund(ids[0]!), market.money.matureShares.execute()]);
    const fromReserve = reserve - (await market.money.accounts.balance('reserve:EUR'));
    const pot = await market.money.accounts.balance(`pot:${id}`);
    expect([pot, fromReserve]).toEqual(paid.shareFrom === 'pot' ? [1_401n, 0n] : [2_802n, 1_401n]);
    while ((await market.money.matureShares.execute()) > 0);
    expect(await market.money.pots.byId(id)).toMatchObject({ revenueMicros: pot, matureMicros: pot });
  }
});

test('two draws of all at once pay once', async () => {
  const { id, owners } = await sold(4);
  await ripen();
  const { availableMicros } = await market.earnings(owners[0]!, id);
  const draws = await Promise.allSettled([1, 2, 3].map(() => market.draw(owners[0]!, id, availableMicros)));
  expect(draws.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('draws that race the close of their version come out of the pot or out of what it was settled into, to the micro', async () => {
  for (let i = 0; i < 6; i += 1) {
    const { id, owners } = await sold(3);
    await ripen();
    await market.drain(id);
    await market.db.clock.advance(2 * DAY_MS);
    const draws = owners.flatMap((owner) => [1, 2, 3].map(() => market.draw(owner, id, 10n)));
    await Promise.all([market.money.closeVersion.execute(id), ...draws]);
    await market.money.closeVersion.execute(id);
    const lines = await Promise.all(owners.map((owner) => market.earnings(owner, id)));
    const left = lines.reduce((sum, line) => sum + line.availableMicros, 0n);
    expect(await market.money.accounts.balance(`settled:${id}`)).toBe(left);
    expect(left).toBe(3n * 1_401n - 90n);
  }
});

test('posting, refunds, draws and the close of a version at once lose and invent nothing', async () => {
  const { id, owners, customer, ids } = await sold(6);
  const late = await market.report(customer, id, 6);
  await ripen();
  await Promise.allSettled([
    market.money.postUsage.execute(late),
    market.drain(id),
    market.money.closeVersion.execute(id),
    ...ids.map((inboxId) => refund(inboxId, 100n)),
    ...owners.map((owner) => market.draw(owner, id, 10n)),
  ]);
  await ripen();
  await market.money.closeVersion.execute(id);
  const lines = await Promise.all(owners.map((owner) => market.earnings(owner, id)));
  const left = lines.reduce((sum, line) => sum + line.availableMicros, 0n);
  expect(await market.money.accounts.balance(`settled:${id}`)).toBe(left);
});

test('weights of zero and of 10^12, and an R near what the ledger holds, are shared out to the micro', async () => {
  const model = await market.publish({
    weights: [0n, 10n ** 12n, 1n, 10n ** 12n - 7n],
    pricePerQueryMicros: 10n ** 18n,
  });
  const customer = await market.customer(8n * 10n ** 18n);
  await market.money.postUsage.execute(await market.report(customer, model.id, 8));
  await market.drain(model.id);
  await ripen();
  await market.money.closeVersion.execute(model.id);
  const finals = await Promise.all(model.owners.map((owner) => market.earnings(owner, model.id)));
  expect(finals.reduce((sum, line) => sum + line.earnedMicros, 0n)).toBe(8n * 7n * 10n ** 17n);
  expect(finals[0]!.earnedMicros).toBe(0n);
});
