import { InvalidInput } from './errors.ts';

/** An amount in millionths of the currency unit. Always `bigint`: a float loses units above 2^53. */
export type Micros = bigint;

/** ISO 4217 code, such as `EUR`. Amounts of different currencies never meet in one journal. */
export type Currency = string;

/** A share in parts per million. */
export type Ppm = number;

export const PPM = 1_000_000n;

/** The largest amount and the largest balance: a little below what a `bigint` column holds. */
export const MAX_MICROS = 9_000_000_000_000_000_000n;

export function assertMicros(value: bigint, field: readonly string[]): Micros {
  if (value < 0n) throw new InvalidInput(field, 'An amount cannot be negative.');
  if (value > MAX_MICROS) throw new InvalidInput(field, 'The amount is too large.');
  return value;
}

export function assertShare(value: number, field: readonly string[]): Ppm {
  if (!Number.isInteger(value) || value < 0 || value > 1_000_000) {
    throw new InvalidInput(field, 'A share is a whole number of parts per million, from 0 to 1000000.');
  }
  return value;
}

/** For sentences that people read: 1500000 is "1.50 EUR", and no micro is rounded away. */
export function moneyText(micros: Micros, currency: Currency): string {
  const digits = (micros < 0n ? -micros : micros).toString().padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0{1,4}$/, '');
  return `${micros < 0n ? '-' : ''}${digits.slice(0, -6)}.${fraction} ${currency}`;
}

/** floor(amount * ppm / 10^6): each portion is rounded down, so portions never exceed the whole. */
export function portionPpm(amountMicros: Micros, share: Ppm): Micros {
  return (amountMicros * BigInt(share)) / PPM;
}
