import type { Currency, Id, Micros } from '../shared/index.ts';
import type { DestinationDetails } from './destination-details.ts';

/** All that a provider needs to pay. Exists in memory only, and only on its way to a provider. */
export interface PayoutOrder {
  readonly payoutId: Id;
  readonly currency: Currency;
  readonly amountMicros: Micros;
  readonly requestedAt: Date;
  readonly destination: Omit<DestinationDetails, 'salt'>;
}
