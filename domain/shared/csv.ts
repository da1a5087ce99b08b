/** What a spreadsheet takes for a formula, ASCII and full width, or what hides one behind it. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** An integer or a decimal is written as it is: its sign begins no formula. */
const NUMBER = /^-?\d+(\.\d+)?$/;

/** Makes spreadsheets read UTF-8; programs that do not expect it see it as part of the first name. */
export const CSV_BOM = '\uFEFF';

/** RFC 4180: every cell in quotes, quotes doubled, every line ended by CRLF. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** An apostrophe in front makes a spreadsheet show a formula instead of running it. */
function csvCell(value: string): string {
  const harmless = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}
