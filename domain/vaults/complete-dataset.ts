import { NotFound, type Id, type Tx } from '../shared/index.ts';
import { completed, type Dataset } from './dataset.ts';
import { datasetChanged } from './events.ts';
import type { Datasets } from './ports.ts';

/** Every stream is sealed: from here on it can be read, and no stream is added. Errors: DATASET_ERASED, DATASET_CLOSED. */
export class CompleteDataset {
  constructor(private readonly datasets: Datasets) {}

  async execute(tx: Tx, completion: { datasetId: Id; source: string }): Promise<Dataset> {
    const dataset = await this.datasets.lock(tx, completion.datasetId);
    if (!dataset) throw new NotFound('The dataset', ['datasetId']);
    const next = completed(dataset, completion.source, tx.now);
    await this.datasets.update(tx, next);
    tx.emit(datasetChanged(next));
    return next;
  }
}
