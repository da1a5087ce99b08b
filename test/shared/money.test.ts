import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assertMicros, assertShare, InvalidInput, moneyText, portionPpm } from '../../domain/shared/index.ts';

const amounts = fc.bigInt({ min: 0n, max: 9_000_000_000_000_000_000n });

describe('portions in parts per million', () => {
  test('of shares that sum to the whole never exceed the amount, and leave less than one micro each', () => {
    fc.assert(
      fc.property(amounts, fc.nat(1_000_000), (amount, share) => {
        const rest = amount - portionPpm(amount, share) - portionPpm(amount, 1_000_000 - share);
        expect(rest).toBeGreaterThanOrEqual(0n);
        expect(rest).toBeLessThan(2n);
      }),
    );
  });

  test('stay exact past what a double can hold', () => {
    expect(portionPpm(9_007_199_254_740_993n, 1_000_000)).toBe(9_007_199_254_740_993n);
  });
});

test('negative and unstorable amounts are refused by name', () => {
  expect(() => assertMicros(-1n, ['price'])).toThrow(InvalidInput);
  expect(() => assertMicros(10n ** 19n, ['price'])).toThrow(InvalidInput);
  expect(() => assertShare(1.5, ['ownersPpm'])).toThrow(InvalidInput);
});

test('an amount is said with its currency, to the last micro and with two places at least', () => {
  const said = [0n, 1n, 10_000n, 1_500_000n, 12_345_678n, -250n, 9_007_199_254_740_993n].map((each) =>
    moneyText(each, 'EUR'),
  );
  expect(said).toEqual([
    '0.00 EUR',
    '0.000001 EUR',
    '0.01 EUR',
    '1.50 EUR',
    '12.345678 EUR',
    '-0.00025 EUR',
    '9007199254.740993 EUR',
  ]);
});
