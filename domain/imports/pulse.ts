import type { Transactions } from '../shared/index.ts';
import { LeaseLost } from './errors.ts';
import { importProgressed } from './events.ts';
import { LEASE_MS, PROGRESS_INTERVAL_MS, type Import, type ImportProgress } from './import.ts';
import type { Held, Imports } from './ports.ts';

/**
 * While an import runs: tells how far it has come and prolongs the lease, at most four times a second. Throws LeaseLost
 * once another worker has taken the import, so that two never go on beside each other, and the signal's reason once this
 * process stops.
 */
export class Pulse {
  private lastBeatMs = -Infinity;

  constructor(
    private readonly transactions: Transactions,
    private readonly imports: Imports,
    private readonly job: { readonly item: Import; readonly held: Held; readonly signal: AbortSignal },
  ) {}

  /** Nothing to wait for in between: called once a row. */
  readonly beat = (progress: () => ImportProgress): Promise<void> | undefined => {
    this.job.signal.throwIfAborted();
    const nowMs = performance.now();
    if (nowMs - this.lastBeatMs < PROGRESS_INTERVAL_MS) return undefined;
    this.lastBeatMs = nowMs;
    return this.tell(progress());
  };

  private async tell(progress: ImportProgress): Promise<void> {
    const { item, held } = this.job;
    await this.transactions.run(async (tx) => {
      const leasedUntil = new Date(tx.now.getTime() + LEASE_MS);
      if (!(await this.imports.renew(tx, held, progress, leasedUntil))) throw new LeaseLost();
      tx.emit(importProgressed(item.datasetId, item.id, 'running'));
    });
  }
}
