import type { Id } from '../shared/index.ts';
import type { Consent } from './consent.ts';
import {
  ConsentExpired,
  ConsentMissing,
  ConsentPurposeMismatch,
  ConsentRefused,
  ConsentScopeMismatch,
  ConsentWithdrawn,
  ConsentWrongDataset,
  DatasetErased,
} from './errors.ts';
import type { DatasetStanding } from './ports.ts';

export interface Ask {
  readonly datasetId: Id;
  readonly scopeDigest: string;
  readonly purpose: string;
}

export type PermitRefusal =
  | ConsentMissing
  | ConsentWithdrawn
  | ConsentRefused
  | ConsentExpired
  | ConsentScopeMismatch
  | ConsentWrongDataset
  | ConsentPurposeMismatch
  | DatasetErased;

/** Null where this consent covers what is asked, at this instant. Each way of not covering it has its own code. */
export function refusalOf(
  consent: Consent,
  standing: DatasetStanding | null,
  ask: Ask,
  now: Date,
): PermitRefusal | null {
  if (consent.datasetId !== ask.datasetId || standing?.userId !== consent.userId) {
    return new ConsentWrongDataset('This consent was given for another dataset.');
  }
  if (consent.scopeDigest !== ask.scopeDigest) {
    return new ConsentScopeMismatch('This consent binds another scope; a changed scope needs a new consent.');
  }
  if (consent.purpose !== ask.purpose) {
    return new ConsentPurposeMismatch('This consent was given for another purpose.');
  }
  return endOf(consent, standing, now);
}

/** Null while what a permit rests on still stands: the consent, or `owner`, and the keys of the dataset. */
export function endOf(
  consent: Consent | 'owner' | null,
  standing: DatasetStanding | null,
  now: Date,
): PermitRefusal | null {
  if (standing?.erased !== false) return new DatasetErased('This dataset was erased; nothing can read it again.');
  if (consent === 'owner') return null;
  if (!consent) return missing();
  if (consent.state === 'withdrawn') return new ConsentWithdrawn('The member withdrew this consent.');
  if (consent.state === 'refused') return new ConsentRefused('The member refused this consent.');
  if (consent.expiresAt <= now) return new ConsentExpired('This consent has expired.');
  return null;
}

export function missing(): ConsentMissing {
  return new ConsentMissing('There is no such consent; ask the member for one.');
}
