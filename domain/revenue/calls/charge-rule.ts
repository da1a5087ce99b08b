import { priceOf, unitsPriceOf, type Prices, type Units } from '../../pools/index.ts';
import type { Micros } from '../../shared/index.ts';

/**
 * Why a call costs what it costs. `units`: what it used. `minimum`: less than the least that a call costs. `free-tier`:
 * all of its queries were free that month. `waived`: an operator decided so. `nothing-asked`: its terms ask nothing.
 */
export type ChargeRule = 'units' | 'minimum' | 'free-tier' | 'waived' | 'nothing-asked';

export interface Charge {
  /** What the units cost by themselves. */
  readonly unitsMicros: Micros;
  readonly priceMicros: Micros;
  readonly rule: ChargeRule;
}

/** `free`: the month's free queries cover the call; `waived`: a decision does. */
export function chargeFor(units: Units, prices: Prices, given: { free: boolean; waived: boolean }): Charge {
  const unitsMicros = unitsPriceOf(units, prices);
  const priceMicros = priceOf(units, prices);
  if (given.waived) return { unitsMicros, priceMicros: 0n, rule: 'waived' };
  if (priceMicros === 0n) return { unitsMicros, priceMicros, rule: 'nothing-asked' };
  if (given.free) return { unitsMicros, priceMicros: 0n, rule: 'free-tier' };
  return { unitsMicros, priceMicros, rule: priceMicros > unitsMicros ? 'minimum' : 'units' };
}
