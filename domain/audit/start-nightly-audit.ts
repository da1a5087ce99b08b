import type { Transactions } from '../shared/index.ts';
import { auditStarted } from './events.ts';
import type { AuditRuns } from './ports.ts';
import { newRun } from './start-audit.ts';

/** Once a day from an hour on (UTC): by whichever worker asks first, and late where none ran at that hour. */
export class StartNightlyAudit {
  constructor(
    private readonly transactions: Transactions,
    private readonly runs: AuditRuns,
    private readonly hour: number,
  ) {}

  /** Returns whether this call started it. */
  execute(): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      if (tx.now.getUTCHours() < this.hour) return false;
      const run = newRun(tx, { trigger: 'nightly', operatorId: null, night: tx.now.toISOString().slice(0, 10) });
      if (!(await this.runs.insert(tx, run))) return false;
      tx.emit(auditStarted(run.id));
      return true;
    });
  }
}
