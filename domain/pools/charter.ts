import { digestOf, newId, type Id } from '../shared/index.ts';
import { scopeDigest, type Scope } from './scope.ts';
import { termsDigest, type Terms } from './terms.ts';

/** What a pool is, under one digest. Immutable; other terms or another scope are another version. */
export class Charter {
  readonly id!: Id;
  readonly poolId!: Id;
  /** 1 is what the pool was proposed with. */
  readonly version!: number;
  readonly scope!: Scope;
  readonly terms!: Terms;
  readonly scopeDigest!: string;
  readonly termsDigest!: string;
  /** Over pool, version and both digests: what a founding vote adopts. */
  readonly digest!: string;
  readonly createdAt!: Date;

  constructor(fields: Charter) {
    Object.assign(this, fields);
  }
}

/** `scope` and `terms` have passed their checks. */
export function firstCharter(poolId: Id, scope: Scope, terms: Terms, now: Date): Charter {
  const fields = { id: newId(), poolId, version: 1, scope, terms, createdAt: now };
  return new Charter({ ...fields, ...charterDigests(fields) });
}

/** What it becomes. `scope` and `terms` have passed their checks; its digest does not depend on when or where it is made. */
export function nextCharter(
  { poolId, version }: Charter,
  changed: Pick<Charter, 'scope' | 'terms'>,
  now: Date,
): Charter {
  const fields = { id: newId(), poolId, version: version + 1, ...changed, createdAt: now };
  return new Charter({ ...fields, ...charterDigests(fields) });
}

/** Of what a charter says, as they are kept with it. */
export function charterDigests({
  poolId,
  version,
  scope,
  terms,
}: Pick<Charter, 'poolId' | 'version' | 'scope' | 'terms'>): Pick<Charter, 'scopeDigest' | 'termsDigest' | 'digest'> {
  const digests = { scopeDigest: scopeDigest(scope), termsDigest: termsDigest(terms) };
  return { ...digests, digest: digestOf({ poolId, version, ...digests }) };
}
