import { NotFound, newId, type Id, type Transactions } from '../shared/index.ts';
import type { BeginDataset } from '../vaults/index.ts';
import { UploadIncomplete } from './errors.ts';
import { importProgressed } from './events.ts';
import { Import, NO_PROGRESS } from './import.ts';
import type { Imports, SealedUploads, Uploads } from './ports.ts';

/**
 * Turns an upload that has all its bytes into a queued import of a new dataset. Idempotent, because the answer to the
 * last byte may be lost: the second call returns the import of the first. Throws UploadIncomplete, NotFound.
 */
export class CompleteUpload {
  constructor(
    private readonly transactions: Transactions,
    private readonly uploads: Uploads,
    private readonly imports: Imports,
    private readonly sealedUploads: SealedUploads,
    private readonly beginDataset: BeginDataset,
  ) {}

  async execute(uploadId: Id): Promise<Import> {
    const known = await this.imports.byUpload(uploadId);
    if (known) return known;
    const received = await this.uploads.byId(uploadId);
    if (received?.state !== 'receiving') throw new NotFound('The upload');
    if ((await this.sealedUploads.receivedBytes(received)) !== received.sizeBytes) throw new UploadIncomplete();
    await this.sealedUploads.seal(received);
    const queued = await this.queue(uploadId);
    return queued ?? this.execute(uploadId);
  }

  /** Null when another request completed the upload first. */
  private async queue(uploadId: Id): Promise<Import | null> {
    return this.transactions.run(async (tx) => {
      const upload = await this.uploads.lock(tx, uploadId);
      if (upload?.state !== 'receiving') return null;
      await this.uploads.markComplete(tx, uploadId);
      const dataset = await this.beginDataset.execute(tx, { userId: upload.userId });
      const waiting = { state: 'queued', attempt: 0, leasedUntil: null, queuedAt: tx.now, finishedAt: null } as const;
      const unknown = { source: null, platformAccount: null, report: null, error: null };
      const whose = { datasetId: dataset.id, userId: upload.userId, uploadId };
      const item = new Import({ id: newId(), ...whose, ...waiting, ...unknown, ...NO_PROGRESS });
      await this.imports.insert(tx, item);
      tx.emit(importProgressed(dataset.id, item.id, 'queued'));
      return item;
    });
  }
}
