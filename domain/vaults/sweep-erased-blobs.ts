import type { Transactions, Tx } from '../shared/index.ts';
import type { Blobs, Tombstones, VaultObjects } from './ports.ts';

const BATCH = 100;
const ABANDONED_MS = 86_400_000;

/**
 * Removes the bytes whose keys are destroyed: they are noise already, this frees their space and has the database drop
 * the dead key rows. Destroys artefacts that a killed process left unsealed a day ago. Any number of workers; one that
 * dies leaves its batch to the next. Returns how many blobs it removed.
 */
export class SweepErasedBlobs {
  constructor(
    private readonly transactions: Transactions,
    private readonly objects: VaultObjects,
    private readonly tombstones: Tombstones,
    private readonly blobs: Blobs,
  ) {}

  async execute(): Promise<number> {
    const swept = await this.transactions.run(async (tx) => {
      await this.destroyAbandoned(tx);
      const ids = await this.tombstones.lockUnswept(tx, BATCH);
      for (const id of ids) await this.blobs.remove(id);
      await this.tombstones.markSwept(tx, ids);
      return ids.length;
    });
    if (swept > 0) await this.tombstones.purgeKeys();
    return swept;
  }

  private async destroyAbandoned(tx: Tx): Promise<void> {
    const before = new Date(tx.now.getTime() - ABANDONED_MS);
    await this.objects.destroy(tx, await this.objects.lockAbandoned(tx, before, BATCH));
  }
}
