import { DomainError, type Micros } from '../shared/index.ts';

/** The draft cannot be a journal in any state of the ledger: a fault of the caller, never of a user. */
export class InvalidJournal extends DomainError<'JOURNAL_INVALID'> {
  readonly code = 'JOURNAL_INVALID';
  constructor(key: string, why: string) {
    super(`Journal ${key} cannot be posted: ${why}.`, { details: { key } });
  }
}

export class JournalUnbalanced extends DomainError<'JOURNAL_UNBALANCED'> {
  readonly code = 'JOURNAL_UNBALANCED';
  constructor(key: string, sum: Micros) {
    super(`Journal ${key} cannot be posted: its legs sum to ${sum}, not to zero.`, { details: { key } });
  }
}

export class JournalKeyReused extends DomainError<'JOURNAL_KEY_REUSED'> {
  readonly code = 'JOURNAL_KEY_REUSED';
  constructor(key: string) {
    super(`Journal ${key} was posted before with other legs. Nothing was posted now.`, { details: { key } });
  }
}

export class CurrencyMismatch extends DomainError<'CURRENCY_MISMATCH'> {
  readonly code = 'CURRENCY_MISMATCH';
  constructor(account: string, held: string, given: string) {
    super(`Account ${account} is in ${held}; an amount in ${given} cannot be posted to it.`, {
      details: { held, given },
    });
  }
}

/** A balance would go below its account's floor. `details` holds what is there, as a decimal string. */
export class InsufficientBalance extends DomainError<'INSUFFICIENT_BALANCE'> {
  readonly code = 'INSUFFICIENT_BALANCE';
  constructor(account: string, balanceMicros: Micros) {
    super(`The balance of ${account} is ${balanceMicros} micros, which is not enough.`, {
      details: { balanceMicros: balanceMicros.toString() },
    });
  }
}

export class BalanceTooLarge extends DomainError<'BALANCE_TOO_LARGE'> {
  readonly code = 'BALANCE_TOO_LARGE';
  constructor(account: string) {
    super(`The balance of ${account} would pass what the ledger can hold. Use a smaller amount.`);
  }
}
