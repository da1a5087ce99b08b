import { DomainError, type Currency, type Id, type Micros } from '../shared/index.ts';

export class PayoutBelowMinimum extends DomainError<'PAYOUT_BELOW_MINIMUM'> {
  readonly code = 'PAYOUT_BELOW_MINIMUM';
  constructor(minimumMicros: Micros) {
    super(`A payout is of ${minimumMicros} micros at least; what you have stays yours until then.`, {
      field: ['amountMicros'],
      details: { minimumMicros: minimumMicros.toString() },
    });
  }
}

export class DestinationMissing extends DomainError<'PAYOUT_DESTINATION_MISSING'> {
  readonly code = 'PAYOUT_DESTINATION_MISSING';
  constructor(currency: Currency) {
    super(`Set where payouts in ${currency} are to go first.`, { field: ['currency'] });
  }
}

export class DestinationWaiting extends DomainError<'PAYOUT_DESTINATION_WAITING'> {
  readonly code = 'PAYOUT_DESTINATION_WAITING';
  constructor(usableAt: Date) {
    super(`Your payout destination is new. Money can go there from ${usableAt.toISOString()} on.`, {
      field: ['currency'],
      details: { usableAt: usableAt.toISOString() },
    });
  }
}

/** `state` is where it stands, in words; `act` what was asked. */
export class PayoutStateWrong extends DomainError<'PAYOUT_STATE'> {
  readonly code = 'PAYOUT_STATE';
  constructor(state: string, act: string) {
    super(`The payout is ${state}, so it cannot be ${act}.`, { field: ['payoutId'], details: { state } });
  }
}

export class PayoutUnderWay extends DomainError<'PAYOUT_UNDER_WAY'> {
  readonly code = 'PAYOUT_UNDER_WAY';
  constructor(message: string) {
    super(message, { field: ['payoutId'] });
  }
}

export class NothingDue extends DomainError<'PAYOUTS_NOT_DUE'> {
  readonly code = 'PAYOUTS_NOT_DUE';
  constructor(message: string, payoutId?: Id) {
    super(message, payoutId ? { field: ['payoutIds'], details: { payoutId } } : {});
  }
}

export class BatchStateWrong extends DomainError<'PAYOUT_BATCH_STATE'> {
  readonly code = 'PAYOUT_BATCH_STATE';
  constructor(state: string) {
    super(`The batch was ${state} before.`, { field: ['batchId'], details: { state } });
  }
}

export class BatchDigestWrong extends DomainError<'PAYOUT_BATCH_DIGEST'> {
  readonly code = 'PAYOUT_BATCH_DIGEST';
  constructor() {
    super(
      'This is not the digest of the batch’s file. Take the file anew, and compare it with what the bank was given.',
      {
        field: ['digest'],
      },
    );
  }
}

export class BatchChanged extends DomainError<'PAYOUT_BATCH_CHANGED'> {
  readonly code = 'PAYOUT_BATCH_CHANGED';
  constructor(payoutId: Id) {
    super(
      'A payout of the batch was held or cancelled, or its destination is gone. Discard the batch and make another.',
      { field: ['batchId'], details: { payoutId } },
    );
  }
}

/** Money leaves by two hands: two operators who are two persons. */
export class SameHands extends DomainError<'SAME_HANDS'> {
  readonly code = 'SAME_HANDS';
  constructor() {
    super('Who made the batch cannot release it. Another operator, who is another person, must.');
  }
}

export class OwnPayout extends DomainError<'OWN_PAYOUT'> {
  readonly code = 'OWN_PAYOUT';
  constructor() {
    super('Nobody decides about money that goes to themselves. Another operator must.');
  }
}

export class CallbackUnsigned extends DomainError<'CALLBACK_SIGNATURE_INVALID'> {
  readonly code = 'CALLBACK_SIGNATURE_INVALID';
  constructor() {
    super('The signature is not valid. Sign id.timestamp.body with the payout secret, and send within 5 minutes.');
  }
}

export class CallbackConflict extends DomainError<'CALLBACK_CONFLICT'> {
  readonly code = 'CALLBACK_CONFLICT';
  constructor() {
    super('An event with this id and another content was taken before. Use a new id for a new event.');
  }
}
