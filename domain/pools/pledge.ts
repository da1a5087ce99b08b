import type { ConsentScope } from '../consents/index.ts';
import { newId, type Id } from '../shared/index.ts';
import type { Dataset } from '../vaults/index.ts';
import { CharterChanged, StreamsMissing } from './errors.ts';
import type { Charter } from './charter.ts';
import type { Scope } from './scope.ts';

/** A member's consent before the pool exists, binding if that charter is adopted. */
export class Pledge {
  readonly id!: Id;
  readonly poolId!: Id;
  readonly userId!: Id;
  /** The person proved behind the account when it pledged; the vote and the founding ask again. */
  readonly personId!: Id | null;
  readonly datasetId!: Id;
  readonly consentId!: Id;
  /** Records of the pledged streams, as sealed; how many of them are the member's own is found by evaluation. */
  readonly records!: number;
  readonly pledgedAt!: Date;
  readonly withdrawnAt!: Date | null;

  constructor(fields: Pledge) {
    Object.assign(this, fields);
  }
}

export function newPledge(fields: Omit<Pledge, 'id' | 'withdrawnAt'>): Pledge {
  return new Pledge({ ...fields, id: newId(), withdrawnAt: null });
}

/** A member pledges to the scope and the terms that they read, not to whatever these may have become since. */
export function assertCharterSeen(charter: Charter, seenDigest: string): void {
  if (charter.digest === seenDigest) return;
  throw new CharterChanged('The charter of this pool is not the one you saw; read its scope and terms again.', {
    field: ['charterDigest'],
    details: { charterDigest: charter.digest },
  });
}

/** Records of the scope's streams. One source rarely has all streams of a scope, but a dataset must have something. */
export function pledgedRecords(dataset: Dataset, scope: Scope): number {
  const names = scope.streams.map((stream) => stream.name);
  const records = dataset.streams
    .filter((stream) => names.includes(stream.name))
    .reduce((sum, stream) => sum + stream.records, 0);
  if (records > 0) return records;
  throw new StreamsMissing(`This dataset has no records of ${names.join(', ')}; pledge one that does.`, {
    field: ['datasetId'],
  });
}

/** What a member is asked for under this charter, from now until its retention ends. */
export function consentScope({ poolId, scope, scopeDigest, digest }: Charter, now: Date): ConsentScope {
  const { purpose, streams, retentionDays } = scope;
  const expiresAt = new Date(now.getTime() + retentionDays * 24 * 3600 * 1000);
  return { poolId, scopeDigest, charterDigest: digest, purpose, streams, expiresAt };
}
