import type { Currency, Micros, Ppm } from '../shared/index.ts';

const WIDTH = 76;

/** As people see them: a letter stays with its accents. */
const CHARACTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Text for the wire as RFC 5198 wants it: in normal form C, lines ended by CR LF, no other control characters. Long lines are
 * broken, at a space where there is one.
 */
export function plainText(lines: readonly string[]): string {
  const broken = lines.flatMap((line) => wrap(line.normalize('NFC').replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ')));
  return broken.map((line) => `${line.trimEnd()}\r\n`).join('');
}

function wrap(line: string): string[] {
  const characters = Array.from(CHARACTERS.segment(line), ({ segment }) => segment);
  if (characters.length <= WIDTH) return [line];
  const space = characters.slice(0, WIDTH + 1).lastIndexOf(' ');
  const at = space > WIDTH / 2 ? space : WIDTH;
  return [characters.slice(0, at).join(''), ...wrap(characters.slice(at).join('').trimStart())];
}

/** A label, and what it says in lines beside it. */
export function field(label: string, value: string): string[] {
  return value.split('\n').map((line, i) => `${(i === 0 ? `${label}:` : '').padEnd(14)}${line}`);
}

/** 1500000 is "1.50 EUR": exact, with at least two digits after the point. */
export function amountText(micros: Micros, currency: Currency): string {
  const negative = micros < 0n;
  const digits = String(negative ? -micros : micros).padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0{1,4}$/, '');
  return `${negative ? '-' : ''}${digits.slice(0, -6)}.${fraction} ${currency}`;
}

/** 190000 is "19%", 55000 is "5.5%". */
export function rateText(ratePpm: Ppm): string {
  const fraction = String(ratePpm % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${Math.floor(ratePpm / 10_000)}${fraction && `.${fraction}`}%`;
}

/** The day in UTC. */
export function dayText(at: Date): string {
  return at.toISOString().slice(0, 10);
}
