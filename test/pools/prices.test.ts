import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { priceOf, pricesOf, type Prices, type Units } from '../../domain/pools/index.ts';
import { readPlainTerms, plainTerms, termsDigest } from '../../domain/pools/terms.ts';
import { someTerms } from './charters.ts';

const NOTHING: Units = { queries: 0, inputTokens: 0, outputTokens: 0, seconds: 0 };
const FREE: Prices = pricesOf({ pricePerQueryMicros: 0n });

test.each<[string, Partial<Units>, Partial<Prices>, bigint]>([
  ['queries', { queries: 3 }, { pricePerQueryMicros: 1_999n }, 5_997n],
  ['seconds', { seconds: 90 }, { pricePerSecondMicros: 7n }, 630n],
  ['tokens below a micro each', { inputTokens: 7 }, { pricePerMillionInputTokensMicros: 150_000n }, 1n],
  [
    'both kinds of tokens, rounded down once',
    { inputTokens: 3, outputTokens: 3 },
    { pricePerMillionInputTokensMicros: 200_000n, pricePerMillionOutputTokensMicros: 200_000n },
    1n,
  ],
  ['a minimum', { queries: 1 }, { pricePerQueryMicros: 5n, minimumChargeMicros: 100n }, 100n],
  ['more than the minimum', { queries: 21 }, { pricePerQueryMicros: 5n, minimumChargeMicros: 100n }, 105n],
])('the price of %s', (_what, units, prices, price) => {
  expect(priceOf({ ...NOTHING, ...units }, { ...FREE, ...prices })).toBe(price);
});

test('the price never falls as a call uses more, and never exceeds the exact sum or the minimum', () => {
  const count = fc.nat({ max: 1_000_000_000 });
  const micros = fc.bigInt({ min: 0n, max: 1_000_000_000n });
  const units = fc.record({ queries: count, inputTokens: count, outputTokens: count, seconds: count });
  const prices = fc.record({
    pricePerQueryMicros: micros,
    pricePerMillionInputTokensMicros: micros,
    pricePerMillionOutputTokensMicros: micros,
    pricePerSecondMicros: micros,
    minimumChargeMicros: micros,
    freeQueriesPerMonth: fc.constant(0),
  });
  fc.assert(
    fc.property(units, prices, fc.constantFrom(...(Object.keys(NOTHING) as (keyof Units)[])), (used, asked, more) => {
      const price = priceOf(used, asked);
      expect(priceOf({ ...used, [more]: used[more] + 1 }, asked)).toBeGreaterThanOrEqual(price);
      const millionths =
        (BigInt(used.queries) * asked.pricePerQueryMicros + BigInt(used.seconds) * asked.pricePerSecondMicros) *
          1_000_000n +
        BigInt(used.inputTokens) * asked.pricePerMillionInputTokensMicros +
        BigInt(used.outputTokens) * asked.pricePerMillionOutputTokensMicros;
      const least = asked.minimumChargeMicros * 1_000_000n;
      const exact = millionths > least ? millionths : least;
      expect(exact - price * 1_000_000n).toBeGreaterThanOrEqual(0n);
      expect(exact - price * 1_000_000n).toBeLessThan(1_000_000n);
    }),
  );
});

test('terms come back from the database as they went, and a price that is left out is no part of their digest', () => {
  const bare = someTerms();
  const priced = someTerms({ pricePerSecondMicros: 0n });
  for (const terms of [bare, priced])
    expect(readPlainTerms(JSON.parse(JSON.stringify(plainTerms(terms))))).toEqual(terms);
  expect(termsDigest(priced)).not.toBe(termsDigest(bare));
  expect(Object.keys(JSON.parse(JSON.stringify(plainTerms(bare))))).not.toContain('pricePerSecondMicros');
});
