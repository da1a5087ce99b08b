import type { Viewer } from '../identity/index.ts';
import { NotFound, type Id, type Transactions } from '../shared/index.ts';
import { cancelled, type Payout } from './payout.ts';
import type { Payouts } from './ports.ts';
import type { RecordMoves } from './record-moves.ts';

/** The payee takes a request back, held or not, and the money is in their wallet again. */
export class CancelPayout {
  constructor(
    private readonly transactions: Transactions,
    private readonly payouts: Payouts,
    private readonly recordMoves: RecordMoves,
  ) {}

  /** NOT_FOUND also for another's; PAYOUT_STATE, PAYOUT_UNDER_WAY. Repeating it returns it as it stands. */
  execute({ viewer, payoutId }: { viewer: Viewer; payoutId: Id }): Promise<Payout> {
    return this.transactions.run(async (tx) => {
      const payout = await this.payouts.lock(tx, payoutId);
      if (payout?.userId !== viewer.userId) throw new NotFound('The payout', ['payoutId']);
      if (payout.state === 'cancelled') return payout;
      const ended = cancelled(payout, tx.now);
      await this.recordMoves.execute(tx, [{ payout: ended, kind: 'cancelled' }], viewer.userId);
      return ended;
    });
  }
}
