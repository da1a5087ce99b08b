import { changed } from '../shared/index.ts';
import type { Proposal, ProposalState } from './proposal.ts';
import type { Extension } from './late-rule.ts';
import type { Round } from './ranked.ts';
import { defeatReason, type Tally } from './tally.ts';

/** Where each state may lead. States without a successor are terminal: nothing brings a proposal back from them. */
export const SUCCESSORS: Readonly<Record<ProposalState, readonly ProposalState[]>> = {
  PENDING: ['ACTIVE', 'CANCELLED'],
  ACTIVE: ['SUCCEEDED', 'DEFEATED', 'VETOED'],
  SUCCEEDED: ['QUEUED'],
  DEFEATED: [],
  QUEUED: ['EXECUTED', 'EXECUTION_FAILED', 'EXPIRED', 'VETOED'],
  EXECUTED: [],
  EXECUTION_FAILED: ['EXECUTED', 'EXECUTION_FAILED', 'EXPIRED', 'VETOED'],
  EXPIRED: [],
  VETOED: [],
  CANCELLED: [],
};

type Changing =
  | 'defeatReason'
  | 'endsAt'
  | 'powers'
  | 'castPower'
  | 'winner'
  | 'rounds'
  | 'decidedAt'
  | 'eta'
  | 'expiresAt'
  | 'executionAttempts'
  | 'failureCode'
  | 'rejectionAttempts'
  | 'rejectUntil'
  | 'dueAt';

/**
 * A move through one or more states; every one of them is logged, and the proposal rests in the last. A step without a
 * path stays where it is; it is logged if it has a reason.
 */
export interface Step {
  readonly path: readonly ProposalState[];
  readonly reason: string | null;
  readonly changes: Partial<Pick<Proposal, Changing>>;
}

export type DueAct = 'activate' | 'close' | 'execute' | 'expire' | 'reject' | 'giveUp';

/** What the clock asks for; null when it is too early, or nothing more can happen. */
export function dueAct(proposal: Proposal, now: Date): DueAct | null {
  if (!proposal.dueAt || now < proposal.dueAt) return null;
  if (proposal.state === 'PENDING') return 'activate';
  if (proposal.state === 'ACTIVE') return 'close';
  if (SUCCESSORS[proposal.state].length === 0) return isGivenUp(proposal, now) ? 'giveUp' : 'reject';
  return proposal.expiresAt && now >= proposal.expiresAt ? 'expire' : 'execute';
}

export function activate(proposal: Proposal): Step {
  return { path: ['ACTIVE'], reason: null, changes: { dueAt: proposal.endsAt } };
}

/** The voting goes on; why is in the log. A worker that is late to activate has that to do first. */
export function extend({ state }: Proposal, { reason, endsAt }: Extension): Step {
  return { path: [], reason, changes: state === 'ACTIVE' ? { endsAt, dueAt: endsAt } : { endsAt } };
}

/** Queuing follows success at once; the notice period runs from the decision, so its end never comes early. */
export function close(proposal: Proposal, tally: Tally, rounds: readonly Round[] | null, now: Date): Step {
  const { powers, castPower, leading: winner } = tally;
  const counted = { powers, castPower, winner, rounds, decidedAt: now };
  const reason = defeatReason(proposal, tally);
  if (reason) {
    return { path: ['DEFEATED'], reason, changes: { ...counted, defeatReason: reason, ...toReject(proposal, now) } };
  }
  const eta = later(now, proposal.rules.noticePeriodMs);
  const expiresAt = later(eta, proposal.rules.gracePeriodMs);
  return { path: ['SUCCEEDED', 'QUEUED'], reason: null, changes: { ...counted, eta, expiresAt, dueAt: eta } };
}

/** What telling people may take of the time in which they can leave: a tenth of it, 5 seconds to a minute. */
function tellingMs({ noticePeriodMs }: Proposal['rules']): number {
  return Math.max(5_000, Math.min(60_000, noticePeriodMs / 10));
}

