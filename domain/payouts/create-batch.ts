import { assertOperator, type Viewer } from '../identity/index.ts';
import { changed, InvalidInput, newId, type Currency, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { MOST_IN_BATCH, PayoutBatch } from './batch.ts';
import { NothingDue } from './errors.ts';
import type { Orders } from './orders.ts';
import type { Payout } from './payout.ts';
import type { Batches, ManualProvider, Payouts } from './ports.ts';

export interface CreateBatchCommand {
  readonly viewer: Viewer;
  readonly currency: Currency;
  /** Only these; null: the oldest that are due. */
  readonly payoutIds: readonly Id[] | null;
}

/** The first hand: due payouts become one file, and its digest is fixed. Nothing leaves yet. */
export class CreateBatch {
  constructor(
    private readonly transactions: Transactions,
    private readonly payouts: Payouts,
    private readonly batches: Batches,
    private readonly orders: Orders,
    private readonly provider: ManualProvider,
  ) {}

  /** PAYOUTS_NOT_DUE where there are none, or one that was named is not. */
  async execute(command: CreateBatchCommand): Promise<PayoutBatch> {
    assertOperator(command.viewer);
    const { payoutIds } = command;
    if (payoutIds && (payoutIds.length > MOST_IN_BATCH || new Set(payoutIds).size !== payoutIds.length)) {
      throw new InvalidInput(['payoutIds'], `Name at most ${MOST_IN_BATCH} payouts, each once.`);
    }
    return this.transactions.run((tx) => this.create(tx, command));
  }

  private async create(tx: Tx, { viewer, currency, payoutIds }: CreateBatchCommand): Promise<PayoutBatch> {
    const due = await this.payouts.lockDue(tx, currency, payoutIds, MOST_IN_BATCH);
    assertDue(due, payoutIds);
    const file = await this.provider.send(await this.orders.of(tx, due));
    const batch = new PayoutBatch({
      id: newId(),
      currency,
      state: 'open',
      payouts: due.length,
      totalMicros: due.reduce((sum, { amountMicros }) => sum + amountMicros, 0n),
      digest: file.digest,
      createdBy: viewer.userId,
      createdAt: tx.now,
      endedBy: null,
      endedAt: null,
    });
    await this.batches.insert(tx, batch);
    const inBatch = due.map((payout) => changed(payout, { route: 'manual', batchId: batch.id }));
    await this.payouts.update(tx, inBatch);
    return batch;
  }
}

function assertDue(due: readonly Payout[], named: readonly Id[] | null): void {
  const found = new Set(due.map(({ id }) => id));
  const missing = named?.find((id) => !found.has(id));
  if (missing) {
    throw new NothingDue('A payout is not due in this currency: held, in another batch, under way or over.', missing);
  }
  if (due.length === 0) throw new NothingDue('No payout in this currency is due.');
}
