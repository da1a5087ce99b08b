import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import Papa from 'papaparse';
import { csvText, sha256Hex } from '../../domain/shared/index.ts';
import { CsvManualProvider } from '../../infra/payouts/manual-provider.ts';

const order = {
  payoutId: '019c0000-0000-7000-8000-000000000001',
  currency: 'EUR',
  amountMicros: 12_340_000n,
  requestedAt: new Date(0),
  destination: { kind: 'iban', account: 'DE89370400440532013000', holder: 'Lovelace, "Ada"' },
} as const;

test('the file is RFC 4180, in the same bytes each time, and its digest is of these bytes', async () => {
  const provider = new CsvManualProvider();
  const { text, digest } = await provider.send([order]);
  expect(text).toBe(
    '"payout","kind","account","holder","amount","currency"\r\n' +
      '"019c0000-0000-7000-8000-000000000001","iban","DE89370400440532013000","Lovelace, ""Ada""","12.34","EUR"\r\n',
  );
  expect(digest).toBe(sha256Hex(text));
  expect(await provider.send([order])).toEqual({ text, digest });
});

test.each(['=1+1', '+49 30 123', '-1+1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠x'])(
  'a cell that begins like %j is shown and not run',
  (value) => {
    expect(csvText([[value]])).toBe(`"'${value}"\r\n`);
  },
);

test('every cell comes back as it was, but for the apostrophe', () => {
  const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[=+\-@,"\r\n a]{0,5}$/));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
      const { data } = Papa.parse<string[]>(csvText(rows), { newline: '\r\n', skipEmptyLines: false });
      const read = data.slice(0, rows.length);
      for (const [i, row] of rows.entries()) {
        for (const [j, value] of row.entries()) {
          const found = read[i]?.[j] as string;
          expect([value, `'${value}`]).toContain(found);
          expect(/^[=+\-@\t\r\n＝＋－＠]/.test(found) && !/^-\d+$/.test(found)).toBe(false);
        }
      }
    }),
  );
});
