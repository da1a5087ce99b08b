import { DomainError, type Micros } from '../shared/index.ts';
import type { BalanceRefundState } from './balance-refund.ts';

export class RefundExceedsBalance extends DomainError<'REFUND_EXCEEDS_BALANCE'> {
  readonly code = 'REFUND_EXCEEDS_BALANCE';
  constructor(balanceMicros: Micros) {
    super(`Only ${balanceMicros} micros are unused, and not held by a ticket.`, {
      field: ['amountMicros'],
      details: { balanceMicros: balanceMicros.toString() },
    });
  }
}

/** A payment was taken back after some of it had been spent. */
export class DebtOpen extends DomainError<'DEBT_OPEN'> {
  readonly code = 'DEBT_OPEN';
  constructor(owedMicros: Micros) {
    super(`${owedMicros} micros are owed since a payment was taken back. Pay them first; nothing is refunded before.`, {
      details: { owedMicros: owedMicros.toString() },
    });
  }
}

export class BalanceRefundClosed extends DomainError<'BALANCE_REFUND_CLOSED'> {
  readonly code = 'BALANCE_REFUND_CLOSED';
  constructor(state: BalanceRefundState) {
    super(`The refund is ${state} already. That is final.`, { field: ['refundId'], details: { state } });
  }
}

export class BalanceRefundNotApproved extends DomainError<'BALANCE_REFUND_NOT_APPROVED'> {
  readonly code = 'BALANCE_REFUND_NOT_APPROVED';
  constructor() {
    super('Nobody has approved the refund yet. One operator approves it, and another pays it out.', {
      field: ['refundId'],
    });
  }
}

/** Money leaves by two hands, also where it goes back to who brought it. */
export class RefundSameHands extends DomainError<'BALANCE_REFUND_SAME_HANDS'> {
  readonly code = 'BALANCE_REFUND_SAME_HANDS';
  constructor() {
    super('Who approved the refund cannot close it. Another operator, who is another person, must.');
  }
}

export class OwnBalanceRefund extends DomainError<'OWN_BALANCE_REFUND'> {
  readonly code = 'OWN_BALANCE_REFUND';
  constructor() {
    super('Nobody decides about a refund to themselves. Another operator must.');
  }
}
