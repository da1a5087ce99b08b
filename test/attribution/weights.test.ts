import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { capTableDigest, freezeCapTable, NoPositiveValue, TOTAL_WEIGHT } from '../../domain/attribution/index.ts';
import { parseValues, weigh, type Value } from '../../domain/attribution/weights.ts';

const values = (...nanonats: bigint[]): Value[] =>
  nanonats.map((value, i) => ({ pseudonym: `owner${i}`, nanonats: value }));
const weights = (...nanonats: bigint[]) => weigh(values(...nanonats)).map(({ weight }) => weight);

test('weight is in proportion to value, by largest remainder, ties by pseudonym', () => {
  expect(weights(1n, 1n)).toEqual([TOTAL_WEIGHT / 2n, TOTAL_WEIGHT / 2n]);
  expect(weights(1n, 1n, 1n)).toEqual([333_333_333_334n, 333_333_333_333n, 333_333_333_333n]);
  expect(weights(2n, 1n)).toEqual([666_666_666_667n, 333_333_333_333n]);
});

test('who made the model worse owns nothing, and takes nothing from the others', () => {
  expect(weights(3n, -5n, 1n)).toEqual(weights(3n, 0n, 1n));
  expect(weigh(values(3n, -1_500_000_000n))[1]).toMatchObject({ weight: 0n, measured: '-1.500000000' });
});

test('where nobody helped there is no table', () => {
  expect(() => weights(0n, -1n)).toThrow(NoPositiveValue);
  expect(() => weigh([])).toThrow(NoPositiveValue);
});

const someValues = fc.array(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), { minLength: 1, maxLength: 50 });

test('weights sum to the total exactly, are never negative, and no share is off by a unit', () => {
  fc.assert(
    fc.property(someValues, (nanonats) => {
      fc.pre(nanonats.some((value) => value > 0n));
      const total = nanonats.reduce((sum, value) => (value > 0n ? sum + value : sum), 0n);
      const found = weights(...nanonats);
      expect(found.reduce((sum, weight) => sum + weight, 0n)).toBe(TOTAL_WEIGHT);
      found.forEach((weight, i) => {
        const value = nanonats[i] as bigint;
        if (value <= 0n) expect(weight).toBe(0n);
        else expect((weight * total - value * TOTAL_WEIGHT) ** 2n < total ** 2n).toBe(true);
      });
    }),
  );
});

const facts = { runId: 'run', poolId: 'pool', method: 'leave-out', algorithmDigest: 'a', corpusDigest: 'c' };

test('the order in which values come changes no row, no weight and no digest', () => {
  fc.assert(
    fc.property(someValues, (nanonats) => {
      fc.pre(nanonats.some((value) => value > 0n));
      const given = values(...nanonats);
      const owners = new Map(
        given.map(({ pseudonym }) => [pseudonym, { userId: `user-${pseudonym}`, personId: null }]),
      );
      const freeze = (some: Value[]) => freezeCapTable({ ...facts, weighed: weigh(some), owners }, new Date(0));
      const [one, other] = [freeze(given), freeze(given.toReversed())];
      expect(other.table.digest).toBe(one.table.digest);
      expect(other.rows.map(({ userId, weightBefore }) => [userId, weightBefore])).toEqual(
        one.rows.map(({ userId, weightBefore }) => [userId, weightBefore]),
      );
    }),
  );
});

test('rows are in the order of pseudonyms, with running sums, and one changed weight changes the digest', () => {
  const owners = new Map(['b', 'a'].map((name) => [name, { userId: `user-${name}`, personId: `person-${name}` }]));
  const weighed = weigh([
    { pseudonym: 'b', nanonats: 3n },
    { pseudonym: 'a', nanonats: 1n },
  ]);
  const { table, rows } = freezeCapTable({ ...facts, weighed, owners }, new Date(0));
  const [first, second] = rows as [(typeof rows)[0], (typeof rows)[0]];
  expect(first).toMatchObject({ idx: 0, userId: 'user-a', weight: TOTAL_WEIGHT / 4n, weightBefore: 0n });
  expect(second).toMatchObject({ idx: 1, userId: 'user-b', weightBefore: TOTAL_WEIGHT / 4n });
  expect(table).toMatchObject({ members: 2, totalWeight: TOTAL_WEIGHT });
  expect(capTableDigest(table, rows)).toBe(table.digest);
  expect(capTableDigest(table, [Object.assign({}, first, { weight: 1n }), second])).not.toBe(table.digest);
});

test('what the room printed is read exactly', () => {
  const printed = Buffer.from('{"a":"-12.000000001","b":"0.500000000"}\n');
  expect(parseValues(printed, new Set(['a', 'b']))).toEqual([
    { pseudonym: 'a', nanonats: -12_000_000_001n },
    { pseudonym: 'b', nanonats: 500_000_000n },
  ]);
});

test.each([
  ['not JSON', 'my secret'],
  ['a list', '[]'],
  ['one owner too few', '{"a":"1.000000000"}'],
  ['a stranger', '{"a":"1.000000000","c":"1.000000000"}'],
  ['a word for a value', '{"a":"1.000000000","b":"secret"}'],
  ['a number beyond numbers', '{"a":"1.000000000","b":"NaN"}'],
  ['a number for a decimal', '{"a":"1.000000000","b":1}'],
])('a valuation that is %s is refused, and not quoted', (_fault, printed) => {
  const error = (() => {
    try {
      return parseValues(Buffer.from(printed), new Set(['a', 'b']));
    } catch (reason) {
      return reason;
    }
  })();
  expect(error).toMatchObject({ code: 'VALUATION_REFUSED' });
  expect(String(error)).not.toContain('secret');
});
