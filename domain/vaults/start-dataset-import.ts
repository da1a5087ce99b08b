import { NotFound, type Id, type Tx } from '../shared/index.ts';
import { importing, type Dataset } from './dataset.ts';
import { datasetChanged } from './events.ts';
import type { Datasets } from './ports.ts';

/** The archive is complete and its records are being sealed. Repeating it, as a second attempt does, changes nothing. */
export class StartDatasetImport {
  constructor(private readonly datasets: Datasets) {}

  async execute(tx: Tx, start: { datasetId: Id }): Promise<Dataset> {
    const dataset = await this.datasets.lock(tx, start.datasetId);
    if (!dataset) throw new NotFound('The dataset', ['datasetId']);
    if (dataset.state === 'importing') return dataset;
    const next = importing(dataset);
    await this.datasets.update(tx, next);
    tx.emit(datasetChanged(next));
    return next;
  }
}
