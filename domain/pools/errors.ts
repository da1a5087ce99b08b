import { DomainError } from '../shared/index.ts';

/** The pool is past its pledging: founding, live, lapsed, rejected or closed. */
export class PledgingClosed extends DomainError<'PLEDGING_CLOSED'> {
  readonly code = 'PLEDGING_CLOSED';
}

/** The member saw another charter, scope or terms, than the one in force. */
export class CharterChanged extends DomainError<'CHARTER_CHANGED'> {
  readonly code = 'CHARTER_CHANGED';
}

/** The dataset has no records of the streams that the scope names. */
export class StreamsMissing extends DomainError<'STREAMS_MISSING'> {
  readonly code = 'STREAMS_MISSING';
}

/** This dataset is already pledged to this pool. */
export class PledgeExists extends DomainError<'PLEDGE_EXISTS'> {
  readonly code = 'PLEDGE_EXISTS';
}

/** Too few persons or records are pledged for the pool to be founded. */
export class MinimaNotMet extends DomainError<'MINIMA_NOT_MET'> {
  readonly code = 'MINIMA_NOT_MET';
}

/** The vote that would found the pool is not the one it waits for. */
export class PoolNotFounding extends DomainError<'POOL_NOT_FOUNDING'> {
  readonly code = 'POOL_NOT_FOUNDING';
}

/** The contribution was withdrawn, or another worker took it, while it was read: what was found out is thrown away. */
export class EvaluationOvertaken extends DomainError<'EVALUATION_OVERTAKEN'> {
  readonly code = 'EVALUATION_OVERTAKEN';
}

/** The pool is not founded yet, or no longer there. */
export class PoolNotLive extends DomainError<'POOL_NOT_LIVE'> {
  readonly code = 'POOL_NOT_LIVE';
  constructor(state: string) {
    super(`This pool is ${state}; what is asked here is asked of live pools.`, {
      field: ['poolId'],
      details: { state },
    });
  }
}

/** A reserve that the charter in force breaks already would take the data out at once; taking it back does that. */
export class ReserveBroken extends DomainError<'RESERVE_BROKEN'> {
  readonly code = 'RESERVE_BROKEN';
  constructor(breaches: readonly string[]) {
    super('The charter in force breaks this reserve already. Take your pledge back instead, or ask for less.', {
      details: { breaches: breaches.join(', ') },
    });
  }
}

/** Saying yes to the scope in force is for contributions that it left dormant; to a scope in a vote, for all others. */
export class NotDormant extends DomainError<'NOT_DORMANT'> {
  readonly code = 'NOT_DORMANT';
  constructor(state: string) {
    super(
      state === 'dormant'
        ? 'This contribution is dormant: say yes to the scope that is in force, without a proposal.'
        : `This contribution is ${state}: a yes is for one that a new scope left dormant, or names the vote on a new scope.`,
      { field: ['contributionId'], details: { state } },
    );
  }
}
