import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../domain/shared/index.ts';
import { openMarket, type Customer, type Market } from './market.ts';

const DAY_MS = 24 * 3_600_000;

let market: Market;
beforeAll(async () => {
  market = await openMarket({ COMMONPOOL_MATURITY_MS: String(2 * DAY_MS) });
});
afterEach(async () => {
  expect(await market.faults()).toEqual([]);
});
afterAll(() => market.close());

const balance = (key: string) => market.money.accounts.balance(key);
const refund = (inboxId: bigint, amountMicros: bigint | null = null, refundId = newId()) =>
  market.db.transactions.run((tx) => market.money.refundUsage.execute(tx, { refundId, inboxId, amountMicros }));

async function sold(calls: number, prices = {}) {
  const model = await market.publish(prices);
  const customer = await market.customer(100_000n);
  const ids = await market.report(customer, model.id, calls);
  await market.money.postUsage.execute(ids);
  return { ...model, customer, ids };
}

async function ripen(): Promise<void> {
  await market.db.clock.advance(3 * DAY_MS);
  while ((await market.money.matureShares.execute()) > 0);
}

async function closed(model: { id: string }): Promise<void> {
  await market.drain(model.id);
  await ripen();
  while ((await market.money.closeVersion.due()) > 0);
}

test('what an owner earns can be drawn once its refund window has passed, and not before', async () => {
  const { id, owners } = await sold(1);
  expect(await market.earnings(owners[0]!, id)).toMatchObject({ earnedMicros: 700n, availableMicros: 0n });
  await expect(market.draw(owners[0]!, id, 1n)).rejects.toMatchObject({ code: 'EARNINGS_INSUFFICIENT' });
  await ripen();
  expect(await market.earnings(owners[0]!, id)).toMatchObject({ earnedMicros: 700n, availableMicros: 700n });
  await market.draw(owners[0]!, id, 700n);
});

test('a refund inside the window lowers R, and each leg gives its part to the micro', async () => {
  const { id, builder, customer, ids } = await sold(2);
  const platform = await balance('platform:EUR');
  await refund(ids[0]!, 1_000n);
  expect(await balance(`pot:${id}`)).toBe(2_802n - 701n);
  expect(await balance(`builder:${builder.userId}:EUR`)).toBe(798n - 200n);
  expect(await balance('platform:EUR')).toBe(platform - 99n);
  await refund(ids[0]!);
  expect(await balance(`pot:${id}`)).toBe(1_401n);
  expect(await balance(`customer:${customer.viewer.userId}:EUR`)).toBe(100_000n - 1_999n);
  await expect(refund(ids[0]!, 1n)).rejects.toMatchObject({ code: 'REFUND_TOO_LARGE' });
});

