import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { microsOf, money } from '../../cli/money.ts';

test.each([
  ['0', '0.00 EUR'],
  ['1', '0.000001 EUR'],
  ['1500000', '1.50 EUR'],
  ['-2500', '-0.0025 EUR'],
  ['9007199254740993', '9007199254.740993 EUR'],
])('%s micros read %s', (micros, text) => {
  expect(money(micros, 'EUR')).toBe(text);
});

test.each(['', '-1', '1,5', '1.0000001', '.5', '1e3', 'all'])('%p is no amount', (text) => {
  expect(() => microsOf(text)).toThrow('is no amount');
});

test('an amount that was shown is read back to the micro', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), (micros) => {
      expect(microsOf(money(String(micros), 'EUR').split(' ')[0] ?? '')).toBe(String(micros));
    }),
  );
});
