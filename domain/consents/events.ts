import type { DomainEvent } from '../shared/index.ts';
import type { Consent } from './consent.ts';

/** A consent was given or withdrawn. */
export function consentChanged({ id: consentId, datasetId, poolId }: Consent, how: 'given' | 'withdrawn'): DomainEvent {
  return { subject: `consents.${how}.${consentId}`, payload: { consentId, datasetId, poolId } };
}
