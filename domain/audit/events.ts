import type { DomainEvent, Id, Tx } from '../shared/index.ts';
import type { AuditFault } from './audit-fault.ts';

/** What wakes the worker that runs audits. */
export const auditStartedSubject = 'audit.started';

export function auditStarted(runId: Id): DomainEvent {
  return { subject: `${auditStartedSubject}.${runId}`, payload: { runId } };
}

/** A row breaks a rule of the books: once per fault, until it is cleared. */
export function auditAlarm({ id, name, invariant }: AuditFault): DomainEvent {
  return { subject: `audit.alarm.${id}`, payload: { faultId: id, name, invariant } };
}

export function announceRun(tx: Tx, runId: Id): void {
  tx.announce('audit.run', [runId]);
}
