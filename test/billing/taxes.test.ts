import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { TaxTable, taxOf } from '../../domain/billing/index.ts';

const rates = new Map([
  ['DE', { name: 'VAT', ratePpm: 190_000, reverseCharge: true }],
  ['FR', { name: 'TVA', ratePpm: 200_000, reverseCharge: true }],
  ['NO', { name: 'MVA', ratePpm: 250_000, reverseCharge: false }],
]);
const included = new TaxTable(rates, { country: 'DE', pricesIncludeTax: true });
const onTop = new TaxTable(rates, { country: 'DE', pricesIncludeTax: false });
const question = { country: 'FR', taxId: null, amountMicros: 1_200n, currency: 'EUR', at: new Date() };

test.each([
  [119n, 190_000, 'included', 19n],
  [100n, 190_000, 'on-top', 19n],
  [1n, 190_000, 'included', 0n],
  [3n, 200_000, 'included', 1n], // 0.5 is rounded away from zero
  [-3n, 200_000, 'included', -1n],
  [5n, 100_000, 'on-top', 1n],
  [-5n, 100_000, 'on-top', -1n],
  [1_000n, 0, 'included', 0n],
  [10n, 1_000_000, 'included', 5n],
  [9_000_000_000_000_000_000n, 190_000, 'included', 1_436_974_789_915_966_387n],
] as const)('the tax of %s micros at %s ppm, %s, is %s', (amount, rate, mode, tax) => {
  expect(taxOf(amount, rate, mode)).toBe(tax);
});

test('tax is never off by more than half a micro, never more than the amount, and cancels out with a refund', () => {
  const anyRate = fc.integer({ min: 0, max: 1_000_000 });
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), anyRate, (amount, rate) => {
      const inside = taxOf(amount, rate, 'included');
      const beside = taxOf(amount, rate, 'on-top');
      expect(taxOf(-amount, rate, 'included') + inside).toBe(0n);
      expect(taxOf(-amount, rate, 'on-top') + beside).toBe(0n);
      expect(inside <= amount && beside <= amount).toBe(true);
      const divisor = 1_000_000n + BigInt(rate);
      const off = inside * divisor - amount * BigInt(rate);
      expect(2n * (off < 0n ? -off : off) <= divisor).toBe(true);
    }),
  );
});

test('the rate is that of the customer’s country, or of the issuer’s for who names none', async () => {
  expect(await included.lineFor(question)).toMatchObject({ name: 'TVA', country: 'FR', taxMicros: 200n });
  expect(await included.lineFor({ ...question, country: null })).toMatchObject({ name: 'VAT', country: 'DE' });
  expect(await included.lineFor({ ...question, country: 'US' })).toBeNull();
  expect(await onTop.lineFor(question)).toMatchObject({ mode: 'on-top', taxMicros: 240n });
  const nowhere = new TaxTable(rates, { country: null, pricesIncludeTax: true });
  expect(await nowhere.lineFor({ ...question, country: null })).toBeNull();
});

test('a business abroad owes the tax itself where the table says so; one at home does not', async () => {
  const taxId = 'X1';
  expect(await included.lineFor({ ...question, taxId })).toMatchObject({
    ratePpm: 0,
    taxMicros: 0n,
    note: expect.stringContaining('Reverse'),
  });
  expect(await included.lineFor({ ...question, taxId, country: 'NO' })).toMatchObject({ ratePpm: 250_000, note: null });
  expect(await included.lineFor({ ...question, taxId, country: 'DE' })).toMatchObject({ ratePpm: 190_000, note: null });
});
