import { InvalidInput, type Id } from '../shared/index.ts';

/** A human, known only by a keyed digest of what proved them: equal evidence meets the same row, nothing leads back. */
export class Person {
  readonly id!: Id;
  /** HMAC-SHA-256 in hex. Unique: two accounts with the same evidence are the same person. */
  readonly nullifier!: string;
  /** `vouch`, or the issuer whose claim it was. */
  readonly provedBy!: string;
  readonly provedAt!: Date;

  constructor(fields: Person) {
    Object.assign(this, fields);
  }
}

/** `scheme` says what kind of number `value` is, so that equal numbers of two kinds are not taken for one person. */
export interface PersonEvidence {
  readonly scheme: string;
  readonly value: string;
  readonly provedBy: string;
}

/** Case, width, separators and spaces do not make another person of the same document number. */
export function normaliseEvidence(value: string, field: readonly string[]): string {
  const normal = value
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}]/gu, '');
  if (normal.length < 4 || normal.length > 200) {
    throw new InvalidInput(field, 'Evidence of a person has 4 to 200 letters and digits.');
  }
  return normal;
}
