import type { Id } from '../shared/index.ts';
import { InvalidInput } from '../shared/index.ts';

/** Guardians whom a group has elected for a time. They can stop a proposal, and nothing else. */
export class Council {
  readonly id!: Id;
  readonly groupId!: Id;
  readonly guardianIds!: readonly Id[];
  /** How many of them it takes to stop a proposal. */
  readonly needed!: number;
  /** The vote that elected them. */
  readonly proposalId!: Id;
  readonly electedAt!: Date;
  readonly expiresAt!: Date;

  constructor(fields: Council) {
    Object.assign(this, fields);
  }
}

/** One guardian's no to one proposal, for everyone to read. */
export class Veto {
  readonly id!: Id;
  readonly proposalId!: Id;
  readonly councilId!: Id;
  readonly guardianId!: Id;
  readonly reason!: string;
  readonly signed!: boolean;
  readonly statementId!: Id | null;
  readonly at!: Date;

  constructor(fields: Veto) {
    Object.assign(this, fields);
  }
}

/** What a guardian signs; the subject is the proposal. */
export function signedVeto({ proposalId, reason }: Pick<Veto, 'proposalId' | 'reason'>) {
  return { proposalId, reason };
}

/** A guardian stops so many proposals of a group within 30 days at most: who says no to everything rules. */
export const MOST_VETOES = 3;
export const VETO_WINDOW_MS = 30 * 24 * 3_600_000;

const MOST_GUARDIANS = 9;

export function assertCouncil(guardianIds: readonly Id[], needed: number): void {
  if (guardianIds.length === 0 || guardianIds.length > MOST_GUARDIANS) {
    throw new InvalidInput(['guardianIds'], `Name 1 to ${MOST_GUARDIANS} guardians.`);
  }
  if (new Set(guardianIds).size < guardianIds.length) {
    throw new InvalidInput(['guardianIds'], 'A guardian is named twice.');
  }
  if (!Number.isInteger(needed) || needed < 1 || needed > guardianIds.length) {
    throw new InvalidInput(['needed'], `It takes from 1 to ${guardianIds.length} of them, a whole number.`);
  }
}
