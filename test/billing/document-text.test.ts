import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  assertParty,
  documentNumber,
  Invoice,
  InvoiceLine,
  invoiceText,
  monthEnd,
  monthOf,
  monthStart,
  plainText,
  Receipt,
  receiptText,
} from '../../domain/billing/index.ts';
import { InvalidInput } from '../../domain/shared/index.ts';

const issuer = { name: 'Example Cooperative', address: 'High Street 1\n12345 Town', country: 'DE', taxId: 'DE1' };
const receiptFields = {
  id: 'r',
  number: 'R-2026-000007',
  year: 2026,
  sequence: 7,
  paymentId: '019c0000-0000-7000-8000-000000000001',
  customerId: '019c0000-0000-7000-8000-000000000002',
  currency: 'EUR',
  amountMicros: 12_500_000n,
  reference: 'wire 7',
  issuer,
  billedTo: { name: 'ACME', address: '', country: null, taxId: null },
  issuedAt: new Date('2026-01-31T23:59:59.999Z'),
};
const receipt = new Receipt(receiptFields);
const tax = {
  taxName: 'VAT',
  taxCountry: 'DE',
  taxRatePpm: 55_000,
  taxMode: 'included' as const,
  taxMicros: 52n,
  taxNote: null,
};
const { paymentId: _payment, reference: _reference, ...documentFields } = receiptFields;
const invoiceFields = {
  ...documentFields,
  number: 'I-2026-000001',
  month: '2026-02',
  totalMicros: 999n,
  ...tax,
  issuer,
};
const invoice = new Invoice(invoiceFields);
const used = { invoiceId: 'i', queries: 0n, inputTokens: 0n, outputTokens: 0n, seconds: 0n };
const lines = [
  new InvoiceLine({
    ...used,
    idx: 0,
    kind: 'usage',
    modelVersionId: 'm',
    description: 'Tea talk, version 2',
    calls: 3n,
    queries: 3n,
    inputTokens: 1_200n,
    amountMicros: 1_999n,
  }),
  new InvoiceLine({
    ...used,
    idx: 1,
    kind: 'refund',
    modelVersionId: null,
    description: 'Given back (refund)',
    calls: 1n,
    amountMicros: -1_000n,
  }),
];

test('a receipt reads like this', () => {
  expect(receiptText(receipt).split('\r\n')).toEqual([
    'RECEIPT R-2026-000007',
    '',
    'Date:         2026-01-31',
    'From:         Example Cooperative',
    '              High Street 1',
    '              12345 Town',
    '              DE',
    'Tax id:       DE1',
    'For:          ACME',
    'Customer:     019c0000-0000-7000-8000-000000000002',
    'Payment:      019c0000-0000-7000-8000-000000000001',
    'Reference:    wire 7',
    '',
    'Received:     12.50 EUR',
    '',
    'This is prepaid credit for services of different kinds. No tax is due on it:',
    'tax arises when the credit is used, and the monthly invoices name it.',
    '',
  ]);
});

test('an invoice reads like this', () => {
  expect(invoiceText(invoice, lines).split('\r\n').slice(2)).toEqual([
    'Date:         2026-01-31',
    'Period:       2026-02-01 to 2026-02-28 (UTC)',
    'From:         Example Cooperative',
    '              High Street 1',
    '              12345 Town',
    '              DE',
    'Tax id:       DE1',
    'For:          ACME',
    'Customer:     019c0000-0000-7000-8000-000000000002',
    '',
    'Tea talk, version 2',
    '  3 calls, 3 queries, 1200 input tokens: 0.001999 EUR',
    'Given back (refund)',
    '  1 time: -0.001 EUR',
    '',
    'Total:        0.000999 EUR',
    'of which VAT 5.5% (DE): 0.000052 EUR',
    'without tax: 0.000947 EUR',
    '',
    'It was taken from prepaid credit.',
    '',
  ]);
});

test('a tax on top is said to be due beside the total, with the note of the law', () => {
  const beside = new Invoice({ ...invoiceFields, ...tax, taxMode: 'on-top', taxNote: 'Reverse charge.' });
  const text = invoiceText(beside, lines);
  expect(text).toContain('VAT 5.5% (DE) due beside it, not taken from credit: 0.000052 EUR\r\nwith tax: 0.001051 EUR');
  expect(text).toContain('\r\nReverse charge.\r\n');
  const none = new Invoice({
    ...invoiceFields,
    taxName: null,
    taxCountry: null,
    taxRatePpm: null,
    taxMode: null,
    taxMicros: null,
    taxNote: null,
  });
  expect(none.tax).toBeNull();
  expect(invoiceText(none, lines)).not.toContain('VAT');
});

describe('text is as RFC 5198 wants it', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 300 });

  test('normal form C, lines of bounded length that end with CR LF, and no other control character', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 8 }), (given) => {
        const text = plainText(given);
        expect(text).toBe(text.normalize('NFC'));
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        expect(text === '' || text.endsWith('\r\n')).toBe(true);
        for (const line of text.split('\r\n')) {
          const length = [...new Intl.Segmenter('en').segment(line)].length;
          expect(length).toBeLessThanOrEqual(76);
        }
      }),
    );
  });

  test('whatever passes as a name or an address, a document keeps its form', () => {
    fc.assert(
      fc.property(anyText, anyText, (name, address) => {
        let billedTo;
        try {
          billedTo = assertParty({ name, address, country: null, taxId: null });
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInput);
          return;
        }
        const text = receiptText(new Receipt({ ...receiptFields, billedTo }));
        expect(text).toBe(text.normalize('NFC'));
        expect(text.match(/^Received:/gm)).toHaveLength(1);
        expect(text.split('\r\n').at(0)).toBe('RECEIPT R-2026-000007');
      }),
    );
  });

  test('a long line is broken at a space, and a word that is too long anywhere', () => {
    const [first, second] = plainText(['word '.repeat(20)]).split('\r\n');
    expect(first).toBe('word '.repeat(15).trim());
    expect(second).toBe('word '.repeat(5).trim());
    expect(plainText(['x'.repeat(100)])).toBe(`${'x'.repeat(76)}\r\n${'x'.repeat(24)}\r\n`);
    expect(plainText(['a\tb\u0000c\nd'])).toBe('a b c d\r\n');
  });
});

test('months are those of UTC, and follow one another without a gap', () => {
  expect(monthOf(new Date('2025-12-31T23:59:59.999Z'))).toBe('2025-12');
  expect(monthOf(new Date('2026-01-01T00:00:00.000Z'))).toBe('2026-01');
  expect(monthEnd('2024-02').toISOString()).toBe('2024-03-01T00:00:00.000Z');
  for (let month = '2023-11'; month < '2026-02'; month = monthOf(monthEnd(month))) {
    expect(monthOf(monthStart(month))).toBe(month);
    expect(monthOf(new Date(monthEnd(month).getTime() - 1))).toBe(month);
  }
});

test('numbers sort as they were given out within their year, up to the millionth', () => {
  expect(documentNumber('receipt', { year: 2026, sequence: 1 })).toBe('R-2026-000001');
  expect(documentNumber('invoice', { year: 2026, sequence: 999_999 })).toBe('I-2026-999999');
  expect(documentNumber('invoice', { year: 2026, sequence: 1_000_000 })).toBe('I-2026-1000000');
});
