import type { Id, Snapshots, Transactions } from '../shared/index.ts';
import { CheckResult, type Finding } from './audit-run.ts';
import type { Check } from './check.ts';
import { announceRun } from './events.ts';
import type { AuditFaults, AuditRuns, Books } from './ports.ts';
import { faultsIn, raiseFaults } from './raise-faults.ts';
import { runChecks } from './run-checks.ts';

/** The worker's side of a full audit. Each result is there to be seen as soon as its check ends. */
export class RunNextAudit {
  constructor(
    private readonly transactions: Transactions,
    private readonly snapshots: Snapshots,
    private readonly runs: AuditRuns,
    private readonly faults: AuditFaults,
    private readonly books: Books,
    private readonly checks: readonly Check[],
  ) {}

  /** Returns whether there was one. A worker that stops, or dies, leaves its run to the next. */
  async execute(signal?: AbortSignal): Promise<boolean> {
    const run = await this.transactions.run((tx) => this.runs.begin(tx, this.checks.length));
    if (!run) return false;
    return this.transactions.run(async (tx) => {
      if (!(await this.runs.hold(tx, run.id))) return false;
      const { findings, totals } = await this.check(run.id, signal);
      if (findings.length < this.checks.length) return false;
      await this.runs.finish(tx, run.id, { ...totals, sound: findings.every(({ sound }) => sound) });
      announceRun(tx, run.id);
      return true;
    });
  }

  private check(runId: Id, signal: AbortSignal | undefined) {
    return this.snapshots.read(async (snapshot) => {
      const totals = await this.books.totals(snapshot);
      let place = 0;
      const findings = await runChecks(snapshot, this.checks, async (finding) => {
        await this.keep(runId, finding, place);
        place += 1;
        return !signal?.aborted;
      });
      return { findings, totals };
    });
  }

  /** In a transaction of its own, so that the alarm does not wait for the end of the run. */
  private keep(runId: Id, finding: Finding, place: number): Promise<void> {
    return this.transactions.run(async (tx) => {
      const { name, invariant, row, fault, tookMs } = finding;
      const result = new CheckResult({ runId, name, invariant, row, fault, tookMs, checkedAt: tx.now });
      await this.runs.addResult(tx, result, place);
      if (finding.sound) await this.faults.clear(tx, [name]);
      else await raiseFaults(tx, this.faults, faultsIn([finding]));
      announceRun(tx, runId);
    });
  }
}
