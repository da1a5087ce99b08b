import type { Transactions } from '../shared/index.ts';
import type { Blobs, Tombstones } from './ports.ts';

const BATCH = 100;

/**
 * Removes the bytes whose keys are destroyed: they are noise already, this frees their space and has the database drop
 * the dead key rows. Any number of workers; one that dies leaves its batch to the next. Returns how many it removed.
 */
export class SweepErasedBlobs {
  constructor(
    private readonly transactions: Transactions,
    private readonly tombstones: Tombstones,
    private readonly blobs: Blobs,
  ) {}

  async execute(): Promise<number> {
    const swept = await this.transactions.run(async (tx) => {
      const ids = await this.tombstones.lockUnswept(tx, BATCH);
      for (const id of ids) await this.blobs.remove(id);
      await this.tombstones.markSwept(tx, ids);
      return ids.length;
    });
    if (swept > 0) await this.tombstones.purgeKeys();
    return swept;
  }
}
