import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { earnedMicros, finalMicros } from '../../domain/revenue/index.ts';

const weights = fc.array(fc.bigInt(0n, 10n ** 12n), { minLength: 1, maxLength: 40 });
const revenue = fc.bigInt(0n, 9n * 10n ** 18n);

function table(list: readonly bigint[]) {
  let before = 0n;
  const rows = list.map((weight) => {
    const row = { weight, before };
    before += weight;
    return row;
  });
  return { rows, total: before };
}

function sum(list: readonly bigint[]): bigint {
  return list.reduce((a, b) => a + b, 0n);
}

describe('the worked examples', () => {
  const { rows, total } = table([5n, 3n, 2n]);
  const final = (r: bigint) => rows.map((row) => finalMicros(r, row.before, row.weight, total));

  test('1401 over weights 5, 3, 2: 700, 420 and 280 while open, 700, 420 and 281 at the close', () => {
    expect(rows.map((row) => earnedMicros(1_401n, row.weight, total))).toEqual([700n, 420n, 280n]);
    expect(final(1_401n)).toEqual([700n, 420n, 281n]);
  });

  test('after draws of 700, 0 and 100 the closing credits are 0, 420 and 181, all of the pot', () => {
    const drawn = [700n, 0n, 100n];
    const credits = final(1_401n).map((amount, i) => amount - (drawn[i] as bigint));
    expect(credits).toEqual([0n, 420n, 181n]);
    expect(sum(credits)).toBe(1_401n - sum(drawn));
  });

  test('statement lines are differences of what was earned, and telescope', () => {
    const lines = [0n, 7n, 1_401n].map((r) => earnedMicros(r, 2n, total));
    expect([lines[1]! - lines[0]!, lines[2]! - lines[1]!]).toEqual([1n, 279n]);
  });

  test('the closing formula can fall as revenue grows, so nothing is paid from it before', () => {
    expect([2n, 3n].map((r) => finalMicros(r, 2n, 1n, 5n))).toEqual([1n, 0n]);
  });
});

test('the closing amounts sum to exactly R, and each is what was earned or one micro more', () => {
  fc.assert(
    fc.property(weights, revenue, (list, r) => {
      const { rows, total } = table(list);
      fc.pre(total > 0n);
      const earned = rows.map((row) => earnedMicros(r, row.weight, total));
      const final = rows.map((row) => finalMicros(r, row.before, row.weight, total));
      expect(sum(final)).toBe(r);
      for (const [i, amount] of final.entries()) expect([0n, 1n]).toContain(amount - (earned[i] as bigint));
      const dust = r - sum(earned);
      expect(dust >= 0n && dust < BigInt(rows.length)).toBe(true);
      for (const [i, row] of rows.entries()) if (row.weight === 0n) expect(final[i]).toBe(0n);
    }),
  );
});

test('what an owner may draw never falls as revenue grows, whatever was drawn between', () => {
  fc.assert(
    fc.property(weights, fc.array(fc.bigInt(0n, 10n ** 12n), { maxLength: 30 }), (list, shares) => {
      const { rows, total } = table(list);
      const drawn = rows.map(() => 0n);
      let r = 0n;
      for (const [step, share] of shares.entries()) {
        r += share;
        const i = step % rows.length;
        const available = earnedMicros(r, rows[i]!.weight, total) - drawn[i]!;
        expect(available >= 0n).toBe(true);
        drawn[i]! += available;
        expect(sum(drawn) <= r).toBe(true);
      }
    }),
  );
});

test('a pot whose owners have no weight keeps its money and pays nobody', () => {
  expect(earnedMicros(1_000n, 0n, 0n)).toBe(0n);
  expect(finalMicros(1_000n, 0n, 0n, 0n)).toBe(0n);
});
