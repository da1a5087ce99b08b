import { NotFound, type Id, type Transactions } from '../shared/index.ts';
import type { SealedUploads, Uploads } from './ports.ts';

/**
 * Gives up an unfinished upload: its key is destroyed, then its bytes are removed. Whether it is the caller's own was
 * checked before; here it runs under the upload's lock, so that no request still writes. Throws NotFound.
 */
export class DeleteUpload {
  constructor(
    private readonly transactions: Transactions,
    private readonly uploads: Uploads,
    private readonly sealedUploads: SealedUploads,
  ) {}

  async execute(uploadId: Id): Promise<void> {
    await this.transactions.run(async (tx) => {
      const upload = await this.uploads.lock(tx, uploadId);
      if (upload?.state !== 'receiving') throw new NotFound('The upload');
      await this.uploads.markSpent(tx, uploadId);
    });
    await this.sealedUploads.remove(uploadId);
    await this.transactions.run((tx) => this.uploads.markBytesRemoved(tx, uploadId));
  }
}
