import type { Viewer } from '../identity/index.ts';
import { NotFound, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { erased, type Dataset } from './dataset.ts';
import { datasetChanged } from './events.ts';
import type { DatasetErasedHandler, Datasets, VaultObjects } from './ports.ts';

/**
 * Destroys the keys of a dataset in one transaction: from its commit on, no copy of the bytes can be read. Who reads at
 * this moment stops at the next batch. Repeating it returns the dataset as it stands; another's dataset is NOT_FOUND.
 */
export class EraseDataset {
  constructor(
    private readonly transactions: Transactions,
    private readonly datasets: Datasets,
    private readonly objects: VaultObjects,
    private readonly handlers: readonly DatasetErasedHandler[],
  ) {}

  async execute(act: { viewer: Viewer; datasetId: Id }): Promise<Dataset> {
    return this.transactions.run((tx) => this.erase(tx, act.viewer.userId, act.datasetId));
  }

  private async erase(tx: Tx, userId: Id, datasetId: Id): Promise<Dataset> {
    const dataset = await this.datasets.lock(tx, datasetId);
    if (dataset?.userId !== userId) throw new NotFound('The dataset', ['datasetId']);
    if (dataset.state === 'erased') return dataset;
    const objects = await this.objects.ofDataset(tx, datasetId);
    await this.objects.destroy(
      tx,
      objects.map((object) => object.id),
    );
    const next = erased(dataset, tx.now);
    await this.datasets.update(tx, next);
    for (const handler of this.handlers) await handler.datasetErased(tx, next);
    tx.emit(datasetChanged(next));
    return next;
  }
}
