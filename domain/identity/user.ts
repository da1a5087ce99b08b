import { randomBytes } from 'node:crypto';
import { Forbidden, InvalidInput, type Id } from '../shared/index.ts';

/** Who is calling. `sessionId` is null where an external issuer's token was shown: such a call has no session here. */
export interface Viewer {
  readonly userId: Id;
  readonly isOperator: boolean;
  readonly sessionId: Id | null;
}

/** Anyone with an account. Nothing here says who they are: a handle is a pseudonym, a person is a keyed nullifier. */
export class User {
  readonly id!: Id;
  readonly handle!: string;
  readonly isOperator!: boolean;
  /** The proved person behind the account; one person may have many accounts. Null until proved. */
  readonly personId!: Id | null;
  readonly state!: 'active' | 'erased';
  readonly createdAt!: Date;

  constructor(fields: User) {
    Object.assign(this, fields);
  }
}

/** 3 to 32 of a-z, 0-9, `-`, `_`, from a letter on: no dot and no at-sign, so that no e-mail address passes for one. */
const HANDLE = /^[a-z][a-z0-9_-]{2,31}$/;

export function isHandle(text: string): boolean {
  return HANDLE.test(text);
}

export function assertHandle(handle: string, field: readonly string[]): string {
  if (!isHandle(handle)) {
    throw new InvalidInput(
      field,
      'A handle has 3 to 32 characters: lower-case letters, digits, "-" and "_", starting with a letter.',
    );
  }
  return handle;
}

/** For accounts that an external issuer brings in: nothing of the issuer's token shows in the handle. */
export function generatedHandle(): string {
  return `user-${randomBytes(8).toString('hex')}`;
}

export function assertOperator(viewer: Viewer): void {
  if (!viewer.isOperator) throw new Forbidden('Only an operator of this instance may do this.');
}
