import { assertOperator, type Viewer } from '../identity/index.ts';
import { newId, type Transactions, type Tx } from '../shared/index.ts';
import { AuditRun, type AuditTrigger } from './audit-run.ts';
import { announceRun, auditStarted } from './events.ts';
import type { AuditRuns } from './ports.ts';

/** Asks the workers for a full audit. While one waits, that one is answered; one that runs may have begun too early. */
export class StartAudit {
  constructor(
    private readonly transactions: Transactions,
    private readonly runs: AuditRuns,
  ) {}

  async execute(viewer: Viewer): Promise<AuditRun> {
    assertOperator(viewer);
    return this.transactions.run(async (tx) => {
      const waiting = await this.runs.waiting(tx);
      if (waiting) return waiting;
      const run = newRun(tx, { trigger: 'operator', operatorId: viewer.userId, night: null });
      await this.runs.insert(tx, run);
      tx.emit(auditStarted(run.id));
      announceRun(tx, run.id);
      return run;
    });
  }
}

export function newRun(
  tx: Tx,
  of: { trigger: AuditTrigger; operatorId: AuditRun['operatorId']; night: string | null },
): AuditRun {
  const unknown = { startedAt: null, finishedAt: null, sound: null, checks: null };
  const totals = { entriesSumMicros: null, balancesSumMicros: null, journals: null };
  return new AuditRun({ ...of, ...unknown, ...totals, id: newId(), requestedAt: tx.now });
}
