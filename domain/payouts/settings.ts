import type { Currency, Micros } from '../shared/index.ts';

export interface PayoutSettings {
  /** How long a new destination waits before money may go there, so that its owner can object. */
  readonly destinationWaitMs: number;
  /** The least that an owner or a builder may take out at once, where its currency has no minimum of its own. */
  readonly minPayoutMicros: Micros;
  readonly minPayoutMicrosOf: ReadonlyMap<Currency, Micros>;
  /** Those in which this instance keeps its books. */
  readonly currencies: readonly Currency[];
}

export const DESTINATION_WAIT_MS = 72 * 3_600_000;

export function minimumOf(settings: PayoutSettings, currency: Currency): Micros {
  return settings.minPayoutMicrosOf.get(currency) ?? settings.minPayoutMicros;
}
