import type { Transactions } from '../shared/index.ts';
import type { SealedUploads, Uploads } from './ports.ts';

/** An upload that got no further in this time is given up; resumable does not mean kept for ever. */
const ABANDONED_AFTER_MS = 48 * 60 * 60 * 1000;
const BATCH = 100;

/**
 * Removes the bytes of uploads whose key is destroyed, and destroys the keys of uploads that were never finished.
 * A worker calls it after each import and now and then; it also picks up what a killed process left lying.
 */
export class SweepUploads {
  constructor(
    private readonly transactions: Transactions,
    private readonly uploads: Uploads,
    private readonly sealedUploads: SealedUploads,
  ) {}

  /** How many uploads lost their bytes. */
  async execute(): Promise<number> {
    await this.transactions.run(async (tx) => {
      const before = new Date(tx.now.getTime() - ABANDONED_AFTER_MS);
      for (const upload of await this.uploads.abandoned(tx, before, BATCH)) await this.uploads.markSpent(tx, upload.id);
    });
    const spent = await this.uploads.spentWithBytes(BATCH);
    for (const uploadId of spent) {
      await this.sealedUploads.remove(uploadId);
      await this.transactions.run((tx) => this.uploads.markBytesRemoved(tx, uploadId));
    }
    return spent.length;
  }
}
