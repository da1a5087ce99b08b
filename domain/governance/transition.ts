import { newId, type Id } from '../shared/index.ts';
import type { Step } from './lifecycle.ts';
import type { Proposal, ProposalState } from './proposal.ts';

/** One line of a proposal's log. States are stored and logged, never derived from the clock alone. */
export class Transition {
  readonly id!: Id;
  readonly proposalId!: Id;
  readonly fromState!: ProposalState | null;
  readonly toState!: ProposalState;
  /**
   * Why a proposal was defeated, or the code that an execution failed with. From a final state to itself: the code that
   * its rejection failed with, REJECTION_DONE, or REJECTION_GIVEN_UP.
   */
  readonly reason!: string | null;
  readonly at!: Date;

  constructor(fields: Transition) {
    Object.assign(this, fields);
  }
}

/** One line per state on the path; the reason belongs to the last. */
export function transitionsOf(proposal: Proposal, step: Step, at: Date): Transition[] {
  let fromState: ProposalState = proposal.state;
  const path = step.path.length === 0 && step.reason !== null ? [fromState] : step.path;
  return path.map((toState, index) => {
    const reason = index === path.length - 1 ? step.reason : null;
    const line = new Transition({ id: newId(), proposalId: proposal.id, fromState, toState, reason, at });
    fromState = toState;
    return line;
  });
}

export function publication(proposal: Proposal): Transition {
  const { id: proposalId, createdAt: at } = proposal;
  return new Transition({ id: newId(), proposalId, fromState: null, toState: 'PENDING', reason: null, at });
}