test('the same refund twice pays once, with another amount it is refused', async () => {
  const { customer, ids } = await sold(1);
  const refundId = newId();
  await Promise.all([refund(ids[0]!, 500n, refundId), refund(ids[0]!, 500n, refundId)]);
  expect(await balance(`customer:${customer.viewer.userId}:EUR`)).toBe(100_000n - 1_499n);
  await expect(refund(ids[0]!, 501n, refundId)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
});

test('a refund of matured shares is paid by the platform, and no owner has less than before', async () => {
  const { id, owners, ids } = await sold(1);
  await ripen();
  await market.draw(owners[0]!, id, 700n);
  await market.fundReserve(5_000n);
  const reserve = await balance('reserve:EUR');
  await refund(ids[0]!);
  expect(await balance(`pot:${id}`)).toBe(1_401n);
  expect(await balance('reserve:EUR')).toBe(reserve - 1_401n);
  expect(await market.earnings(owners[1]!, id)).toMatchObject({ earnedMicros: 420n, availableMicros: 420n });
});

test('what nobody paid for cannot be refunded, nor what does not exist', async () => {
  const model = await market.publish();
  const [id] = await market.report(await market.customer(), model.id, 1);
  await market.money.postUsage.execute([id!]);
  await expect(refund(id!)).rejects.toMatchObject({ code: 'USAGE_NOT_POSTED' });
  await expect(refund(999_999_999n)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a closing hands out every last micro: 700, 420 and 281 of 1401, less what was drawn', async () => {
  const { id, owners } = await sold(1);
  await ripen();
  await market.draw(owners[0]!, id, 700n);
  await market.draw(owners[2]!, id, 100n);
  await closed({ id });
  const lines = await Promise.all(owners.map((owner) => market.earnings(owner, id)));
  expect(lines.map((line) => line.earnedMicros)).toEqual([700n, 420n, 281n]);
  expect(lines.map((line) => line.availableMicros)).toEqual([0n, 420n, 181n]);
  expect([await balance(`pot:${id}`), await balance(`draws:${id}`)]).toEqual([0n, 0n]);
  await market.draw(owners[1]!, id, 420n);
  await market.draw(owners[2]!, id, 181n);
  expect(await balance(`settled:${id}`)).toBe(0n);
  await expect(market.draw(owners[2]!, id, 1n)).rejects.toMatchObject({ code: 'EARNINGS_INSUFFICIENT' });
});

test('late reports still earn while a version drains; after the close they are parked, and the switch loses none', async () => {
  const { id, customer } = await sold(1);
  const late = await market.report(customer, id, 3);
  await market.drain(id);
  expect(await market.money.postUsage.execute(late)).toMatchObject({ posted: 3 });
  const tooLate = await market.report(customer, id, 2);
  await closed({ id });
  expect(await market.money.postUsage.execute(tooLate)).toMatchObject({ quarantined: 2 });
  expect(await market.money.inbox.byId(tooLate[0]!)).toMatchObject({ state: 'quarantined', reason: 'VERSION_CLOSED' });
  expect(await balance(`settled:${id}`)).toBe(4n * 1_401n);
});

test('a version drains until what it earned last has matured', async () => {
  const { id } = await sold(1);
  await market.drain(id);
  await market.db.clock.advance(DAY_MS);
  expect(await market.money.closeVersion.due()).toBe(0);
  await ripen();
  expect(await market.money.closeVersion.due()).toBe(1);
  expect(await market.money.closeVersion.due()).toBe(0);
});

test('only an operator drains a version, and a version that is not draining is not closed', async () => {
  const { id, owners } = await sold(1);
  const drain = market.drain(id, owners[0]);
  await expect(drain).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await market.money.closeVersion.execute(id);
  expect((await market.money.pots.byId(id))?.state).toBe('open');
});

test('shares that nobody owns are left unallocated, and not lost', async () => {
  const { id } = await sold(1, { weights: [0n] });
  const before = await balance('unallocated:EUR');
  await closed({ id });
  expect((await balance('unallocated:EUR')) - before).toBe(1_401n);
});

test('the first queries of a month are free for each customer, and then each costs its price', async () => {
  const model = await market.publish({ pricePerQueryMicros: 100n, prices: { freeQueriesPerMonth: 3 } });
  const paid = async (customer: Customer) => 1_000n - (await balance(`customer:${customer.viewer.userId}:EUR`));
  const [one, other] = [await market.customer(1_000n), await market.customer(1_000n)];
  await market.money.postUsage.execute(await market.report(one, model.id, 2));
  const five = await market.event(one, model.id, { queries: 5 });
  await market.record([five]);
  await market.money.postUsage.execute(market.queued.slice(-1));
  expect(await paid(one)).toBe(500n);
  await market.money.postUsage.execute(await market.report(one, model.id, 2));
  expect(await paid(one)).toBe(600n);
  await market.money.postUsage.execute(await market.report(other, model.id, 1));
  expect(await paid(other)).toBe(0n);
  await market.db.clock.advance(32 * DAY_MS);
  await market.money.postUsage.execute(await market.report(one, model.id, 1));
  expect(await paid(one)).toBe(600n);
});

test('a closed pot, a refund and a closing line are never changed, and what has matured never falls', async () => {
  const { id, ids } = await sold(1);
  await refund(ids[0]!, 10n);
  await closed({ id });
  const refused = (sql: string) => expect(market.db.dataSource.query(sql)).rejects.toThrow();
  await refused(`UPDATE pots SET revenue_micros = revenue_micros + 1 WHERE model_version_id = '${id}'`);
  await refused(`UPDATE pots SET state = 'open', closed_at = NULL, drained_at = NULL WHERE model_version_id = '${id}'`);
  await refused('UPDATE usage_refunds SET amount_micros = 1');
  await refused('DELETE FROM pot_settlements');
  await refused('UPDATE pots SET mature_micros = mature_micros - 1 WHERE mature_micros > 0');
});

test('a pot is shared out whole and while it drains, or the database refuses', async () => {
  const { id } = await sold(1);
  const shareOut = (rows: string) => market.db.dataSource.query(`INSERT INTO pot_settlements VALUES ${rows}`);
  const whole = `('${id}', 0, 0, 0), ('${id}', 1, 0, 0), ('${id}', 2, 0, 0)`;
  await expect(shareOut(whole)).rejects.toThrow('a pot is shared out whole, while it drains');
  await market.drain(id);
  await expect(shareOut(`('${id}', 0, 0, 0)`)).rejects.toThrow('a pot is shared out whole, while it drains');
  await expect(shareOut(`('${newId()}', 0, 0, 0)`)).rejects.toThrow('a pot is shared out whole, while it drains');
  await closed({ id });
});
