import type { Viewer } from '../../domain/identity/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import type { Dataset, Datasets } from '../../domain/vaults/index.ts';

/** Null for another's dataset, as for none: the two must look alike. */
export async function ownDataset(datasets: Datasets, viewer: Viewer, id: Id): Promise<Dataset | null> {
  const dataset = await datasets.byId(id);
  return dataset?.userId === viewer.userId ? dataset : null;
}
