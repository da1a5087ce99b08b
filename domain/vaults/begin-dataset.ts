import type { Id, Tx } from '../shared/index.ts';
import { newDataset, type Dataset } from './dataset.ts';
import { datasetChanged } from './events.ts';
import type { Datasets } from './ports.ts';

/** A place in the user's vault for an archive that is being received. */
export class BeginDataset {
  constructor(private readonly datasets: Datasets) {}

  async execute(tx: Tx, draft: { userId: Id; source?: string }): Promise<Dataset> {
    const dataset = newDataset(draft.userId, draft.source ?? null, tx.now);
    await this.datasets.insert(tx, dataset);
    tx.emit(datasetChanged(dataset));
    return dataset;
  }
}
