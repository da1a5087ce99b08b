import type { Tx } from '../shared/index.ts';
import type { Dataset, DatasetErasedHandler } from '../vaults/index.ts';
import type { Imports, Uploads } from './ports.ts';

/**
 * With an erased dataset goes its archive, if it still waits or is being read, and what its import noted about it. A
 * worker that is at it finds its import gone and stops.
 */
export class ForgetImport implements DatasetErasedHandler {
  constructor(
    private readonly imports: Imports,
    private readonly uploads: Uploads,
  ) {}

  async datasetErased(tx: Tx, dataset: Dataset): Promise<void> {
    const uploadId = await this.imports.remove(tx, dataset.id);
    if (uploadId !== null) await this.uploads.markSpent(tx, uploadId);
  }
}
