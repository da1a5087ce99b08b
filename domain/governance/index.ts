import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export { Ballot, CHOICES, signedVote, type Choice, type Vote } from './ballot.ts';
export { CancelProposal } from './cancel-proposal.ts';
export { CastVote } from './cast-vote.ts';
export { DelegateVote, type DelegateCommand } from './delegate-vote.ts';
export { Delegation, signedDelegation } from './delegation.ts';
export { EndDelegation } from './end-delegation.ts';
export * from './errors.ts';
export { OpenProposal, type ProposalDraft } from './open-proposal.ts';
export type { Ballots, Delegations, Electorate, ProposalAction, Proposals, RollPlace, Rolls } from './ports.ts';
export { Proposal, type ProposalState } from './proposal.ts';
export { afterStep, type Step } from './lifecycle.ts';
export { MOST_DELEGATED_PPM, type Roll, type RollEntry, type Voter } from './roll.ts';
export { assertPeriod, assertRules, type GovernanceRules } from './rules.ts';
export { SettleDueProposals } from './settle-due-proposals.ts';
export type { FaultReport } from './settle-proposal.ts';
export { tallyOf, type Count, type CountedBallot, type DefeatReason, type Tally } from './tally.ts';
export { Transition, publication, transitionsOf } from './transition.ts';

export type GovernanceErrorCode = CodesOf<typeof errors>;
