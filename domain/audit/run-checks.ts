import type { Snapshot } from '../shared/index.ts';
import { Finding } from './audit-run.ts';
import type { Check, Fault } from './check.ts';

/** One after the other on one snapshot. `heard` is told of each as it ends, and answers whether to go on. */
export async function runChecks(
  snapshot: Snapshot,
  checks: readonly Check[],
  heard: (finding: Finding) => Promise<boolean> = () => Promise.resolve(true),
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks) {
    const startedAt = performance.now();
    const found = await faultOf(snapshot, check);
    const { name, invariant } = check;
    const tookMs = Math.round(performance.now() - startedAt);
    const finding = new Finding({ name, invariant, row: found?.row ?? null, fault: found?.message ?? null, tookMs });
    findings.push(finding);
    if (!(await heard(finding))) break;
  }
  return findings;
}

/** Rows may be so wrong that a check breaks on them, by an overflow or a missing table: that is a fault as well. */
async function faultOf(snapshot: Snapshot, check: Check): Promise<Fault | null> {
  try {
    return await snapshot.attempt(() => check.run(snapshot));
  } catch (error) {
    const row = `check ${check.name}`;
    const why = error instanceof Error ? error.message : String(error);
    return { row, message: `${row}: it could not be carried out: ${why}` };
  }
}
