import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export { abstainCompletesQuorum } from './abstain-preview.ts';
export { Advise } from './advise.ts';
export { votingAudiences } from './audiences.ts';
export { BallotBox, emptyBox, type Weighed } from './ballot-box.ts';
export { Ballot, ballotDigest, chainHead, signedVote, type Vote } from './ballot.ts';
export { BUNDLE_TYPE, type BallotLine, type BundleLine } from './bundle.ts';
export { CancelProposal } from './cancel-proposal.ts';
export { CastVote } from './cast-vote.ts';
export { CastVotes } from './cast-votes.ts';
export {
  CHOICES,
  BALLOT_METHODS,
  choiceText,
  readChoice,
  SIMPLE,
  type Ballotable,
  type BallotMethod,
  type Choice,
  type SimpleChoice,
  type Weight,
} from './choice.ts';
export { Council, MOST_VETOES, signedVeto, Veto } from './council.ts';
export { DelegateVote, type DelegateCommand } from './delegate-vote.ts';
export { Delegation, signedDelegation } from './delegation.ts';
export { ElectGuardians } from './elect-guardians.ts';
export { EndDelegation } from './end-delegation.ts';
export * from './errors.ts';
export { ExitTold } from './exit-told.ts';
export { OpenProposal, type ProposalDraft } from './open-proposal.ts';
export type {
  Ballots,
  Councils,
  Delegations,
  Electorate,
  ProposalAction,
  Proposals,
  RollPlace,
  Rolls,
  Strikes,
  Told,
  VotingPlace,
} from './ports.ts';
export { PROPOSAL_LIMITS, type ProposalLimits } from './proposal-limits.ts';
export { contentDigest } from './published-content.ts';
export { Proposal, type ProposalState } from './proposal.ts';
export { afterStep, type Step } from './lifecycle.ts';
export { Recount, type Recounted, type StatementToCheck } from './recount.ts';
export { type Signs } from './signs.ts';
export { RECEIPT_TYPE, receiptOf, type Receipt } from './receipt.ts';
export { freezeRoll, MOST_DELEGATED_PPM, type Roll, type RollEntry, type Voter } from './roll.ts';
export { plainRound, readRound, type PlainRound, type Round } from './ranked.ts';
export {
  assertPeriod,
  assertRules,
  RESULTS_VISIBILITIES,
  resultsOf,
  type GovernanceRules,
  type ResultsVisibility,
} from './rules.ts';
export { SettleDueProposals } from './settle-due-proposals.ts';
export type { FaultReport } from './settle-proposal.ts';
export { AppealStrike, StrikeBallot } from './strike-ballot.ts';
export { StrikeRecord } from './strike-record.ts';
export { Strike } from './strike.ts';
export {
  countBallots,
  tallyOf,
  weighBallots,
  type Count,
  type CountedBallot,
  type DefeatReason,
  type Tally,
  type WeighedBallot,
} from './tally.ts';
export { TellClosing } from './tell-closing.ts';
export { TellVoters } from './tell-voters.ts';
export { Transition, publication, transitionsOf } from './transition.ts';
export { FEWEST_SECRET_VOTERS, mayBeSeen } from './visibility.ts';
export { VetoProposal, type VetoAct } from './veto-proposal.ts';
export { WriteBundle } from './write-bundle.ts';

export type GovernanceErrorCode = CodesOf<typeof errors>;
