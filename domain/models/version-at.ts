import { changed } from '../shared/index.ts';
import type { ModelVersion } from './model-version.ts';
import { saleTermsOf, type SaleTerms } from './repricing.ts';

/** The version as calls that were accepted at an instant are charged. */
export function versionAt(version: ModelVersion, instant: Date): ModelVersion {
  const { repricings } = version;
  if (repricings.length === 0) return version;
  const holds = repricings.findLast(({ since }) => since <= instant);
  return holds ? changed(version, saleTermsOf(holds)) : version;
}

/** All terms that calls can still be charged by from an instant on: those of now, and those that are announced. */
export function versionsFrom(version: ModelVersion, instant: Date): readonly ModelVersion[] {
  const announced = version.repricings.filter(({ since }) => since > instant);
  return [versionAt(version, instant), ...announced.map(({ since }) => versionAt(version, since))];
}

/** Those that a repricing changed: `after` says how many were decided before it. */
export function termsBefore(version: ModelVersion, after: number): SaleTerms {
  return saleTermsOf(version.repricings[after - 1] ?? version);
}

/** Those that were decided last, in force or announced. */
export function latestTerms(version: ModelVersion): SaleTerms {
  return saleTermsOf(version.repricings.at(-1) ?? version);
}
