import { assertOperator, type Viewer } from '../identity/index.ts';
import type { Announce } from '../notices/index.ts';
import { NotFound, type Id, type Transactions } from '../shared/index.ts';
import { held, type HoldReason, type Payout } from './payout.ts';
import type { Payouts } from './ports.ts';
import type { RecordMoves } from './record-moves.ts';

/**
 * An operator stops a requested payout; its payee sees why. A hold on a held one gives it the new reason. A try that is
 * under way may still go through: the next will not begin.
 */
export class HoldPayout {
  constructor(
    private readonly transactions: Transactions,
    private readonly payouts: Payouts,
    private readonly recordMoves: RecordMoves,
    private readonly announce: Pick<Announce, 'execute'>,
  ) {}

  execute({ viewer, payoutId, reason }: { viewer: Viewer; payoutId: Id; reason: HoldReason }): Promise<Payout> {
    assertOperator(viewer);
    return this.transactions.run(async (tx) => {
      const payout = await this.payouts.lock(tx, payoutId);
      if (!payout) throw new NotFound('The payout', ['payoutId']);
      if (payout.holdReason === reason) return payout;
      const next = held(payout, reason);
      await this.recordMoves.execute(tx, [{ payout: next, kind: 'held' }], viewer.userId);
      await this.announce.execute(tx, {
        kind: 'hold',
        subjectId: payoutId,
        subjectType: 'Payout',
        title: 'A payout of yours is held',
        lines: [`The reason: ${reason}. It stays yours, and goes on when the hold ends.`],
        userIds: [payout.userId],
      });
      return next;
    });
  }
}
