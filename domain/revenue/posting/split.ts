import { portionPpm, type Micros, type Ppm } from '../../shared/index.ts';

/** The terms of a model version by which what its calls cost is shared; fixed when it was published. */
export interface SplitTerms {
  readonly platformPpm: Ppm;
  readonly builderPpm: Ppm;
}

/** The three parts sum to the price, exactly. */
export interface Split {
  readonly priceMicros: Micros;
  readonly feeMicros: Micros;
  readonly builderMicros: Micros;
  readonly shareMicros: Micros;
}

/**
 * Fee and builder's part are rounded down and the owners get the rest, so what rounding drops (less than 2 micros) is
 * theirs. It depends on this one price alone: order, batches and repeats cannot change it.
 */
export function splitPrice(priceMicros: Micros, terms: SplitTerms): Split {
  const feeMicros = portionPpm(priceMicros, terms.platformPpm);
  const builderMicros = portionPpm(priceMicros, terms.builderPpm);
  return { priceMicros, feeMicros, builderMicros, shareMicros: priceMicros - feeMicros - builderMicros };
}