/** People were told only now: the time in which they may leave begins anew, if that took long. Null where nothing waits. */
export function startNotice({ state, eta, dueAt, rules }: Proposal, now: Date): Step | null {
  if (state !== 'QUEUED' || eta === null) return null;
  const from = later(now, rules.noticePeriodMs);
  if (from > later(eta, tellingMs(rules))) {
    const expiresAt = later(from, rules.gracePeriodMs);
    return { path: [], reason: 'MEMBERS_TOLD', changes: { eta: from, expiresAt, dueAt: from } };
  }
  return Number(dueAt) === eta.getTime() ? null : { path: [], reason: null, changes: { dueAt: eta } };
}

/** People have not been told yet. */
export function waitForNotice(now: Date): Step {
  return { path: [], reason: null, changes: { dueAt: later(now, 1_000) } };
}

export function executed(proposal: Proposal): Step {
  const executionAttempts = proposal.executionAttempts + 1;
  return { path: ['EXECUTED'], reason: null, changes: { executionAttempts, failureCode: null, dueAt: null } };
}

/** Tried again until the grace ends. */
export function executionFailed(proposal: Proposal, failureCode: string, now: Date): Step {
  const executionAttempts = proposal.executionAttempts + 1;
  const dueAt = retryAt(executionAttempts, proposal.expiresAt, now);
  return { path: ['EXECUTION_FAILED'], reason: failureCode, changes: { executionAttempts, failureCode, dueAt } };
}

export function expire(proposal: Proposal, now: Date): Step {
  return { path: ['EXPIRED'], reason: null, changes: toReject(proposal, now) };
}

/** Its subject has drawn the consequence. Logged only where an attempt before failed: the end itself is in the log. */
export function rejected(proposal: Proposal): Step {
  const reason = proposal.rejectionAttempts > 0 ? 'REJECTION_DONE' : null;
  return { path: [], reason, changes: { rejectionAttempts: proposal.rejectionAttempts + 1, dueAt: null } };
}

/** The proposal stays ended, for nothing that its subject does can bring the vote back; only the subject is behind. */
export function rejectionFailed(proposal: Proposal, failureCode: string, now: Date): Step {
  const rejectionAttempts = proposal.rejectionAttempts + 1;
  const dueAt = retryAt(rejectionAttempts, proposal.rejectUntil, now);
  return { path: [], reason: failureCode, changes: { rejectionAttempts, dueAt } };
}

export function giveUpRejection(): Step {
  return { path: [], reason: 'REJECTION_GIVEN_UP', changes: { dueAt: null } };
}

/** By its guardians; why is in their vetoes. */
export function stop(proposal: Proposal, now: Date): Step {
  return { path: ['VETOED'], reason: 'VETOED', changes: toReject(proposal, now) };
}

export function cancel(): Step {
  return { path: ['CANCELLED'], reason: null, changes: { dueAt: null } };
}

/** The proposal after the step; refuses a path that the table does not allow. */
export function afterStep(proposal: Proposal, step: Step): Proposal {
  let state = proposal.state;
  for (const next of step.path) {
    if (!SUCCESSORS[state].includes(next)) throw new RangeError(`A proposal cannot go from ${state} to ${next}.`);
    state = next;
  }
  return changed(proposal, { ...step.changes, state });
}

/** A subject hears of the end at once, and has the length of a grace period to get it done. */
function toReject(proposal: Proposal, now: Date): Step['changes'] {
  return { rejectUntil: later(now, proposal.rules.gracePeriodMs), dueAt: now };
}

/** Never before a first attempt, however late the worker comes. */
function isGivenUp({ rejectUntil, rejectionAttempts }: Proposal, now: Date): boolean {
  return rejectUntil !== null && now >= rejectUntil && rejectionAttempts > 0;
}

/** After a pause that doubles up to a minute; at `until` at the latest, when there is something else to do. */
function retryAt(attempts: number, until: Date | null, now: Date): Date {
  const at = later(now, Math.min(60_000, 500 * 2 ** Math.min(attempts, 10)));
  return until && until < at ? until : at;
}

function later(instant: Date, periodMs: number): Date {
  return new Date(instant.getTime() + periodMs);
}
