import Papa from 'papaparse';

/** Reddit's longest text is 40,000 characters; a row past this is a quote that nobody closed. */
const MAX_ROW_CHARACTERS = 128 * 1024;

export interface ScannedRow {
  /** Physical line on which the row starts, from 1. */
  readonly line: number;
  readonly values: readonly string[];
  readonly fault: 'BROKEN_QUOTES' | 'WRONG_COLUMN_COUNT' | 'ROW_TOO_LONG' | null;
}

/**
 * CSV rows out of blocks of text, by papaparse's own parser; only the unfinished row stays in memory. A row that is
 * broken by its quotes, or that spans lines and misses the width, is given up alone: scanning starts again on the line
 * after the one it began on, so that a quote left open cannot swallow the rows behind it.
 */
export class RowScanner {
  /** What restarts looked at in vain; the caller stops a file that makes it grow without end. */
  wastedCharacters = 0;
  private text = '';
  private line = 1;
  private width: number | null = null;
  private skippingLine = false;

  /** The rows that end in this block; with `isLast`, whatever is left is a row too. */
  *push(block: string, isLast: boolean): Iterable<ScannedRow> {
    this.text += block;
    if (this.skippingLine) this.skipLine();
    for (let goOn = true; goOn;) {
      const rows: ScannedRow[] = [];
      goOn = this.scan(rows, isLast) || this.dropEndlessRow(rows, isLast);
      yield* rows;
    }
  }

  /** True when a broken row stopped the scan, and the text behind its first line waits to be scanned. */
  private scan(rows: ScannedRow[], isLast: boolean): boolean {
    let start = 0;
    let broken = false;
    const parser = new Papa.Parser({
      delimiter: ',',
      newline: '\n',
      fastMode: false,
      step: ({ data, errors, meta }: Papa.ParseStepResult<string[][]>) => {
        const values = data[0] ?? [];
        const lines = countLines(this.text, start, meta.cursor);
        const fault = this.faultOf(values, errors.length > 0);
        if (fault === 'BROKEN_QUOTES' || (fault !== null && lines > 1)) {
          broken = true;
          rows.push({ line: this.line, values: [], fault });
          this.wastedCharacters += meta.cursor - start;
          parser.abort();
          return;
        }
        if (!isBlank(values)) rows.push({ line: this.line, values: withoutCarriageReturn(values), fault });
        start = meta.cursor;
        this.line += lines;
      },
    });
    parser.parse(this.text, 0, !isLast);
    this.text = this.text.slice(start);
    if (!broken) return false;
    this.skipLine();
    return this.text.length > 0;
  }

  /** True when a row past all measure was dropped, and text waits behind its first line. */
  private dropEndlessRow(rows: ScannedRow[], isLast: boolean): boolean {
    if (isLast || this.text.length <= MAX_ROW_CHARACTERS) return false;
    rows.push({ line: this.line, values: [], fault: 'ROW_TOO_LONG' });
    this.wastedCharacters += this.text.length;
    this.skipLine();
    return this.text.length > 0;
  }

  private skipLine(): void {
    const end = this.text.indexOf('\n');
    this.skippingLine = end === -1;
    this.text = end === -1 ? '' : this.text.slice(end + 1);
    if (end !== -1) this.line += 1;
  }

  /** The first row sets the width. */
  private faultOf(values: readonly string[], hasQuoteErrors: boolean): ScannedRow['fault'] {
    if (hasQuoteErrors) return 'BROKEN_QUOTES';
    if (isBlank(values)) return null;
    this.width ??= values.length;
    return values.length === this.width ? null : 'WRONG_COLUMN_COUNT';
  }
}

function isBlank(values: readonly string[]): boolean {
  return values.length <= 1 && (values[0] ?? '').trim() === '';
}

/** Lines may end in CRLF in a file that the parser splits at LF; only the last column can carry the rest. */
function withoutCarriageReturn(values: readonly string[]): string[] {
  return values.map((value, i) => (i === values.length - 1 && value.endsWith('\r') ? value.slice(0, -1) : value));
}

function countLines(text: string, start: number, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
