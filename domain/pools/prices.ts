import { assertMicros, type Micros } from '../shared/index.ts';
import { assertWhole } from './scope.ts';

/** What one call used. All are whole numbers; a call uses at least one of something. */
export interface Units {
  readonly queries: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly seconds: number;
}

/** What a customer pays for what a call used. Zero is free of charge. */
export interface Prices {
  readonly pricePerQueryMicros: Micros;
  /** Per million, since one token costs less than a micro. */
  readonly pricePerMillionInputTokensMicros: Micros;
  readonly pricePerMillionOutputTokensMicros: Micros;
  readonly pricePerSecondMicros: Micros;
  /** What a call that is not free costs at least. */
  readonly minimumChargeMicros: Micros;
  /** So many queries of each customer in each calendar month (UTC) cost nothing. */
  readonly freeQueriesPerMonth: number;
}

/** What terms may leave out: a charter that names no price for a unit asks nothing for it. */
export type OptionalPrices = Partial<Omit<Prices, 'pricePerQueryMicros'>>;

export const OPTIONAL_MICROS = [
  'pricePerMillionInputTokensMicros',
  'pricePerMillionOutputTokensMicros',
  'pricePerSecondMicros',
  'minimumChargeMicros',
] as const satisfies readonly (keyof OptionalPrices)[];

const MILLION = 1_000_000n;

/** Most free queries a month that a charter may grant. */
const MOST_FREE = 1_000_000_000;

/** The price of one call that is not free. */
export function priceOf(units: Units, prices: Prices): Micros {
  const price = unitsPriceOf(units, prices);
  return price > prices.minimumChargeMicros ? price : prices.minimumChargeMicros;
}

/**
 * What a call's units cost by themselves, before the minimum. Summed in millionths of a micro and rounded down once, in
 * the customer's favour.
 */
export function unitsPriceOf(units: Units, prices: Prices): Micros {
  const whole =
    BigInt(units.queries) * prices.pricePerQueryMicros + BigInt(units.seconds) * prices.pricePerSecondMicros;
  const perMillion =
    BigInt(units.inputTokens) * prices.pricePerMillionInputTokensMicros +
    BigInt(units.outputTokens) * prices.pricePerMillionOutputTokensMicros;
  return whole + perMillion / MILLION;
}

export function pricesOf(terms: { readonly pricePerQueryMicros: Micros } & OptionalPrices): Prices {
  return {
    pricePerQueryMicros: terms.pricePerQueryMicros,
    pricePerMillionInputTokensMicros: terms.pricePerMillionInputTokensMicros ?? 0n,
    pricePerMillionOutputTokensMicros: terms.pricePerMillionOutputTokensMicros ?? 0n,
    pricePerSecondMicros: terms.pricePerSecondMicros ?? 0n,
    minimumChargeMicros: terms.minimumChargeMicros ?? 0n,
    freeQueriesPerMonth: terms.freeQueriesPerMonth ?? 0,
  };
}

export function assertPrices(prices: Prices): void {
  for (const name of ['pricePerQueryMicros', ...OPTIONAL_MICROS] as const) assertMicros(prices[name], ['terms', name]);
  assertWhole(prices.freeQueriesPerMonth, ['terms', 'freeQueriesPerMonth'], 0, MOST_FREE);
}
