import { assertOperator, type Viewer } from '../identity/index.ts';
import { changed, NotFound, type Id, type Transactions } from '../shared/index.ts';
import { endedBatch, type PayoutBatch } from './batch.ts';
import type { Batches, Payouts } from './ports.ts';

/** An open batch is given up; its payouts are due again. */
export class DiscardBatch {
  constructor(
    private readonly transactions: Transactions,
    private readonly payouts: Payouts,
    private readonly batches: Batches,
  ) {}

  execute({ viewer, batchId }: { viewer: Viewer; batchId: Id }): Promise<PayoutBatch> {
    assertOperator(viewer);
    return this.transactions.run(async (tx) => {
      const batch = await this.batches.lock(tx, batchId);
      if (!batch) throw new NotFound('The batch', ['batchId']);
      if (batch.state === 'discarded') return batch;
      const discarded = endedBatch(batch, 'discarded', viewer.userId, tx.now);
      const payouts = await this.payouts.lockInBatch(tx, batchId);
      const due = payouts.filter(({ state }) => state === 'requested');
      await this.payouts.update(
        tx,
        due.map((payout) => changed(payout, { route: null, batchId: null })),
      );
      await this.batches.end(tx, discarded);
      return discarded;
    });
  }
}
