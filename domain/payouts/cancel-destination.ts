import type { Users, Viewer } from '../identity/index.ts';
import { changed, NotFound, type Id, type Transactions } from '../shared/index.ts';
import type { Destination } from './destination.ts';
import { destinationChanged } from './events.ts';
import { held } from './payout.ts';
import type { Destinations, Payouts } from './ports.ts';
import type { RecordMoves } from './record-moves.ts';

/**
 * Takes a destination back. A session is enough, for this only stops money: one that waits never comes into force, and
 * the one before it stays; after one that is in force is cancelled there is none, and what was to go there is held.
 */
export class CancelDestination {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: Pick<Users, 'lock'>,
    private readonly destinations: Destinations,
    private readonly payouts: Payouts,
    private readonly recordMoves: RecordMoves,
  ) {}

  /** NOT_FOUND also for another's. Repeating it returns it as it stands. */
  execute({ viewer, destinationId }: { viewer: Viewer; destinationId: Id }): Promise<Destination> {
    return this.transactions.run(async (tx) => {
      await this.users.lock(tx, viewer.userId);
      const destination = await this.destinations.find(tx, destinationId);
      if (destination?.userId !== viewer.userId) throw new NotFound('The destination', ['destinationId']);
      if (destination.cancelledAt) return destination;
      await this.destinations.cancel(tx, destinationId);
      const requested = await this.payouts.lockRequestedOf(tx, viewer.userId, destination.currency);
      const moves = requested
        .filter((payout) => payout.destinationId === destinationId && payout.holdReason === null)
        .map((payout) => ({ payout: held(payout, 'destination-changed'), kind: 'held' }) as const);
      await this.recordMoves.execute(tx, moves, null);
      const cancelled = changed(destination, { cancelledAt: tx.now });
      tx.emit(destinationChanged(cancelled));
      return cancelled;
    });
  }
}
