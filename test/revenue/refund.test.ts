import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { RefundTooLarge, type Pot, type Refund } from '../../domain/revenue/index.ts';
import { refundJournal, splitRefund, sumOf, type Legs } from '../../domain/revenue/refunds/refund.ts';

const legs = (feeMicros: bigint, builderMicros: bigint, shareMicros: bigint): Legs => ({
  feeMicros,
  builderMicros,
  shareMicros,
});

const less = (from: Legs, part: Legs): Legs =>
  legs(from.feeMicros - part.feeMicros, from.builderMicros - part.builderMicros, from.shareMicros - part.shareMicros);

describe('the worked example', () => {
  const whole = legs(199n, 399n, 1_401n);
  const first = legs(99n, 200n, 701n);

  test('1000 of the legs 199, 399, 1401 is 99, 200 and 701, by the largest remainders', () => {
    expect(splitRefund(1_000n, whole)).toEqual(first);
  });

  test('then 999 is 100, 199 and 700, and nothing is left', () => {
    const left = less(whole, first);
    expect(splitRefund(999n, left)).toEqual(left);
    expect(sumOf(less(left, splitRefund(999n, left)))).toBe(0n);
  });

  test('more than what is left is refused', () => {
    expect(() => splitRefund(1_000n, less(whole, first))).toThrow(RefundTooLarge);
  });
});

test('legs of 1, 1 and 0 give back one and then the other, and never what a leg does not hold', () => {
  expect(splitRefund(1n, legs(1n, 1n, 0n))).toEqual(legs(1n, 0n, 0n));
  expect(splitRefund(1n, legs(0n, 1n, 0n))).toEqual(legs(0n, 1n, 0n));
});

test('any chain of refunds stays within each leg, sums to what was asked, and ends at exactly nothing', () => {
  const leg = fc.oneof(fc.bigInt(0n, 3n), fc.bigInt(0n, 10n ** 18n));
  const steps = fc.array(fc.integer({ min: 1, max: 1_000 }), { maxLength: 12 });
  fc.assert(
    fc.property(leg, leg, leg, steps, (fee, builder, share, parts) => {
      let left = legs(fee, builder, share);
      for (const permille of parts) {
        const amount = (sumOf(left) * BigInt(permille)) / 1_000n;
        if (amount === 0n) continue;
        const part = splitRefund(amount, left);
        expect(sumOf(part)).toBe(amount);
        left = less(left, part);
        for (const rest of Object.values(left)) expect(rest >= 0n).toBe(true);
      }
      if (sumOf(left) > 0n) expect(splitRefund(sumOf(left), left)).toEqual(left);
    }),
    { numRuns: 2_000 },
  );
});

test('whoever pays, the journal sums to zero and the customer gets all of it', () => {
  const micros = fc.bigInt(0n, 10n ** 12n);
  const from = fc.constantFrom('pot' as const, 'reserve' as const);
  fc.assert(
    fc.property(micros, micros, micros, micros, micros, from, (fee, builder, share, lacking, reserve, shareFrom) => {
      fc.pre(fee + builder + share > 0n);
      const refund = {
        id: 'r',
        customerId: 'c',
        currency: 'EUR',
        amountMicros: fee + builder + share,
        feeMicros: fee,
        builderMicros: builder,
        shareMicros: share,
        shareFrom,
        builderFromReserveMicros: lacking < builder ? lacking : builder,
      } as Refund;
      const pot = { modelVersionId: 'v', builderId: 'b', currency: 'EUR' } as Pot;
      const journal = refundJournal(refund, pot, reserve);
      const amounts = journal.legs.map((each) => each.amountMicros);
      expect(amounts.reduce((a, b) => a + b, 0n)).toBe(0n);
      expect(amounts.filter((amount) => amount > 0n)).toEqual([refund.amountMicros]);
      const taken = journal.legs.find((each) => each.account === 'reserve:EUR')?.amountMicros ?? 0n;
      expect(-taken <= reserve).toBe(true);
    }),
  );
});
