import { PPM, type Ppm } from '../shared/index.ts';
import { NoPositiveValue, ValuationRefused } from './errors.ts';

/** All weight of a cap table: so fine that what rounding moves is below a micro of any likely revenue. */
export const TOTAL_WEIGHT = 1_000_000_000_000n;

/** A person's signed value in units of 10^-9 nats: an integer, so that shares are exact and order does not matter. */
export interface Value {
  readonly pseudonym: string;
  readonly nanonats: bigint;
}

export interface Weighed {
  readonly pseudonym: string;
  readonly weight: bigint;
  readonly measured: string;
}

const DECIMAL = /^(-?)(\d{1,15})\.(\d{9})$/;

/** Reads what the valuation program printed: each owner in the corpus once, and nobody else. VALUATION_REFUSED. */
export function parseValues(printed: Buffer, pseudonyms: ReadonlySet<string>): Value[] {
  const entries = Object.entries(parse(printed));
  if (entries.length !== pseudonyms.size)
    throw new ValuationRefused('it names more or fewer owners than the corpus has');
  return entries.map(([pseudonym, decimal]) => {
    const match = typeof decimal === 'string' ? DECIMAL.exec(decimal) : null;
    if (!match || !pseudonyms.has(pseudonym)) throw new ValuationRefused('it holds something that is not a value');
    const [, sign, whole, fraction] = match;
    const size = BigInt(`${whole}${fraction}`);
    return { pseudonym, nanonats: sign ? -size : size };
  });
}

function parse(printed: Buffer): object {
  try {
    const value: unknown = JSON.parse(printed.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Falls through: a syntax error's own message would quote what the program printed.
  }
  throw new ValuationRefused('it is not a JSON object');
}

/**
 * Weight in proportion to positive value; negative is zero, after the sum over all of a person's records. Whole units
 * by largest remainder, ties by pseudonym, which is a keyed hash: the weights sum to `whole` exactly. Throws
 * NO_POSITIVE_VALUE.
 */
export function weigh(values: readonly Value[], whole = TOTAL_WEIGHT): Weighed[] {
  const positive = values.map(({ nanonats }) => (nanonats > 0n ? nanonats : 0n));
  const total = positive.reduce((sum, value) => sum + value, 0n);
  if (total === 0n) throw new NoPositiveValue();
  const shares = values.map(({ pseudonym, nanonats }, i) => {
    const exact = (positive[i] as bigint) * whole;
    return { pseudonym, nanonats, weight: exact / total, remainder: exact % total };
  });
  const left = whole - shares.reduce((sum, share) => sum + share.weight, 0n);
  const byRemainder = shares.toSorted((a, b) => {
    if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
    return a.pseudonym < b.pseudonym ? -1 : 1;
  });
  const oneMore = new Set(byRemainder.slice(0, Number(left)).map(({ pseudonym }) => pseudonym));
  return shares.map(({ pseudonym, nanonats, weight }) => ({
    pseudonym,
    weight: oneMore.has(pseudonym) ? weight + 1n : weight,
    measured: decimal(nanonats),
  }));
}

/** A pool's own row, and what its members gave it of all weight. */
export interface TreasuryShare {
  readonly pseudonym: string;
  readonly ppm: Ppm;
}

/** The same with the pool's own row beside its members', who share what is left as they helped. */
export function weighWithTreasury(values: readonly Value[], { pseudonym, ppm }: TreasuryShare): Weighed[] {
  const weight = (TOTAL_WEIGHT * BigInt(ppm)) / PPM;
  const weighed = weigh(values, TOTAL_WEIGHT - weight);
  return weight === 0n ? weighed : [...weighed, { pseudonym, weight, measured: decimal(0n) }];
}

function decimal(nanonats: bigint): string {
  const digits = (nanonats < 0n ? -nanonats : nanonats).toString().padStart(10, '0');
  return `${nanonats < 0n ? '-' : ''}${digits.slice(0, -9)}.${digits.slice(-9)}`;
}
