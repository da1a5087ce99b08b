import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { assertPower, powersOf, squareRoot, type PowerBasis } from '../../domain/pools/power.ts';

const units = fc.bigInt({ min: 1n, max: 2n ** 50n });
const rule = (basis: PowerBasis, capPpm = 1_000_000) => ({ basis, minAgeMs: 0, capPpm });
const own = (amounts: readonly bigint[]) => amounts.map((amount, i) => ({ userId: `u${i}`, units: amount }));
const nobody = new Map<string, string | null>();
const powers = (amounts: readonly bigint[], basis: PowerBasis, capPpm?: number) =>
  powersOf(own(amounts), nobody, true, rule(basis, capPpm)).map(({ power }) => power);

describe('the power of members', () => {
  test('is one each, or what they brought, whatever their accounts are', () => {
    expect(powers([5n, 700n], 'PERSON')).toEqual([1n, 1n]);
    expect(powers([5n, 700n], 'UNITS')).toEqual([5n, 700n]);
    const personOf = new Map([
      ['u0', 'ada'],
      ['u1', 'ben'],
      ['u2', 'ada'],
    ]);
    expect(powersOf(own([5n, 700n, 6n]), personOf, false, rule('UNITS'))).toEqual([
      { personId: 'ada', userId: 'u0', power: 11n },
      { personId: 'ben', userId: 'u1', power: 700n },
    ]);
  });

  test('under a square root is of proved persons alone, so that to come as many pays nobody', () => {
    const proved = new Map([['u1', 'ben']]);
    expect(powersOf(own([400n, 900n]), proved, true, rule('ROOT_UNITS'))).toEqual([
      { personId: 'ben', userId: 'u1', power: 30_000n },
    ]);
  });

  test('of one person is never above the cap, and nobody loses all of it', () => {
    fc.assert(
      fc.property(
        fc.array(units, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (amounts, capPpm) => {
          const capped = powers(amounts, 'UNITS', capPpm);
          const total = amounts.reduce((sum, amount) => sum + amount);
          for (const [i, power] of capped.entries()) {
            expect(power > 0n && power <= (amounts[i] as bigint)).toBe(true);
            expect(power === 1n || power * 1_000_000n <= total * BigInt(capPpm)).toBe(true);
          }
        },
      ),
    );
  });

  test('of many who bring as much together is at most what one of them has under UNITS, and more only under a root', () => {
    expect(powers([100n], 'UNITS')[0]).toBe(powers(Array(10).fill(10n), 'UNITS').reduce((a, b) => a + b));
    const proved = new Map(Array.from({ length: 10 }, (_, i) => [`u${i}`, 'one person']));
    expect(powersOf(own(Array(10).fill(10n)), proved, false, rule('ROOT_UNITS'))).toMatchObject([{ power: 10_000n }]);
  });

  test('of persons who are barred is none, and that of all others is what it would be if these had never come', () => {
    const bases = fc.constantFrom<PowerBasis>('PERSON', 'UNITS', 'ROOT_UNITS');
    const people = fc.array(fc.record({ units, person: fc.integer({ min: 0, max: 6 }), bar: fc.boolean() }));
    fc.assert(
      fc.property(people, bases, fc.integer({ min: 1, max: 1_000_000 }), (all, basis, capPpm) => {
        const holdings = own(all.map((each) => each.units));
        const personOf = new Map(all.map(({ person }, i) => [`u${i}`, `p${person}`]));
        const barred = new Set(all.filter(({ bar }) => bar).map(({ person }) => `p${person}`));
        const voters = powersOf(holdings, personOf, false, rule(basis, capPpm), barred);
        const others = holdings.filter(({ userId }) => !barred.has(String(personOf.get(userId))));
        expect(voters).toEqual(powersOf(others, personOf, false, rule(basis, capPpm)));
        expect(voters.filter(({ personId, power }) => barred.has(personId) || power <= 0n)).toEqual([]);
        const total = powersOf(holdings, personOf, false, rule(basis)).reduce((sum, { power }) => sum + power, 0n);
        expect(voters.reduce((sum, { power }) => sum + power, 0n) <= total).toBe(true);
      }),
    );
  });
});

test('a square root is the largest whole number whose square is not above', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n }), (value) => {
      const root = squareRoot(value);
      expect(root * root <= value && (root + 1n) * (root + 1n) > value).toBe(true);
    }),
  );
});

test('a rule that leaves nobody a vote, or that there is not, is refused with its field', () => {
  const faults: [object, string][] = [
    [{ capPpm: 0 }, 'capPpm'],
    [{ basis: 'MONEY' }, 'basis'],
    [{ minAgeMs: -1 }, 'minAgeMs'],
    [{ buyerLimitMicros: -1n }, 'buyerLimitMicros'],
    [{ buyerLimitMicros: 2n ** 63n }, 'buyerLimitMicros'],
  ];
  for (const [fault, field] of faults) {
    const asserted = () => assertPower({ ...rule('UNITS'), ...fault }, ['power']);
    expect(asserted).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', field: ['power', field] }));
  }
});
