import type { DomainEvent } from '../shared/index.ts';
import type { Case } from './case.ts';

export const caseSubject = 'cases.case';

/** It was opened, it went on, or evidence came. */
export function caseChanged({ id: caseId, version }: Case): DomainEvent {
  return { subject: `${caseSubject}.${caseId}`, payload: { caseId, version } };
}
