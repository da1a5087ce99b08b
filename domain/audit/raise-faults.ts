import { newId, type Tx } from '../shared/index.ts';
import { AuditFault } from './audit-fault.ts';
import type { Finding } from './audit-run.ts';
import { auditAlarm } from './events.ts';
import type { AuditFaults } from './ports.ts';
import type { NamedFault } from './watch.ts';

/** Keeps each fault and sounds the alarm for it, unless it is known and still open. */
export async function raiseFaults(tx: Tx, faults: AuditFaults, found: readonly NamedFault[]): Promise<void> {
  for (const { name, invariant, row, message } of found) {
    const fault = new AuditFault({ id: newId(), name, invariant, row, message, foundAt: tx.now, clearedAt: null });
    if (await faults.open(tx, fault)) tx.emit(auditAlarm(fault));
  }
}

export function faultsIn(findings: readonly Finding[]): readonly NamedFault[] {
  return findings.flatMap(({ name, invariant, row, fault: message }) => {
    return row !== null && message !== null ? [{ name, invariant, row, message }] : [];
  });
}
