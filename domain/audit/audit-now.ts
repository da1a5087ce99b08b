import { assertOperator, type Viewer } from '../identity/index.ts';
import type { Snapshots } from '../shared/index.ts';
import type { Finding, Totals } from './audit-run.ts';
import type { Check } from './check.ts';
import type { Books } from './ports.ts';
import { faultsIn } from './raise-faults.ts';
import { runChecks } from './run-checks.ts';

export interface AuditReport extends Totals {
  readonly checks: readonly Finding[];
  /** The sentences of those that found something. */
  readonly faults: readonly string[];
}

/** All checks at once, while the caller waits: for books that are read within a request. `StartAudit` is for larger ones. */
export class AuditNow {
  constructor(
    private readonly snapshots: Snapshots,
    private readonly books: Books,
    private readonly checks: readonly Check[],
  ) {}

  async execute(viewer: Viewer): Promise<AuditReport> {
    assertOperator(viewer);
    return this.snapshots.read(async (snapshot) => {
      const totals = await this.books.totals(snapshot);
      const checks = await runChecks(snapshot, this.checks);
      return { ...totals, checks, faults: faultsIn(checks).map(({ message }) => message) };
    });
  }
}
