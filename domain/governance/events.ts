import type { DomainEvent, Id } from '../shared/index.ts';
import type { Delegation } from './delegation.ts';
import type { Proposal } from './proposal.ts';

/** The proposal was published, changed its state, or its log grew. */
export function proposalChanged({ id, groupId, state }: Proposal): DomainEvent {
  return { subject: `governance.proposal.${id}`, payload: { proposalId: id, groupId, state } };
}

/** Ballots were cast, up to this number. Not by whom and not how: who listens reads again what they may see. */
export function ballotsCast(proposalId: Id, sequence: bigint): DomainEvent {
  return { subject: `governance.ballot.${proposalId}`, payload: { proposalId, sequence: sequence.toString() } };
}

/** Somebody lets another vote for them, or does not any more. */
export function delegationChanged({ id, groupId, userId, delegateId }: Delegation): DomainEvent {
  return { subject: `governance.delegation.${userId}`, payload: { delegationId: id, groupId, delegateId } };
}
