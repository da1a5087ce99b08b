import { assertOperator, type OtherHands, type Viewer } from '../identity/index.ts';
import { NotFound, type Id, type Transactions } from '../shared/index.ts';
import { OwnPayout } from './errors.ts';
import { letGoOn, type Payout } from './payout.ts';
import type { Payouts } from './ports.ts';
import type { RecordMoves } from './record-moves.ts';

/** An operator ends a hold, never one on their own money. It goes to the destination that it was requested for. */
export class ReleasePayout {
  constructor(
    private readonly transactions: Transactions,
    private readonly payouts: Payouts,
    private readonly otherHands: OtherHands,
    private readonly recordMoves: RecordMoves,
  ) {}

  execute({ viewer, payoutId }: { viewer: Viewer; payoutId: Id }): Promise<Payout> {
    assertOperator(viewer);
    return this.transactions.run(async (tx) => {
      const payout = await this.payouts.lock(tx, payoutId);
      if (!payout) throw new NotFound('The payout', ['payoutId']);
      if (!(await this.otherHands.are(tx, viewer.userId, [payout.userId]))) throw new OwnPayout();
      const next = letGoOn(payout, tx.now);
      await this.recordMoves.execute(tx, [{ payout: next, kind: 'let-go-on' }], viewer.userId);
      return next;
    });
  }
}
