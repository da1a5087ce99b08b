import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Case } from '../../domain/cases/index.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import { DAY_MS, openCaseHouse, type CaseHouse } from './case-house.ts';

let house: CaseHouse;
let [first, second]: Viewer[] = [];
beforeAll(async () => {
  house = await openCaseHouse({ COMMONPOOL_SOLO_REFUND_MICROS: '10000' });
  await house.market.fundReserve(100_000_000n);
  [first, second] = [await house.operator('first'), await house.operator('second')];
});
afterEach(async () => {
  expect(await house.faults()).toEqual([]);
});
afterAll(() => house.close());

const decide = async (one: Case, amountMicros: bigint | null = null) =>
  house.decide(await house.take(one, first as Viewer), first as Viewer, { amountMicros });
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

async function mature(): Promise<void> {
  await house.market.db.clock.advance(2 * DAY_MS);
  while ((await house.market.money.matureShares.execute()) > 0);
}

test('a disputed call is paid back out of the pot, with its journal linked, and no second time', async () => {
  const sold = await house.sold();
  const one = await house.claim(sold);
  expect(one).toMatchObject({ kind: 'dispute', state: 'open', version: 1, currency: 'EUR' });
  expect(await house.balance(`pot:${sold.id}`)).toBe(1_401n);
  const closed = await decide(one);
  expect(closed).toMatchObject({ state: 'closed', outcome: 'refund', amountMicros: 1_999n, needsSecond: false });
  expect([await house.balanceOf(sold), await house.balance(`pot:${sold.id}`)]).toEqual([1_999n, 0n]);
  expect(await house.journalsOf(one)).toEqual([`refund:${one.id}`]);
  expect(await refusal(house.decide(closed, first as Viewer))).toBe('CASE_STATE');
  expect(await refusal(house.claim(sold))).toBe('REFUND_TOO_LARGE');
  const steps = await house.cases.caseSteps.ofCases([one.id]);
  expect(steps.map(({ kind, version }) => [kind, version])).toEqual([
    ['opened', 1],
    ['taken', 2],
    ['decided', 3],
  ]);
});

test('after its refund window a call is not disputed any more, but a refund of it is paid by the reserve', async () => {
  const sold = await house.sold();
  await mature();
  expect(await refusal(house.claim(sold))).toBe('DISPUTE_TOO_LATE');
  const [reserve, pot] = [await house.balance('reserve:EUR'), await house.balance(`pot:${sold.id}`)];
  const one = await house.claim(sold, 'refund-request');
  const preview = await house.cases.previewDecision.execute(first as Viewer, one.id, null);
  expect(preview).toMatchObject({ amountMicros: 1_999n, shareFrom: 'reserve' });
  await decide(one);
  expect(await house.balance('reserve:EUR')).toBe(reserve - 1_401n);
  expect(await house.balance(`pot:${sold.id}`)).toBe(pot);
});

test('a dispute that was opened in time is decided after it, by the rule of that later moment', async () => {
  const sold = await house.sold();
  const one = await house.claim(sold);
  await mature();
  const reserve = await house.balance('reserve:EUR');
  await decide(one);
  expect(await house.balance('reserve:EUR')).toBe(reserve - 1_401n);
});

test('what a preview shows is what the refund then posts, for each part of the price', async () => {
  for (const amountMicros of [1n, 1_000n, 1_998n, null]) {
    const sold = await house.sold();
    const one = await house.claim(sold);
    const { legs } = await house.cases.previewDecision.execute(first as Viewer, one.id, amountMicros);
    await decide(one, amountMicros);
    const booked = await house.market.money.journals.booked([`refund:${one.id}`]);
    const entries = booked.get(`refund:${one.id}`)?.entries ?? [];
    const moved = entries.map(({ account, amountMicros: micros }) => [account, micros]);
    expect(new Map(moved as [string, bigint][])).toEqual(new Map(legs.map((leg) => [leg.account, leg.amountMicros])));
  }
});

test('there is one open claim about a call; the same again is the first, and another one is refused', async () => {
  const sold = await house.sold();
  const claims = await Promise.all([house.claim(sold), house.claim(sold), house.claim(sold)]);
  expect(new Set(claims.map(({ id }) => id)).size).toBe(1);
  expect(await refusal(house.claim(sold, 'refund-request'))).toBe('CASE_EXISTS');
  await house.cases.withdrawCase.execute({ viewer: sold.customer.viewer, caseId: claims[0].id });
  expect(await house.claim(sold, 'refund-request')).toMatchObject({ state: 'open' });
});

test('only the customer of a posted call can claim its price, and only what was paid', async () => {
  const sold = await house.sold();
  const stranger = await house.market.customer();
  expect(await refusal(house.claim({ ...sold, customer: stranger }))).toBe('NOT_FOUND');
  const [parked] = await house.market.report(stranger, sold.id, 1);
  expect(await refusal(house.claim({ ...sold, customer: stranger, inboxIds: [parked as bigint] }))).toBe(
    'USAGE_NOT_POSTED',
  );
  await house.market.money.postUsage.execute([parked as bigint]);
  const one = await house.claim(sold);
  expect(await refusal(decide(one, 2_000n))).toBe('REFUND_TOO_LARGE');
  expect(await house.read(one)).toMatchObject({ state: 'in-review', outcome: null });
});

