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
