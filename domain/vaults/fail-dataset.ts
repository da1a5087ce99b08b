import { NotFound, type Id, type Tx } from '../shared/index.ts';
import { failed, type Dataset } from './dataset.ts';
import { datasetChanged } from './events.ts';
import type { Datasets, VaultObjects } from './ports.ts';

/** The import came to nothing: the keys of what was sealed so far go at once. An erased dataset stays as it is. */
export class FailDataset {
  constructor(
    private readonly datasets: Datasets,
    private readonly objects: VaultObjects,
  ) {}

  async execute(tx: Tx, failure: { datasetId: Id }): Promise<Dataset> {
    const dataset = await this.datasets.lock(tx, failure.datasetId);
    if (!dataset) throw new NotFound('The dataset', ['datasetId']);
    if (dataset.state === 'erased' || dataset.state === 'failed') return dataset;
    const next = failed(dataset);
    const objects = await this.objects.ofDataset(tx, dataset.id);
    await this.objects.destroy(
      tx,
      objects.map((object) => object.id),
    );
    await this.datasets.update(tx, next);
    tx.emit(datasetChanged(next));
    return next;
  }
}
