import type { Datasets, EraseDataset, PreviewErasure } from '../../domain/vaults/index.ts';
import type { NodeLoader } from '../shared/index.ts';
import { DatasetResolver } from './dataset.resolver.ts';
import { ownDataset } from './own-dataset.ts';

export { DatasetResolver } from './dataset.resolver.ts';
export { DatasetType } from './dataset.type.ts';

export interface VaultsUseCases {
  readonly datasets: Datasets;
  readonly previewErasure: PreviewErasure;
  readonly eraseDataset: EraseDataset;
}

export function vaultsResolvers(useCases: VaultsUseCases): object[] {
  return [new DatasetResolver(useCases.datasets, useCases.previewErasure, useCases.eraseDataset)];
}

export function vaultsNodes(useCases: Pick<VaultsUseCases, 'datasets'>): NodeLoader[] {
  return [{ type: 'Dataset', load: (viewer, id) => ownDataset(useCases.datasets, viewer, id) }];
}
