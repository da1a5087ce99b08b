import { DomainError, moneyText, type Currency, type Micros } from '../shared/index.ts';

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

/** A pool's members want to spend more than it owns, and may draw by now. */
export class TreasuryInsufficient extends DomainError<'TREASURY_INSUFFICIENT'> {
  readonly code = 'TREASURY_INSUFFICIENT';
  constructor(totalMicros: Micros, currency: Currency) {
    super(`The treasury of this pool can spend ${moneyText(totalMicros, currency)} now.`, {
      field: ['amountMicros'],
      details: { totalMicros: totalMicros.toString() },
    });
  }
}

export class UsageNotPosted extends DomainError<'USAGE_NOT_POSTED'> {
  readonly code = 'USAGE_NOT_POSTED';
  constructor(field: 'inboxId' | 'ticketId', state: string) {
    super(`Nothing was paid for this call (${state}), so there is nothing to pay back.`, {
      field: [field],
      details: { state },
    });
  }
}

export class RefundTooLarge extends DomainError<'REFUND_TOO_LARGE'> {
  readonly code = 'REFUND_TOO_LARGE';
  constructor(leftMicros: Micros) {
    super(`Only ${leftMicros} micros of this call's price are not paid back yet.`, {
      field: ['amountMicros'],
      details: { leftMicros: leftMicros.toString() },
    });
  }
}

/** Shares that have matured are the owners' for good, so the platform pays for their refunds. */
export class ReserveInsufficient extends DomainError<'RESERVE_INSUFFICIENT'> {
  readonly code = 'RESERVE_INSUFFICIENT';
  constructor(currency: string) {
    super(`Neither the refund reserve in ${currency} nor the platform's fees can pay this. Fund the reserve first.`);
  }
}
