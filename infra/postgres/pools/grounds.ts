import type { Grounds } from '../../../domain/pools/index.ts';
import type { Id } from '../../../domain/shared/index.ts';

/** The column that pledges and contributions both have for what they rest on. */
export function groundsOf(grounds: Grounds): { column: 'consent_id' | 'dataset_id'; value: Id } {
  return 'consentId' in grounds
    ? { column: 'consent_id', value: grounds.consentId }
    : { column: 'dataset_id', value: grounds.datasetId };
}
