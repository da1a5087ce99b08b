import type { DomainEvent, Id } from '../shared/index.ts';
import type { ImportState } from './import.ts';

/** The import of this dataset moved on: read it again. */
export function importProgressed(datasetId: Id, importId: Id, state: ImportState): DomainEvent {
  return { subject: `imports.progress.${datasetId}`, payload: { datasetId, importId, state } };
}
