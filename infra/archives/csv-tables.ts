import type { TableFault, TableRow, Tables } from '../../domain/imports/index.ts';
import { RowScanner, type ScannedRow } from './row-scanner.ts';

/**
 * An open quote may cost a look at a whole row's length, and a made-up file can hold one on every line. Past this the
 * rest of the file is given up, and the report says so; it is about two seconds of work.
 */
const MAX_WASTED_CHARACTERS = 8 * 1024 * 1024;

/** UTF-8 tables with a header: a byte order mark, CRLF and quoted line breaks are all normal. */
export class CsvTables implements Tables {
  async header(bytes: AsyncIterable<Uint8Array>): Promise<readonly string[] | null> {
    for await (const row of scan(bytes, new RowScanner())) return row.fault === null ? columnsOf(row) : null;
    return null;
  }

  async *rows(bytes: AsyncIterable<Uint8Array>): AsyncIterable<TableRow | TableFault> {
    const scanner = new RowScanner();
    let columns: readonly string[] | null = null;
    for await (const row of scan(bytes, scanner)) {
      if (scanner.wastedCharacters > MAX_WASTED_CHARACTERS) {
        yield { line: row.line, fault: 'TOO_MANY_BROKEN_ROWS' };
        return;
      }
      if (columns === null) {
        columns = columnsOf(row);
      } else if (row.fault === null) {
        yield { line: row.line, row: underColumns(row, columns) };
      } else {
        yield { line: row.line, fault: row.fault };
      }
    }
  }
}

async function* scan(bytes: AsyncIterable<Uint8Array>, scanner: RowScanner): AsyncIterable<ScannedRow> {
  const decoder = new TextDecoder('utf-8');
  for await (const block of bytes) yield* scanner.push(decoder.decode(block, { stream: true }), false);
  yield* scanner.push(decoder.decode(), true);
}

function columnsOf(header: ScannedRow): readonly string[] {
  return header.values.map((name) => name.trim());
}

function underColumns(row: ScannedRow, columns: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(columns.map((column, i) => [column, row.values[i] ?? '']));
}
