import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { BigIntString } from '../../api/shared/index.ts';

const LARGEST = 2n ** 63n - 1n;

test('every whole number that can be kept is read to the unit', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -LARGEST, max: LARGEST }), (number) => {
      expect(BigIntString.parseValue(number.toString())).toBe(number);
    }),
  );
});

test.each([`${LARGEST + 1n}`, `-${LARGEST + 1n}`, '9'.repeat(40), '9'.repeat(100_000)])(
  'a number beyond what can be kept is told from one that is none',
  (text) => {
    expect(() => BigIntString.parseValue(text)).toThrow(/too large: a BigInt is at most 9223372036854775807/);
  },
);

test.each(['1.5', '', '-', '007', '1e3', 'all', 5, null])('%p is no whole number in digits', (value) => {
  expect(() => BigIntString.parseValue(value)).toThrow('in decimal digits');
});
