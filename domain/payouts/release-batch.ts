import { assertOperator, type OtherHands, type Viewer } from '../identity/index.ts';
import { NotFound, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { endedBatch, type PayoutBatch } from './batch.ts';
import { BatchChanged, BatchDigestWrong, OwnPayout, SameHands } from './errors.ts';
import { isUsable } from './destination.ts';
import type { Orders } from './orders.ts';
import { sent, type Payout } from './payout.ts';
import type { Batches, Destinations, ManualProvider, Payouts } from './ports.ts';
import type { RecordMoves } from './record-moves.ts';

export interface ReleaseBatchCommand {
  readonly viewer: Viewer;
  readonly batchId: Id;
  /** Of the file that the operator has looked at. */
  readonly digest: string;
}

/** The second hand: another operator, to whom nothing in it goes, confirms the file, and its payouts are sent. */
export class ReleaseBatch {
  constructor(
    private readonly transactions: Transactions,
    private readonly payouts: Payouts,
    private readonly destinations: Destinations,
    private readonly batches: Batches,
    private readonly orders: Orders,
    private readonly provider: ManualProvider,
    private readonly otherHands: OtherHands,
    private readonly recordMoves: RecordMoves,
  ) {}

  /** SAME_HANDS, OWN_PAYOUT, PAYOUT_BATCH_DIGEST, PAYOUT_BATCH_CHANGED, PAYOUT_BATCH_STATE. */
  execute(command: ReleaseBatchCommand): Promise<PayoutBatch> {
    assertOperator(command.viewer);
    return this.transactions.run((tx) => this.release(tx, command));
  }

  private async release(tx: Tx, { viewer: { userId }, batchId, digest }: ReleaseBatchCommand): Promise<PayoutBatch> {
    const batch = await this.batches.lock(tx, batchId);
    if (!batch) throw new NotFound('The batch', ['batchId']);
    if (batch.state === 'released' && batch.endedBy === userId && batch.digest === digest) return batch;
    const released = endedBatch(batch, 'released', userId, tx.now);
    if (!(await this.otherHands.are(tx, userId, [batch.createdBy]))) throw new SameHands();
    if (digest !== batch.digest) throw new BatchDigestWrong();
    const payouts = await this.payouts.lockInBatch(tx, batchId);
    const payees = payouts.map((payout) => payout.userId);
    if (!(await this.otherHands.are(tx, userId, payees))) throw new OwnPayout();
    await this.assertUnchanged(tx, batch, payouts);
    await this.batches.end(tx, released);
    const moves = payouts.map((payout) => ({ payout: sent(payout, tx.now), kind: 'sent' }) as const);
    await this.recordMoves.execute(tx, moves, userId);
    return released;
  }

  private async assertUnchanged(tx: Tx, batch: PayoutBatch, payouts: readonly Payout[]): Promise<void> {
    const ids = [...new Set(payouts.map(({ destinationId }) => destinationId))];
    const destinations = await this.destinations.findAll(tx, ids);
    const changed = payouts.find(({ state, holdReason, destinationId }) => {
      const destination = destinations.get(destinationId);
      return state !== 'requested' || holdReason !== null || !destination || !isUsable(destination, tx.now);
    });
    if (changed) throw new BatchChanged(changed.id);
    const file = await this.provider.send(await this.orders.of(tx, payouts));
    if (file.digest !== batch.digest) throw new BatchDigestWrong();
  }
}
