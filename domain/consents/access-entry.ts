import { newId, type Id } from '../shared/index.ts';
import type { PermitRefusalCode } from './errors.ts';

/** `allowed`, or the code of the refusal. */
export type AccessResult = 'allowed' | PermitRefusalCode;

/** One use, or refused use, of a member's dataset. Appended, never changed; in the order of its id. */
export class AccessEntry {
  readonly id!: Id;
  /** The member whose dataset it is. */
  readonly userId!: Id;
  readonly datasetId!: Id;
  readonly consentId!: Id | null;
  readonly actor!: string;
  readonly purpose!: string;
  readonly result!: AccessResult;
  readonly at!: Date;

  constructor(fields: AccessEntry) {
    Object.assign(this, fields);
  }
}

export function accessEntry(fields: Omit<AccessEntry, 'id'>): AccessEntry {
  return new AccessEntry({ id: newId(), ...fields });
}
