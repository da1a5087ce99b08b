/** One result per command: for people on the terminal, or as one JSON object per line for programs. */
export interface Output {
  /** `lines` is what a person reads instead of `value`. */
  show(value: unknown, lines: readonly string[]): void;
  /** For people only: what goes on meanwhile. */
  say(line: string): void;
  readonly json: boolean;
}

export function outputTo(json: boolean): Output {
  const print = (line: string) => process.stdout.write(`${line}\n`);
  return {
    json,
    show: (value, lines) => (json ? print(JSON.stringify(value)) : lines.forEach(print)),
    say: (line) => void (json || process.stderr.write(`${line}\n`)),
  };
}

/** Columns as wide as their widest cell; `none` where only the header is there. */
export function table(rows: readonly (readonly string[])[], none: string): string[] {
  if (rows.length < 2) return [none];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
