import { expect, test } from '@jest/globals';
import { pricesOf } from '../../domain/pools/index.ts';
import { chargeFor, ownerPart, paidIn, type Earnings } from '../../domain/revenue/index.ts';

const call = { queries: 1, inputTokens: 0, outputTokens: 0, seconds: 0 };
const prices = pricesOf({ pricePerQueryMicros: 100n, minimumChargeMicros: 250n });
const given = (what: object = {}) => ({ free: false, waived: false, ...what });

test('each rule of a price is told apart', () => {
  expect(chargeFor({ ...call, queries: 3 }, prices, given())).toEqual({
    unitsMicros: 300n,
    priceMicros: 300n,
    rule: 'units',
  });
  expect(chargeFor(call, prices, given())).toEqual({ unitsMicros: 100n, priceMicros: 250n, rule: 'minimum' });
  expect(chargeFor(call, prices, given({ free: true }))).toEqual({
    unitsMicros: 100n,
    priceMicros: 0n,
    rule: 'free-tier',
  });
  expect(chargeFor(call, prices, given({ free: true, waived: true }))).toMatchObject({
    priceMicros: 0n,
    rule: 'waived',
  });
  const nothing = pricesOf({ pricePerQueryMicros: 0n });
  expect(chargeFor(call, nothing, given({ free: true }))).toEqual({
    unitsMicros: 0n,
    priceMicros: 0n,
    rule: 'nothing-asked',
  });
});

test('what was paid is read from the credits, whether a balance or a hold paid it', () => {
  const entry = (accountKind: string, amountMicros: bigint) => ({
    account: `${accountKind}:x`,
    accountKind,
    currency: 'EUR',
    amountMicros,
    balanceMicros: 0n,
  });
  const journal = (...entries: object[]) =>
    ({ seq: 1n, key: 'usage:1', kind: 'usage', postedAt: new Date(), entries }) as never;
  const credits = [entry('platform', 199n), entry('builder', 399n)];
  const share = { priceMicros: 1_999n, feeMicros: 199n, builderMicros: 399n, shareMicros: 1_401n };
  expect(paidIn(journal(entry('customer', -1_999n), ...credits, entry('pot', 1_401n)))).toEqual({
    ...share,
    shareTo: 'pot',
  });
  const held = [entry('held', -3_000n), entry('customer', 1_001n)];
  expect(paidIn(journal(...held, ...credits, entry('pot', 1_401n)))).toEqual({ ...share, shareTo: 'pot' });
  expect(paidIn(journal(entry('customer', -1_999n), ...credits, entry('unallocated', 1_401n)))).toEqual({
    ...share,
    shareTo: 'unallocated',
  });
});

test('an owner’s part of one call is an exact fraction, also where the balance does not move', () => {
  const owner = { weight: 2n, totalWeight: 10n ** 18n } as Earnings;
  expect(ownerPart(9n * 10n ** 17n, { beforeMicros: 0n, afterMicros: 9n * 10n ** 17n }, owner)).toMatchObject({
    earnedBeforeMicros: 0n,
    earnedAfterMicros: 1n,
    exactNumerator: 18n * 10n ** 17n,
    exactDenominator: 10n ** 18n,
  });
  expect(ownerPart(3n, { beforeMicros: 4n, afterMicros: 7n }, owner)).toMatchObject({
    earnedAfterMicros: 0n,
    exactNumerator: 6n,
  });
});
