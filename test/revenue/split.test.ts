import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { splitPrice } from '../../domain/revenue/index.ts';

test('1999 micros at 10 % and 20 % are 199, 399 and 1401', () => {
  const terms = { platformPpm: 100_000, builderPpm: 200_000 };
  expect(splitPrice(1_999n, terms)).toEqual({
    priceMicros: 1_999n,
    feeMicros: 199n,
    builderMicros: 399n,
    shareMicros: 1_401n,
  });
});

test('the parts sum to the price, none is negative, and the owners gain less than two micros by rounding', () => {
  const split = fc
    .tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 1_000_000 }))
    .map(([a, b]) => ({ platformPpm: Math.min(a, b), builderPpm: Math.abs(a - b) }));
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 18n), split, (price, shares) => {
      const parts = splitPrice(price, shares);
      expect(parts.feeMicros + parts.builderMicros + parts.shareMicros).toBe(price);
      expect([parts.feeMicros, parts.builderMicros, parts.shareMicros].every((part) => part >= 0n)).toBe(true);
      const ownersPpm = BigInt(1_000_000 - shares.platformPpm - shares.builderPpm);
      const gained = parts.shareMicros * 1_000_000n - parts.priceMicros * ownersPpm;
      expect(gained >= 0n && gained < 2_000_000n).toBe(true);
    }),
  );
});
