import { InvalidInput, changed, digestOf, newId, type Id } from '../shared/index.ts';

/** One stream and the fields of it that may be read; every other field stays in the vault. */
export interface ConsentStream {
  readonly name: string;
  readonly fields: readonly string[];
}

/**
 * What a member is asked for. `scopeDigest` stands for the charter's whole scope, `charterDigest` for the scope and the
 * terms; here both are opaque strings.
 */
export interface ConsentScope {
  readonly scopeDigest: string;
  readonly charterDigest: string;
  readonly poolId: Id;
  readonly purpose: string;
  readonly streams: readonly ConsentStream[];
  readonly expiresAt: Date;
}

export type ConsentState = 'given' | 'withdrawn' | 'refused';

/**
 * The record that binds a member's word to one scope digest, and keeps under which charter it was given. Never edited: the only change it knows is given -> withdrawn.
 * `expiresAt` ends it without a change of state. Without a `statementJws`, which only a member who has never had a key can
 * leave out, it rests on the member's session alone.
 */
export class Consent {
  readonly id!: Id;
  readonly userId!: Id;
  readonly datasetId!: Id;
  readonly poolId!: Id;
  readonly scopeDigest!: string;
  /** The charter that the member read: scope and terms. */
  readonly charterDigest!: string;
  readonly purpose!: string;
  readonly streams!: readonly ConsentStream[];
  readonly state!: ConsentState;
  /** When the member answered, yes or no. */
  readonly givenAt!: Date;
  readonly expiresAt!: Date;
  readonly withdrawnAt!: Date | null;
  readonly statementJws!: string | null;
  readonly withdrawalJws!: string | null;

  constructor(fields: Consent) {
    Object.assign(this, fields);
  }
}

export interface ConsentAnswer {
  readonly userId: Id;
  readonly datasetId: Id;
  readonly scope: ConsentScope;
  /** Null where the member has no key to sign with; the record is then marked as unsigned. */
  readonly statementJws: string | null;
}

/** The record of an answer, yes or no, at this instant. A faulty scope is INVALID_INPUT. */
export function answered(answer: ConsentAnswer, state: 'given' | 'refused', now: Date): Consent {
  const { userId, datasetId, scope, statementJws } = answer;
  assertScope(scope, now);
  return new Consent({
    id: newId(),
    userId,
    datasetId,
    poolId: scope.poolId,
    scopeDigest: scope.scopeDigest,
    charterDigest: scope.charterDigest,
    purpose: scope.purpose,
    streams: scope.streams,
    state,
    givenAt: now,
    expiresAt: scope.expiresAt,
    withdrawnAt: null,
    statementJws,
    withdrawalJws: null,
  });
}

export function withdrawn(consent: Consent, withdrawalJws: string | null, now: Date): Consent {
  return changed(consent, { state: 'withdrawn', withdrawnAt: now, withdrawalJws });
}

/** What the member signs when giving, and when refusing: the subject is the dataset. Terms are bound by the charter's digest. */
export function givingDigest(
  datasetId: Id,
  { charterDigest, scopeDigest, poolId }: Pick<ConsentScope, 'charterDigest' | 'scopeDigest' | 'poolId'>,
): string {
  return digestOf({ charterDigest, scopeDigest, datasetId, poolId });
}

/** What the member signs when withdrawing: the subject is the consent. */
export function withdrawingDigest(consentId: Id): string {
  return digestOf({ consentId });
}

/** A scope that could be misread must not be consented to: no empty streams, no doubles, no past expiry. */
function assertScope(scope: ConsentScope, now: Date): void {
  if (scope.scopeDigest === '') throw new InvalidInput(['scope', 'scopeDigest'], 'The scope digest is missing.');
  if (scope.charterDigest === '') throw new InvalidInput(['scope', 'charterDigest'], 'The charter digest is missing.');
  if (scope.purpose === '') throw new InvalidInput(['scope', 'purpose'], 'The purpose is missing.');
  if (!(scope.expiresAt > now)) {
    throw new InvalidInput(['scope', 'expiresAt'], 'A consent ends in the future; this expiry has passed.');
  }
  if (scope.streams.length === 0) throw new InvalidInput(['scope', 'streams'], 'Name at least one stream.');
  assertNames(
    scope.streams.map((stream) => stream.name),
    ['scope', 'streams'],
  );
  for (const stream of scope.streams) {
    if (stream.fields.length === 0) {
      throw new InvalidInput(['scope', 'streams', stream.name], `Name at least one field of ${stream.name}.`);
    }
    assertNames(stream.fields, ['scope', 'streams', stream.name]);
  }
}

function assertNames(names: readonly string[], field: readonly string[]): void {
  if (names.some((name) => name === '')) throw new InvalidInput(field, 'A name is empty.');
  if (new Set(names).size !== names.length) throw new InvalidInput(field, 'A name is listed twice.');
}
