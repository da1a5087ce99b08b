import type { DomainEvent } from '../shared/index.ts';
import type { Dataset } from './dataset.ts';

/** `vaults.dataset.<id>` on every change of state, `vaults.erased.<id>` on the last one. */
export function datasetChanged(dataset: Dataset): DomainEvent {
  const kind = dataset.state === 'erased' ? 'erased' : 'dataset';
  return { subject: `vaults.${kind}.${dataset.id}`, payload: { datasetId: dataset.id, state: dataset.state } };
}
