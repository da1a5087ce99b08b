import type { Id, Json } from '../shared/index.ts';
import { NoVotingPower, ProposalNotPending, VotingClosed } from './errors.ts';
import type { GovernanceRules } from './rules.ts';
import type { BallotMethod } from './choice.ts';
import type { Round } from './ranked.ts';
import type { DefeatReason } from './tally.ts';

export type ProposalState =
  | 'PENDING'
  | 'ACTIVE'
  | 'SUCCEEDED'
  | 'DEFEATED'
  | 'QUEUED'
  | 'EXECUTED'
  | 'EXECUTION_FAILED'
  | 'EXPIRED'
  | 'VETOED'
  | 'CANCELLED';

/** A question put to the members of a group. What is above `state` never changes after publication. */
export class Proposal {
  readonly id!: Id;
  /** Whose question it is; governance does not know what a group is. */
  readonly groupId!: Id;
  /** Which registered action is executed on success. */
  readonly kind!: string;
  readonly params!: Json;
  readonly paramsDigest!: string;
  readonly title!: string;
  readonly authorId!: Id;
  readonly rules!: GovernanceRules;
  readonly method!: BallotMethod;
  /** What can be chosen, by place; ABSTAIN beside it. */
  readonly choices!: readonly string[];
  readonly electorate!: string;
  readonly rollTotal!: bigint;
  readonly rollDigest!: string;
  /** Digest over everything above: what a voter agrees or disagrees with. */
  readonly contentDigest!: string;
  readonly createdAt!: Date;
  /** Ballots count from this instant on ... */
  readonly startsAt!: Date;
  /** ... and no longer from this one: start <= t < end. The late rule can move it on. */
  readonly endsAt!: Date;
  readonly state!: ProposalState;
  readonly defeatReason!: DefeatReason | null;
  /** The count of the close, as in `Count`; null before. */
  readonly powers!: readonly bigint[] | null;
  readonly castPower!: bigint | null;
  /** The place of the choice that the close found to lead; null before, and where none does. */
  readonly winner!: number | null;
  /** Each round of the run-off, under RANKED. */
  readonly rounds!: readonly Round[] | null;
  readonly decidedAt!: Date | null;
  /** Execution may begin at this instant ... */
  readonly eta!: Date | null;
  /** ... and may no longer from this one. */
  readonly expiresAt!: Date | null;
  readonly executionAttempts!: number;
  /** Code of the refusal that stopped the latest attempt. */
  readonly failureCode!: string | null;
  /** How often its subject was told that it ended without execution. */
  readonly rejectionAttempts!: number;
  /** Until when that is tried; null unless it was defeated or expired. */
  readonly rejectUntil!: Date | null;
  /** When a worker must look at it next; null when the clock can change nothing more. */
  readonly dueAt!: Date | null;

  constructor(fields: Proposal) {
    Object.assign(this, fields);
  }
}

/** The interval decides, not the stored state: the worker that activates and closes may be a moment late. */
export function isVotable(proposal: Proposal, now: Date): boolean {
  const open = proposal.state === 'PENDING' || proposal.state === 'ACTIVE';
  return open && proposal.startsAt <= now && now < proposal.endsAt;
}

export function assertMayVote(proposal: Proposal, entry: object | null, now: Date): void {
  if (!entry) {
    throw new NoVotingPower(
      'You are not on the roll of this proposal, which was frozen when it was published; you may vote on later ones.',
    );
  }
  if (isVotable(proposal, now)) return;
  const startsAt = proposal.startsAt.toISOString();
  const endsAt = proposal.endsAt.toISOString();
  throw new VotingClosed(`Ballots are accepted from ${startsAt} until before ${endsAt}.`, {
    details: { startsAt, endsAt },
  });
}

export function assertMayCancel(proposal: Proposal, now: Date): void {
  if (proposal.state === 'PENDING' && now < proposal.startsAt) return;
  throw new ProposalNotPending('A proposal can be cancelled only until its voting starts.');
}
