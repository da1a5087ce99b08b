import type { Viewer } from '../identity/index.ts';
import { InvalidInput, type Id } from '../shared/index.ts';

export type Choice = 'FOR' | 'AGAINST' | 'ABSTAIN';
export const CHOICES: readonly Choice[] = ['FOR', 'AGAINST', 'ABSTAIN'];

const LONGEST_REASON = 1000;

/** One cast of one voter. Never changed: a later ballot of the same voter replaces it, and both remain. */
export class Ballot {
  readonly id!: Id;
  readonly proposalId!: Id;
  readonly userId!: Id;
  readonly choice!: Choice;
  readonly reason!: string | null;
  /** Whether the voter's own key signed it; only a voter who has never had a key can leave this false. */
  readonly signed!: boolean;
  readonly statementId!: Id | null;
  readonly castAt!: Date;
  /** When a later ballot of the same voter took its place; null while it counts. */
  readonly replacedAt!: Date | null;

  constructor(fields: Ballot) {
    Object.assign(this, fields);
  }
}

/** What a voter asks for; `statementJws` is their signature over `signedVote`. */
export interface Vote {
  readonly viewer: Viewer;
  readonly proposalId: Id;
  readonly choice: Choice;
  readonly reason?: string | null | undefined;
  readonly statementJws?: string | null | undefined;
}

/** What the voter's signature covers: the choice and the reason, so that neither can be exchanged. */
export function signedVote(vote: { proposalId: Id; choice: Choice; reason?: string | null | undefined }) {
  const { proposalId, choice, reason } = vote;
  return typeof reason !== 'string' ? { proposalId, choice } : { proposalId, choice, reason };
}

export function assertChoice(choice: string): Choice {
  const known = CHOICES.find((each) => each === choice);
  if (!known) throw new InvalidInput(['choice'], `The choices are ${CHOICES.join(', ')}.`);
  return known;
}

export function assertReason(reason: string | null | undefined): string | null {
  if (typeof reason !== 'string') return null;
  if (reason.trim() === '' || reason.length > LONGEST_REASON) {
    throw new InvalidInput(['reason'], `A reason has 1 to ${LONGEST_REASON} characters; leave it out to give none.`);
  }
  return reason;
}
