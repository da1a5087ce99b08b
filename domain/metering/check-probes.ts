import { changed, type Transactions, type Tx } from '../shared/index.ts';
import { probeChecked } from './events.ts';
import type { Probes } from './oversight-ports.ts';
import { probeVerdicts, type Probe } from './probe.ts';

const STEP = 100;

/**
 * Opens the probes whose gateway has had its time, and says whether it reported them. The verdict is final: who reports
 * only what was asked about would otherwise go free.
 */
export class CheckProbes {
  constructor(
    private readonly transactions: Transactions,
    private readonly probes: Probes,
    /** So long a gateway may take to report a call, not counting the time in which it was suspended. */
    private readonly windowMs: number,
  ) {}

  /** Returns whether there were any. */
  async execute(): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const due = await this.probes.lockDue(tx, new Date(tx.now.getTime() - this.windowMs), STEP);
      for (const group of alike(due)) await this.check(tx, group);
      return due.length > 0;
    });
  }

  private async check(tx: Tx, probes: readonly [Probe, ...Probe[]]): Promise<void> {
    const verdicts = probeVerdicts(probes, await this.probes.reportedCalls(tx, probes));
    const checked = probes.flatMap((probe) => {
      const verdict = verdicts.get(probe.id);
      return verdict ? [changed(probe, { ...verdict, checkedAt: tx.now })] : [];
    });
    await this.probes.settle(tx, checked);
    for (const probe of checked) tx.emit(probeChecked(probe));
  }
}

/** Those of one gateway, key and version, among which an event can be the report of any. */
function alike(probes: readonly Probe[]): (readonly [Probe, ...Probe[]])[] {
  const groups = new Map<string, [Probe, ...Probe[]]>();
  for (const probe of probes) {
    const key = [probe.gatewayId, probe.keyId, probe.modelVersionId].join();
    const group = groups.get(key);
    if (group) group.push(probe);
    else groups.set(key, [probe]);
  }
  return [...groups.values()];
}
