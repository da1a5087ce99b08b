import { expect, test } from '@jest/globals';
import { decimalOf, statementCsv, type Statement } from '../../domain/revenue/index.ts';
import { CSV_BOM, csvText } from '../../domain/shared/index.ts';

const cells = (line: string) =>
  line
    .split('|')
    .map((cell) => `"${cell}"`)
    .join(',');

test('every cell is quoted as RFC 4180 asks for, and lines end with CR and LF', () => {
  const rows = [
    ['plain', 'a,b', 'say "hi"', 'two\nlines', ' outer ', ''],
    ['ü€😀', '1', '-1', '0.5', 'x', 'y'],
  ];
  const [first, second] = [cells('plain|a,b|say ""hi""|two\nlines| outer |'), cells('ü€😀|1|-1|0.5|x|y')];
  expect(csvText(rows)).toBe(`${first}\r\n${second}\r\n`);
  expect(csvText([])).toBe('');
});

test('what a spreadsheet would run as a formula is shown instead, and numbers stay numbers', () => {
  const evil = ['=1+1', '+cmd', '-2+3', '@sum', '\tx', '\rx', '＝1', '-', '=HYPERLINK("http://x")'];
  const shown = cells(`'=1+1|'+cmd|'-2+3|'@sum|'\tx|'\rx|'＝1|'-|'=HYPERLINK(""http://x"")`);
  expect(csvText([evil])).toBe(`${shown}\r\n`);
  expect(csvText([['-250', '-0.000250', '12']])).toBe(`${cells('-250|-0.000250|12')}\r\n`);
});

test('micros are written with six places, exactly', () => {
  expect([0n, 1n, 1_401n, 1_500_000n, -250n, 9_007_199_254_740_993n].map(decimalOf)).toEqual([
    '0.000000',
    '0.000001',
    '0.001401',
    '1.500000',
    '-0.000250',
    '9007199254.740993',
  ]);
});

test('a statement as CSV lists its lines between the opening and the closing balance, with the sums in the last row', () => {
  const line = { modelVersionId: 'v', final: true, count: null };
  const statement: Statement = {
    from: '2026-01-01',
    to: '2026-12-31',
    currency: 'EUR',
    basis: 'payable',
    openingMicros: 100n,
    incomeMicros: 1_402n,
    drawnMicros: 250n,
    closingMicros: 1_252n,
    lines: [
      { ...line, kind: 'matured', period: '2026-01', amountMicros: 1_401n, balanceMicros: 1_501n },
      { ...line, kind: 'closing', period: '2026-01-20', amountMicros: 1n, balanceMicros: 1_502n },
      { ...line, kind: 'drawn', period: '2026-01-31', count: 2n, amountMicros: -250n, balanceMicros: 1_252n },
    ],
    final: true,
  };
  expect(statementCsv(statement, (id) => `=${id}`).split('\r\n')).toEqual([
    cells('period|entry|model_version|count|income_micros|income|drawn_micros|drawn|balance_micros|balance|currency'),
    cells('2026-01-01|opening|||||||100|0.000100|EUR'),
    cells("2026-01|matured|'=v||1401|0.001401|||1501|0.001501|EUR"),
    cells("2026-01-20|version closed|'=v||1|0.000001|||1502|0.001502|EUR"),
    cells("2026-01-31|drawn|'=v|2|||250|0.000250|1252|0.001252|EUR"),
    cells('2026-12-31|closing|||1402|0.001402|250|0.000250|1252|0.001252|EUR'),
    '',
  ]);
  expect(CSV_BOM).toBe('\uFEFF');
});
