import { DomainError } from '../shared/index.ts';

/** The transaction began outside start <= t < end, or the proposal was cancelled. */
export class VotingClosed extends DomainError<'VOTING_CLOSED'> {
  readonly code = 'VOTING_CLOSED';
}

/** The voter is not on the roll that was frozen when the proposal was published. */
export class NoVotingPower extends DomainError<'NO_VOTING_POWER'> {
  readonly code = 'NO_VOTING_POWER';
}

export class RollEmpty extends DomainError<'ROLL_EMPTY'> {
  readonly code = 'ROLL_EMPTY';
}

/** An electorate listed a person or an account twice, or with power below zero: a fault of the electorate. */
export class RollInvalid extends DomainError<'ROLL_INVALID'> {
  readonly code = 'ROLL_INVALID';
}

/** To oneself, or between accounts that may not vote in the group. */
export class DelegateInvalid extends DomainError<'DELEGATE_INVALID'> {
  readonly code = 'DELEGATE_INVALID';
  constructor(message: string) {
    super(message, { field: ['delegateId'] });
  }
}

/** Once ballots can be cast, nobody can take a proposal back, not even its author. */
export class ProposalNotPending extends DomainError<'PROPOSAL_NOT_PENDING'> {
  readonly code = 'PROPOSAL_NOT_PENDING';
}

export class ProposalKindUnknown extends DomainError<'PROPOSAL_KIND_UNKNOWN'> {
  readonly code = 'PROPOSAL_KIND_UNKNOWN';
}

/** So many of one author, of one group, or of one day that others would not be seen. */
export class TooManyProposals extends DomainError<'TOO_MANY_PROPOSALS'> {
  readonly code = 'TOO_MANY_PROPOSALS';
}

/** The author has no vote in the group, or less power than its rules ask of who proposes. */
export class NotAProposer extends DomainError<'NOT_A_PROPOSER'> {
  readonly code = 'NOT_A_PROPOSER';
}

/** The voter's ballot was disqualified; they appeal, instead of voting past it. */
export class BallotStruck extends DomainError<'BALLOT_STRUCK'> {
  readonly code = 'BALLOT_STRUCK';
  constructor() {
    super('This ballot was struck, for the reason that its proposal shows. Its voter can appeal.');
  }
}

/** No time would be left for an appeal. */
export class StrikeTooLate extends DomainError<'STRIKE_TOO_LATE'> {
  readonly code = 'STRIKE_TOO_LATE';
  constructor(latest: Date) {
    super(`A ballot can be struck until ${latest.toISOString()}, so that its voter has time to appeal.`, {
      field: ['proposalId'],
      details: { latest: latest.toISOString() },
    });
  }
}

/** What is published of a vote is published when it has ended. */
export class NotDecided extends DomainError<'NOT_DECIDED'> {
  readonly code = 'NOT_DECIDED';
  constructor(state: string) {
    super(`This proposal is ${state}; its ballots are published when its voting has ended.`, {
      field: ['proposalId'],
      details: { state },
    });
  }
}

/** Only what is being voted on, or was adopted and not executed yet, can be stopped. */
export class VetoTooLate extends DomainError<'VETO_TOO_LATE'> {
  readonly code = 'VETO_TOO_LATE';
  constructor(state: string) {
    super(`This proposal is ${state}: guardians stop what is being voted on, or waits for its execution.`, {
      field: ['proposalId'],
      details: { state },
    });
  }
}

export class TooManyVetoes extends DomainError<'TOO_MANY_VETOES'> {
  readonly code = 'TOO_MANY_VETOES';
  constructor() {
    super('You said no to as many proposals of this pool as a guardian may within 30 days.');
  }
}
