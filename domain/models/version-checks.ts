import type { CapTable, FrozenCapTables } from '../attribution/index.ts';
import type { Check, Fault } from '../audit/index.ts';
import { pricesOf, type Charter, type FrozenCharters } from '../pools/index.ts';
import type { Snapshot } from '../shared/index.ts';
import type { ModelVersion } from './model-version.ts';

export interface PublishedVersions {
  /** All that were ever published, in the order of their ids. */
  all(snapshot: Snapshot): Promise<readonly ModelVersion[]>;
}

/** A version keeps the terms of the charter that it was published under, and the cap table that it was published with. */
export function versionChecks(
  versions: PublishedVersions,
  charters: Pick<FrozenCharters, 'byDigests'>,
  capTables: Pick<FrozenCapTables, 'all'>,
): readonly Check[] {
  const run = async (snapshot: Snapshot): Promise<Fault | null> => {
    const all = await versions.all(snapshot);
    const known = await charters.byDigests(snapshot, [...new Set(all.map((version) => version.charterDigest))]);
    const byDigest = new Map(known.map((charter) => [charter.digest, charter]));
    const tables = new Map((await capTables.all(snapshot)).map((table) => [table.id, table]));
    for (const version of all) {
      const what = faultOf(version, byDigest.get(version.charterDigest), tables.get(version.capTableId));
      if (what) return { row: `model version ${version.id}`, message: `model version ${version.id}: ${what}` };
    }
    return null;
  };
  return [{ name: 'terms-kept', invariant: 6, run }];
}

function faultOf(version: ModelVersion, charter: Charter | undefined, table: CapTable | undefined): string | null {
  if (charter?.poolId !== version.poolId) return `its pool has no charter ${version.charterDigest}`;
  if (table?.runId !== version.runId) return `its run has no cap table ${version.capTableId}`;
  if (table.digest !== version.capTableDigest) {
    return `it was published with the cap table ${version.capTableDigest}, which now is ${table.digest}`;
  }
  const { currency, platformPpm, builderPpm, ownersPpm } = charter.terms;
  const { releaseMode } = charter.scope;
  const adopted = { currency, platformPpm, builderPpm, ownersPpm, releaseMode, ...pricesOf(charter.terms) };
  const changed = (Object.keys(adopted) as (keyof typeof adopted)[]).find((name) => version[name] !== adopted[name]);
  return changed ? `its ${changed} is ${version[changed]}, but its charter says ${adopted[changed]}` : null;
}