test('above the limit it takes a second operator, and small refunds of one call add up to it', async () => {
  const sold = await house.sold(1, 20_000n);
  expect(await decide(await house.claim(sold), 10_000n)).toMatchObject({ state: 'closed', needsSecond: false });
  const more = await decide(await house.claim(sold), 1n);
  expect(more).toMatchObject({ state: 'decided', needsSecond: true, amountMicros: 1n });
  expect(await house.balanceOf(sold)).toBe(10_000n);
  expect(await house.journalsOf(more)).toEqual([]);
  expect(await refusal(house.confirm(more, first as Viewer))).toBe('SECOND_OPERATOR_REQUIRED');
  expect(await refusal(house.confirm(more, await house.operator('first')))).toBe('SECOND_OPERATOR_REQUIRED');
  expect(await house.confirm(more, second as Viewer)).toMatchObject({ state: 'closed' });
  expect(await house.balanceOf(sold)).toBe(10_001n);
});

test('two operators who confirm at once pay once', async () => {
  const sold = await house.sold(1, 20_000n);
  const waiting = await decide(await house.claim(sold));
  const third = await house.operator();
  const said = await Promise.allSettled(
    [second, third, second, third].map((viewer) => house.confirm(waiting, viewer as Viewer)),
  );
  expect(said.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
  expect(await house.balanceOf(sold)).toBe(20_000n);
  expect(await house.journalsOf(waiting)).toEqual([`refund:${waiting.id}`]);
});

test('a second operator who disagrees takes the case over, and what was decided is gone', async () => {
  const sold = await house.sold(1, 20_000n);
  const waiting = await decide(await house.claim(sold));
  const anew = await house.take(waiting, second as Viewer);
  expect(anew).toMatchObject({ state: 'in-review', outcome: null, amountMicros: null, needsSecond: false });
  expect(await refusal(house.confirm(waiting, await house.operator()))).toBe('CASE_STATE');
  expect(await refusal(house.decide(anew, first as Viewer))).toBe('CASE_REVIEWER');
  const rejected = await house.decide(anew, second as Viewer, { outcome: 'reject', reason: 'unfounded' });
  expect(rejected).toMatchObject({ state: 'closed', outcome: 'reject' });
  expect(await house.balanceOf(sold)).toBe(0n);
});

test('an operator decides about the version they have seen', async () => {
  const sold = await house.sold(1, 20_000n);
  const open = await house.claim(sold);
  const taken = await house.take(open, first as Viewer);
  expect(await refusal(house.decide(open, first as Viewer))).toBe('CASE_CHANGED');
  const waiting = await house.decide(taken, first as Viewer);
  expect(await refusal(house.confirm(taken, second as Viewer))).toBe('CASE_CHANGED');
  await house.confirm(waiting, second as Viewer);
});

test('nobody decides about their own claim, nor with another account of theirs', async () => {
  const sold = await house.sold(1, 20_000n, 'customer and operator');
  const self = { ...sold.customer.viewer, isOperator: true };
  const one = await house.claim(sold);
  expect(await refusal(house.take(one, self))).toBe('OWN_CASE');
  expect(await refusal(house.take(one, await house.operator('customer and operator')))).toBe('OWN_CASE');
  const waiting = await decide(one);
  expect(await refusal(house.confirm(waiting, self))).toBe('OWN_CASE');
  await house.confirm(waiting, second as Viewer);
});

test('a refund that races the draws of everything leaves nothing below zero', async () => {
  const sold = await house.sold(4);
  const claims: Case[] = [];
  for (const at of [0, 1, 2, 3]) claims.push(await house.take(await house.claim(sold, 'dispute', at), first as Viewer));
  await mature();
  const drawing = sold.owners.map(async (owner) => {
    const { availableMicros } = await house.market.earnings(owner, sold.id);
    return house.market.draw(owner, sold.id, availableMicros);
  });
  await Promise.all([...drawing, ...claims.map((one) => house.decide(one, first as Viewer))]);
  expect((await house.balance(`pot:${sold.id}`)) + (await house.balance(`draws:${sold.id}`))).toBeGreaterThanOrEqual(
    0n,
  );
  expect(await house.balanceOf(sold)).toBe(4n * 1_999n);
});

test('while a dispute is open nothing is taken back from anybody', async () => {
  const sold = await house.sold();
  const before = await house.balance(`pot:${sold.id}`);
  const one = await house.claim(sold);
  await house.take(one, first as Viewer);
  expect([await house.balance(`pot:${sold.id}`), await house.balanceOf(sold)]).toEqual([before, 0n]);
});
