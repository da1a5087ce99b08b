import { MultiBar, Presets, type SingleBar } from 'cli-progress';

const dim = (text: string) => (process.stderr.isTTY ? `\u001B[2m${text}\u001B[0m` : text);
const bold = (text: string) => (process.stderr.isTTY ? `\u001B[1m${text}\u001B[0m` : text);

/** Tells the story on standard error, so that standard output holds the one JSON line of `--json` and nothing else. */
export class Terminal {
  private chapters = 0;
  private bars: MultiBar | undefined;

  chapter(title: string): void {
    this.chapters += 1;
    this.say('');
    this.say(bold(`${String(this.chapters).padStart(2)}. ${title}`));
  }

  say(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  note(text: string): void {
    this.say(dim(`    ${text}`));
  }

  fact(text: string): void {
    this.say(`    ${text}`);
  }

  /** A bar on a terminal; elsewhere one line when it is complete, so that a log stays readable. */
  bar(label: string, total: number): Bar {
    if (!process.stderr.isTTY) return new Bar(undefined, total, () => this.note(`${label}: ${total} of ${total}`));
    this.bars ??= new MultiBar(
      { format: '    {label} {bar} {value}/{total}', hideCursor: true, stream: process.stderr, clearOnComplete: false },
      Presets.shades_classic,
    );
    return new Bar(this.bars.create(total, 0, { label: label.padEnd(22) }), total, () => {});
  }

  endBars(): void {
    this.bars?.stop();
    this.bars = undefined;
  }

  table(header: readonly string[], rows: readonly (readonly string[])[]): void {
    const all = [header, ...rows];
    const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
    const line = (row: readonly string[]) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
    this.fact(bold(line(header)));
    for (const row of rows) this.fact(line(row));
  }
}

export class Bar {
  private finished = false;

  constructor(
    private readonly bar: SingleBar | undefined,
    private readonly total: number,
    private readonly complete: () => void,
  ) {}

  to(value: number): void {
    this.bar?.update(Math.min(value, this.total));
  }

  done(): void {
    if (this.finished) return;
    this.finished = true;
    this.bar?.update(this.total);
    this.complete();
  }
}

/** `1234567` micros of EUR is `1.234567 EUR`. */
export function money(amountMicros: bigint, currency: string): string {
  const sign = amountMicros < 0n ? '-' : '';
  const digits = (amountMicros < 0n ? -amountMicros : amountMicros).toString().padStart(7, '0');
  return `${sign}${digits.slice(0, -6)}.${digits.slice(-6)} ${currency}`;
}
