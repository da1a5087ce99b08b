import type { DomainEvent } from '../shared/index.ts';
import type { Consent, ConsentState } from './consent.ts';

/** A consent was given, withdrawn or refused. */
export function consentChanged({ id: consentId, datasetId, poolId }: Consent, how: ConsentState): DomainEvent {
  return { subject: `consents.${how}.${consentId}`, payload: { consentId, datasetId, poolId } };
}
