import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CsvTables } from '../../infra/archives/index.ts';
import type { TableFault, TableRow } from '../../domain/imports/index.ts';

async function* inBlocks(text: string | Buffer, size: number): AsyncIterable<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function rowsOf(text: string | Buffer, size = 7): Promise<(TableRow | TableFault)[]> {
  const rows: (TableRow | TableFault)[] = [];
  for await (const row of new CsvTables().rows(inBlocks(text, size))) rows.push(row);
  return rows;
}

async function goodOf(text: string, size = 7): Promise<Readonly<Record<string, string>>[]> {
  return (await rowsOf(text, size)).flatMap((item) => ('row' in item ? [item.row] : []));
}

const cell = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const line = (values: readonly string[]) => `${values.map(cell).join(',')}\n`;

test('a byte order mark is not part of the first column', async () => {
  expect(await goodOf('\uFEFFid,body\na,b\n')).toEqual([{ id: 'a', body: 'b' }]);
});

test('lines that end in CRLF leave nothing in the last column, quoted or not', async () => {
  expect(await goodOf('id,body\r\na,b\r\nc,"d\r\ne"\r\nf,g')).toEqual([
    { id: 'a', body: 'b' },
    { id: 'c', body: 'd\r\ne' },
    { id: 'f', body: 'g' },
  ]);
});

test('quoted text may hold lines, commas and quotes, and each row knows the line it starts on', async () => {
  const rows = await rowsOf('id,body\na,"one, ""two""\n\nthree"\n\nb,four\n');
  expect(rows).toEqual([
    { line: 2, row: { id: 'a', body: 'one, "two"\n\nthree' } },
    { line: 6, row: { id: 'b', body: 'four' } },
  ]);
});

test('a file with a header only, an empty file and a last line without a line break are all normal', async () => {
  expect(await rowsOf('id,body\n')).toEqual([]);
  expect(await rowsOf('')).toEqual([]);
  expect(await goodOf('id,body\na,b')).toEqual([{ id: 'a', body: 'b' }]);
  expect(await new CsvTables().header(inBlocks('id, body \n', 3))).toEqual(['id', 'body']);
  expect(await new CsvTables().header(inBlocks('', 3))).toBeNull();
});

test('a quote that nobody closes costs its own row only', async () => {
  const rows = await rowsOf('id,body\na,"open\nb,fine\nc,"also, ""fine"""\n');
  expect(rows).toEqual([
    { line: 2, fault: 'BROKEN_QUOTES' },
    { line: 3, row: { id: 'b', body: 'fine' } },
    { line: 4, row: { id: 'c', body: 'also, "fine"' } },
  ]);
});

test('a row with another number of columns is rejected by line', async () => {
  expect(await rowsOf('id,body\na\nb,c,d\ne,f\n')).toEqual([
    { line: 2, fault: 'WRONG_COLUMN_COUNT' },
    { line: 3, fault: 'WRONG_COLUMN_COUNT' },
    { line: 4, row: { id: 'e', body: 'f' } },
  ]);
});

test('a row past all measure is dropped without being held, and the next one is kept', async () => {
  const rows = await rowsOf(`id,body\na,"${'x'.repeat(600_000)}\nb,fine\n`, 65_536);
  expect(rows).toEqual([
    { line: 2, fault: 'ROW_TOO_LONG' },
    { line: 3, row: { id: 'b', body: 'fine' } },
  ]);
});

test('a file of nothing but broken rows ends, and says so', async () => {
  const started = performance.now();
  const rows = await rowsOf(`id,body\n${'a,"b"c\n'.repeat(20_000)}`, 65_536);
  expect(rows.at(-1)).toMatchObject({ fault: 'TOO_MANY_BROKEN_ROWS' });
  expect(performance.now() - started).toBeLessThan(8000);
});

test('rows read the same however the bytes are cut, characters of several bytes included', async () => {
  const value = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\r', ''));
  const table = fc.array(fc.tuple(fc.stringMatching(/^[a-z0-9]{1,6}$/), value), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async (rows, size) => {
      const text = line(['id', 'body']) + rows.map(line).join('');
      const expected = rows.map(([id, body]) => ({ id, body }));
      expect(await goodOf(text, size)).toEqual(expected);
    }),
    { numRuns: 150, seed: 11 },
  );
});

// A quote left open in the last column is left out: if a later one closes it at the end of a line, the file is valid as it stands.
test('whatever broken rows stand between them, no good row is lost or changed', async () => {
  const good = fc.tuple(
    fc.stringMatching(/^[a-z0-9]{3,7}$/),
    fc.constantFrom('plain', 'with, comma', 'two\nlines', 'said "so"', '', 'é🙂', '"', 'x\n\n'),
    fc.constantFrom('', 'x'),
  );
  const bad = fc.constantFrom(
    'only one\n',
    'a,"never closed,b\n',
    'a,"closed"badly,c\n',
    'a,b,c,d,e\n',
    '"a,b\n',
    '\n',
    'a,"b""\n',
    ',,,,\n',
    '"\n',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(good, bad), { maxLength: 30 }),
      fc.integer({ min: 1, max: 64 }),
      async (rows, size) => {
        const text =
          line(['id', 'body', 'media']) + rows.map((row) => (typeof row === 'string' ? row : line(row))).join('');
        const expected = rows.flatMap((row) => (typeof row === 'string' ? [] : [JSON.stringify(row)]));
        const found = (await goodOf(text, size)).map((row) => JSON.stringify([row['id'], row['body'], row['media']]));
        for (const row of expected) expect(found).toContain(row);
      },
    ),
    { numRuns: 400, seed: 12 },
  );
});
