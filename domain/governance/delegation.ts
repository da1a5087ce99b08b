import type { Id } from '../shared/index.ts';

/**
 * One member's word that another votes for them in one group, as long as they do not vote themselves. It goes no further:
 * what is delegated to somebody is not delegated on by them.
 */
export class Delegation {
  readonly id!: Id;
  readonly groupId!: Id;
  readonly userId!: Id;
  readonly delegateId!: Id;
  /** Whether the member's own key signed it. */
  readonly signed!: boolean;
  readonly statementId!: Id | null;
  readonly madeAt!: Date;
  /** Null: until it is ended. */
  readonly expiresAt!: Date | null;
  /** When its member ended it, or made another in its place. */
  readonly endedAt!: Date | null;

  constructor(fields: Delegation) {
    Object.assign(this, fields);
  }
}

/** What the member's signature covers; its subject is the group. */
export function signedDelegation({
  groupId,
  delegateId,
  expiresAt,
}: Pick<Delegation, 'groupId' | 'delegateId' | 'expiresAt'>) {
  return { groupId, delegateId, expiresAt: expiresAt?.toISOString() ?? null };
}
