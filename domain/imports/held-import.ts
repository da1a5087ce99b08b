import type { Id, Transactions, Tx } from '../shared/index.ts';
import { LeaseLost } from './errors.ts';
import { importProgressed } from './events.ts';
import { LEASE_MS, PROGRESS_INTERVAL_MS, type Import, type ImportProgress } from './import.ts';
import type { Held, ImportOutcome, Imports, Uploads } from './ports.ts';

/**
 * An import in the hands of one attempt. Whatever it writes, it writes only while the attempt still runs: LeaseLost once
 * another worker has taken the import, so that two never go on beside each other.
 */
export class HeldImport {
  private lastBeatMs = -Infinity;

  constructor(
    private readonly transactions: Transactions,
    private readonly imports: Imports,
    private readonly uploads: Uploads,
    readonly item: Import,
    readonly attempt: number,
    /** Aborts when this process stops. */
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Tells how far the import has come and prolongs the lease, at most four times a second; nothing to wait for in between,
   * as it is called once a row. Throws LeaseLost, or the signal's reason once this process stops.
   */
  readonly beat = (progress: () => ImportProgress): Promise<void> | undefined => {
    this.signal.throwIfAborted();
    const nowMs = performance.now();
    if (nowMs - this.lastBeatMs < PROGRESS_INTERVAL_MS) return undefined;
    this.lastBeatMs = nowMs;
    return this.tell(progress());
  };

  /** Dataset, import and the end of the upload's key in one transaction. */
  async finish(outcome: ImportOutcome, ofDataset: (tx: Tx, datasetId: Id) => Promise<void>): Promise<void> {
    const { id, datasetId, uploadId } = this.item;
    await this.transactions.run(async (tx) => {
      if (!(await this.imports.lockHeld(tx, this.held))) throw new LeaseLost();
      await ofDataset(tx, datasetId);
      await this.imports.finish(tx, this.held, outcome);
      await this.uploads.markSpent(tx, uploadId);
      tx.emit(importProgressed(datasetId, id, outcome.error ? 'failed' : 'done'));
    });
  }

  /** To the next worker at once, as if this attempt had not been; nothing where another has it already. */
  async giveBack(): Promise<void> {
    const { id, datasetId } = this.item;
    await this.transactions.run(async (tx) => {
      if (await this.imports.requeue(tx, this.held)) tx.emit(importProgressed(datasetId, id, 'queued'));
    });
  }

  private async tell(progress: ImportProgress): Promise<void> {
    const { id, datasetId } = this.item;
    await this.transactions.run(async (tx) => {
      const leasedUntil = new Date(tx.now.getTime() + LEASE_MS);
      if (!(await this.imports.renew(tx, this.held, progress, leasedUntil))) throw new LeaseLost();
      tx.emit(importProgressed(datasetId, id, 'running'));
    });
  }

  private get held(): Held {
    return { importId: this.item.id, attempt: this.attempt };
  }
}
