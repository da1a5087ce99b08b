import type { Tx } from '../shared/index.ts';
import type { RootKey } from '../vaults/index.ts';
import type { DestinationDetails } from './destination-details.ts';
import { destinationContext, type Destination } from './destination.ts';
import type { PayoutOrder } from './payout-order.ts';
import type { Payout } from './payout.ts';
import type { Destinations } from './ports.ts';

/** The one place where sealed details are opened. */
export class Orders {
  constructor(
    private readonly destinations: Destinations,
    private readonly rootKey: RootKey,
  ) {}

  /** In the order of the payouts; made of what never changes, so the same payouts give the same orders for ever. */
  async of(tx: Tx, payouts: readonly Payout[]): Promise<PayoutOrder[]> {
    const ids = [...new Set(payouts.map(({ destinationId }) => destinationId))];
    const destinations = await this.destinations.findAll(tx, ids);
    return Promise.all(
      payouts.map(async ({ id, currency, amountMicros, requestedAt, destinationId }) => {
        const destination = destinations.get(destinationId);
        if (!destination) throw new Error(`Payout ${id} names a destination that is not there.`);
        return { payoutId: id, currency, amountMicros, requestedAt, destination: await this.opened(destination) };
      }),
    );
  }

  private async opened({ id, sealed }: Destination): Promise<Omit<DestinationDetails, 'salt'>> {
    const plain = await this.rootKey.unwrap(sealed, destinationContext(id));
    const { kind, account, holder } = JSON.parse(plain.toString()) as DestinationDetails;
    plain.fill(0);
    return { kind, account, holder };
  }
}
