import type { Id } from '../shared/index.ts';
import type { BallotBox } from './ballot-box.ts';
import type { Proposal } from './proposal.ts';
import type { Tally } from './tally.ts';

/** Why a voting goes on: the quorum was met late, for the first time, or the outcome turned late. */
export type Lateness = 'QUORUM_LATE' | 'OUTCOME_TURNED_LATE';

export interface Extension {
  readonly reason: Lateness;
  readonly endsAt: Date;
}

/**
 * Whether a ballot extends the voting: cast less than the late window before the end, it made the quorum for the first time
 * or turned the outcome, which one voter's ballots can do once. The end is never earlier than it was, and never later than
 * one voting period after the first end. Null where nothing changes.
 */
export function extensionBy(
  proposal: Proposal,
  voterId: Id,
  before: Tally,
  after: Tally,
  box: Pick<BallotBox, 'quorumReached' | 'extendedBy'>,
  now: Date,
): Extension | null {
  const { lateWindowMs = 0, votingPeriodMs } = proposal.rules;
  if (lateWindowMs === 0 || now.getTime() < proposal.endsAt.getTime() - lateWindowMs) return null;
  const reason = latenessOf(voterId, before, after, box);
  const latest = proposal.startsAt.getTime() + 2 * votingPeriodMs;
  const endsAt = new Date(Math.min(now.getTime() + lateWindowMs, latest));
  return reason && endsAt > proposal.endsAt ? { reason, endsAt } : null;
}

function latenessOf(
  voterId: Id,
  before: Tally,
  after: Tally,
  { quorumReached, extendedBy }: Pick<BallotBox, 'quorumReached' | 'extendedBy'>,
): Lateness | null {
  if (after.quorumMet && !quorumReached) return 'QUORUM_LATE';
  const turned = before.approved !== after.approved || before.leading !== after.leading;
  return turned && !extendedBy.includes(voterId) ? 'OUTCOME_TURNED_LATE' : null;
}
