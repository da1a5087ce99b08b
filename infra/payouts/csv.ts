/** What a spreadsheet takes for a formula, ASCII and full width, or what hides one behind it. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** RFC 4180: every cell in quotes, quotes doubled, lines ended by CRLF. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/**
 * An apostrophe in front makes a spreadsheet show a formula instead of running it: names come from members, and who
 * opens the file can pay.
 */
function csvCell(value: string): string {
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}
