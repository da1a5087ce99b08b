import type { Journals, LedgerAudit } from './ports.ts';

/** Recomputes the books from the entries alone, in one snapshot: all sum to zero, and every balance is their sum. */
export class AuditLedger {
  constructor(private readonly journals: Journals) {}

  execute(): Promise<LedgerAudit> {
    return this.journals.audit();
  }
}
