import { assertOperator, type Viewer } from '../identity/index.ts';
import { newId, NotFound, type Id, type Transactions } from '../shared/index.ts';
import { BatchDisclosure, type PayoutBatch } from './batch.ts';
import { BatchStateWrong } from './errors.ts';
import type { Orders } from './orders.ts';
import type { Batches, ManualProvider, Payouts } from './ports.ts';

/** The file with the unmasked details. That an operator took it is on record before they have it. */
export class ReadBatchFile {
  constructor(
    private readonly transactions: Transactions,
    private readonly payouts: Payouts,
    private readonly batches: Batches,
    private readonly orders: Orders,
    private readonly provider: ManualProvider,
  ) {}

  execute({ viewer, batchId }: { viewer: Viewer; batchId: Id }): Promise<{ batch: PayoutBatch; text: string }> {
    assertOperator(viewer);
    return this.transactions.run(async (tx) => {
      const batch = await this.batches.lock(tx, batchId);
      if (!batch) throw new NotFound('The batch', ['batchId']);
      if (batch.state === 'discarded') throw new BatchStateWrong(batch.state);
      const payouts = await this.payouts.lockInBatch(tx, batchId);
      const { text, digest } = await this.provider.send(await this.orders.of(tx, payouts));
      if (digest !== batch.digest) throw new Error(`The file of batch ${batchId} is not the one that was made.`);
      await this.batches.disclose(
        tx,
        new BatchDisclosure({ id: newId(), batchId, operatorId: viewer.userId, at: tx.now }),
      );
      return { batch, text };
    });
  }
}
