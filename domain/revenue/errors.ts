import { DomainError, type Micros } from '../shared/index.ts';

/** The same key with the same input answers the first result again; with other input it is a mistake of the client. */
export class IdempotencyKeyReused extends DomainError<'IDEMPOTENCY_KEY_REUSED'> {
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
  constructor() {
    super('This idempotency key was used before with other input. Use a new key for a new act.', {
      field: ['idempotencyKey'],
    });
  }
}

/** Earnings of an unproved account accrue, but whether they belong to a person must be proved before they are drawn. */
export class PersonUnproved extends DomainError<'PERSON_UNPROVED'> {
  readonly code = 'PERSON_UNPROVED';
  constructor() {
    super('Prove that a person is behind this account before you draw; what you earned stays yours.');
  }
}

export class EarningsInsufficient extends DomainError<'EARNINGS_INSUFFICIENT'> {
  readonly code = 'EARNINGS_INSUFFICIENT';
  constructor(availableMicros: Micros) {
    super(`Only ${availableMicros} micros can be drawn now.`, {
      field: ['amountMicros'],
      details: { availableMicros: availableMicros.toString() },
    });
  }
}
