import type { DomainEvent } from '../shared/index.ts';
import type { ModelVersion } from './model-version.ts';

/** A version was published or changed its state. */
export function versionChanged({ id, poolId, state }: ModelVersion): DomainEvent {
  return { subject: `models.version.${id}`, payload: { modelVersionId: id, poolId, state } };
}
