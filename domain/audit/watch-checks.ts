import type { Json, Snapshots, Tx } from '../shared/index.ts';
import type { Check } from './check.ts';
import { faultsIn } from './raise-faults.ts';
import { runChecks } from './run-checks.ts';
import type { Watch, WatchStep } from './watch.ts';

/** Checks that are cheap enough to be run whole again and again: what they find no more is cleared at once. */
export class WatchChecks implements Watch {
  constructor(
    readonly name: string,
    private readonly snapshots: Snapshots,
    private readonly checks: readonly Check[],
  ) {}

  async step(_tx: Tx, _mark: Json | null): Promise<WatchStep> {
    const findings = await this.snapshots.read((snapshot) => runChecks(snapshot, this.checks));
    return {
      mark: null,
      looked: findings.length,
      faults: faultsIn(findings),
      proved: findings.filter(({ sound }) => sound).map(({ name }) => name),
      more: false,
    };
  }
}
