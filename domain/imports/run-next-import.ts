import type { Transactions } from '../shared/index.ts';
import { SealingOvertaken, type CompleteDataset, type FailDataset } from '../vaults/index.ts';
import { ImportAbandoned } from './errors.ts';
import { importProgressed } from './events.ts';
import { HeldImport } from './held-import.ts';
import { LEASE_MS, MAX_ATTEMPTS } from './import.ts';
import { isOvertaken } from './overtaken.ts';
import type { Imports, Uploads } from './ports.ts';
import { refused, type ArchiveResult, type SealArchive } from './seal-archive.ts';

/**
 * Takes the oldest waiting import and turns its archive into sealed streams. Any number of workers may call it. A worker
 * that dies is silent; when its lease ends another starts the import from the beginning, and whatever the dead one
 * sealed is replaced stream by stream. A worker that is stopped gives its import back at once. A refusal by a rule fails
 * the dataset for good; any other fault is thrown, and the import is tried again when the lease ends.
 */
export class RunNextImport {
  constructor(
    private readonly transactions: Transactions,
    private readonly imports: Imports,
    private readonly uploads: Uploads,
    private readonly sealArchive: SealArchive,
    private readonly vault: { readonly completeDataset: CompleteDataset; readonly failDataset: FailDataset },
  ) {}

  /** False when nothing waits. `signal` stops the reading at its next row; the import then starts again elsewhere. */
  async execute(signal: AbortSignal = new AbortController().signal): Promise<boolean> {
    const held = await this.take(signal);
    if (!held) return false;
    try {
      await this.end(held, await this.attempt(held));
    } catch (error) {
      if (isOvertaken(error)) return true;
      if (!signal.aborted) throw error;
      await held.giveBack();
    }
    return true;
  }

  private take(signal: AbortSignal): Promise<HeldImport | null> {
    return this.transactions.run(async (tx) => {
      const item = await this.imports.lockNext(tx);
      if (!item) return null;
      const attempt = item.attempt + 1;
      await this.imports.start(tx, item.id, attempt, new Date(tx.now.getTime() + LEASE_MS));
      tx.emit(importProgressed(item.datasetId, item.id, 'running'));
      return new HeldImport(this.transactions, this.imports, this.uploads, item, attempt, signal);
    });
  }

  private async attempt(held: HeldImport): Promise<ArchiveResult> {
    if (held.attempt > MAX_ATTEMPTS) return refused(new ImportAbandoned(MAX_ATTEMPTS));
    return this.sealArchive.execute(held);
  }

  private end(held: HeldImport, result: ArchiveResult): Promise<void> {
    return held.finish(result.outcome, async (tx, datasetId) => {
      if (result.is === 'refused') {
        await this.vault.failDataset.execute(tx, { datasetId });
        return;
      }
      const { source } = result.outcome;
      const { streams } = await this.vault.completeDataset.execute(tx, { datasetId, source });
      // A worker that lost its lease may have begun a stream anew after we sealed it; then nothing is complete.
      const whole = result.streams.every(({ objectId }) => streams.some((stream) => stream.objectId === objectId));
      if (!whole) throw new SealingOvertaken('Another attempt is sealing a stream of this dataset.');
    });
  }
}
