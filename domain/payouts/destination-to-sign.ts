import type { Viewer } from '../identity/index.ts';
import { assertBooked } from '../revenue/index.ts';
import type { Currency, Transactions } from '../shared/index.ts';
import { canonicalDetails, destinationDigest, type DestinationDetails } from './destination-details.ts';
import type { Destinations } from './ports.ts';
import type { PayoutSettings } from './settings.ts';

/** What a member's key signs to set these details, and the version that is part of it. Nothing is kept. */
export class DestinationToSign {
  constructor(
    private readonly settings: PayoutSettings,
    private readonly transactions: Transactions,
    private readonly destinations: Destinations,
  ) {}

  async execute(ask: { viewer: Viewer; currency: Currency; details: DestinationDetails }) {
    const { viewer, currency } = ask;
    assertBooked(currency, this.settings.currencies);
    const details = canonicalDetails(ask.details);
    const last = await this.transactions.run((tx) => this.destinations.lastVersion(tx, viewer.userId, currency));
    const version = last + 1;
    const statement = {
      action: 'payouts.set-destination',
      subject: currency,
      digest: destinationDigest(details, currency, version),
    };
    return { version, statement };
  }
}
