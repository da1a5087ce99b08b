import type { BillingErrorCode } from '../domain/billing/index.ts';
import type { CasesErrorCode } from '../domain/cases/index.ts';
import type { LedgerErrorCode } from '../domain/ledger/index.ts';
import type { MandatesErrorCode } from '../domain/mandates/index.ts';
import type { MeteringErrorCode } from '../domain/metering/index.ts';
import type { PayoutsErrorCode } from '../domain/payouts/index.ts';
import type { RevenueErrorCode } from '../domain/revenue/index.ts';
import type { ErrorRow } from './error-row.ts';

/** Of the contexts that count, hold, share and pay out money. */
export type MoneyErrorCode =
  | LedgerErrorCode
  | MandatesErrorCode
  | MeteringErrorCode
  | RevenueErrorCode
  | BillingErrorCode
  | PayoutsErrorCode
  | CasesErrorCode;

export const MONEY_ERRORS: Readonly<Record<MoneyErrorCode, ErrorRow>> = {
  // ledger
  JOURNAL_INVALID: { as: 'topLevel', http: 500, meaning: 'A journal cannot be; a defect of the instance.' },
  JOURNAL_UNBALANCED: {
    as: 'topLevel',
    http: 500,
    meaning: 'A journal does not sum to zero; a defect of the instance.',
  },
  JOURNAL_KEY_REUSED: { as: 'topLevel', http: 500, meaning: 'A journal was posted before with other amounts.' },
  CURRENCY_MISMATCH: { as: 'userError', http: 409, meaning: 'The account is in another currency.' },
  INSUFFICIENT_BALANCE: { as: 'userError', http: 409, meaning: 'The balance is too small for this.' },
  BALANCE_TOO_LARGE: { as: 'userError', http: 422, meaning: 'The balance would pass what the ledger can hold.' },

  // mandates
  MANDATE_LIMIT_REACHED: { as: 'userError', http: 409, meaning: 'The customer has as many live mandates as may be.' },
  TICKET_SPENT: { as: 'userError', http: 409, meaning: 'A usage event has claimed the ticket.' },
  TICKET_EXPIRED: { as: 'userError', http: 409, meaning: 'The ticket has expired and is paid in full.' },
  TICKET_CAPTURE_INVALID: {
    as: 'topLevel',
    http: 500,
    meaning: 'A ticket would be captured beyond its hold, or twice; a defect of the instance.',
  },

  // metering
  INBOX_FULL: { as: 'topLevel', http: 503, meaning: 'Posting lags behind; the same delivery is accepted later.' },
  GATEWAY_RATE_EXCEEDED: { as: 'topLevel', http: 429, meaning: 'The gateway reports faster than it may.' },
  PROBE_EXISTS: { as: 'userError', http: 409, meaning: 'The same call is recorded as a probe with other units.' },
  GATEWAY_SUSPENDED: { as: 'topLevel', http: 403, meaning: 'An operator has suspended this gateway.' },
  GATEWAY_REVOKED: { as: 'userError', http: 409, meaning: 'The gateway was revoked, and that is final.' },
  GATEWAY_UNKNOWN: { as: 'topLevel', http: 401, meaning: 'The bearer token belongs to no registered gateway.' },

  // revenue
  IDEMPOTENCY_KEY_REUSED: { as: 'userError', http: 409, meaning: 'The key was used before with other input.' },
  PERSON_UNPROVED: { as: 'userError', http: 403, meaning: 'No person is proved behind the account yet.' },
  USAGE_NOT_POSTED: { as: 'userError', http: 409, meaning: 'Nothing was paid for the call.' },
  REFUND_TOO_LARGE: { as: 'userError', http: 409, meaning: 'More than what is left of the call’s price.' },
  RESERVE_INSUFFICIENT: { as: 'userError', http: 409, meaning: 'The platform cannot pay this refund now.' },
  TREASURY_INSUFFICIENT: { as: 'userError', http: 409, meaning: 'More than a pool’s treasury can spend now.' },
  EARNINGS_INSUFFICIENT: { as: 'userError', http: 409, meaning: 'More than what can be drawn now.' },

  // billing
  REFUND_EXCEEDS_BALANCE: { as: 'userError', http: 409, meaning: 'More than what is unused and not held.' },
  DEBT_OPEN: { as: 'userError', http: 409, meaning: 'A payment was taken back; what is owed must be paid first.' },
  BALANCE_REFUND_CLOSED: { as: 'userError', http: 409, meaning: 'The refund was settled or returned before.' },
  BALANCE_REFUND_NOT_APPROVED: { as: 'userError', http: 409, meaning: 'An operator must approve the refund first.' },
  BALANCE_REFUND_SAME_HANDS: { as: 'userError', http: 403, meaning: 'It takes a second operator, another person.' },
  OWN_BALANCE_REFUND: { as: 'userError', http: 403, meaning: 'Nobody decides about a refund to themselves.' },
  // payouts
  PAYOUT_BELOW_MINIMUM: { as: 'userError', http: 422, meaning: 'Less than what can be taken out at once.' },
  PAYOUT_DESTINATION_MISSING: { as: 'userError', http: 409, meaning: 'Nobody has said yet where money is to go.' },
  PAYOUT_DESTINATION_WAITING: { as: 'userError', http: 409, meaning: 'The destination is too new to be used.' },
  PAYOUT_STATE: { as: 'userError', http: 409, meaning: 'The payout is not in a state for this.' },
  PAYOUT_UNDER_WAY: { as: 'userError', http: 409, meaning: 'The provider has the payout, or may have it.' },
  PAYOUTS_NOT_DUE: { as: 'userError', http: 409, meaning: 'There is no such payout that could be sent now.' },
  PAYOUT_BATCH_STATE: { as: 'userError', http: 409, meaning: 'The batch was released or discarded before.' },
  PAYOUT_BATCH_DIGEST: { as: 'userError', http: 409, meaning: 'The digest is not that of the batch’s file.' },
  PAYOUT_BATCH_CHANGED: { as: 'userError', http: 409, meaning: 'A payout of the batch cannot be sent any more.' },
  SAME_HANDS: { as: 'userError', http: 403, meaning: 'It takes a second operator, who is another person.' },
  OWN_PAYOUT: { as: 'userError', http: 403, meaning: 'Nobody decides about money that goes to themselves.' },
  CALLBACK_SIGNATURE_INVALID: { as: 'topLevel', http: 401, meaning: 'The payout provider did not sign this now.' },
  CALLBACK_CONFLICT: { as: 'topLevel', http: 409, meaning: 'The event’s id came before with another content.' },

  // cases
  CASE_STATE: { as: 'userError', http: 409, meaning: 'The case is not in a state for this.' },
  CASE_CHANGED: { as: 'userError', http: 409, meaning: 'The case went on since it was looked at.' },
  CASE_EXISTS: { as: 'userError', http: 409, meaning: 'A case about the same is open already.' },
  CASE_REVIEWER: { as: 'userError', http: 403, meaning: 'Another operator reviews the case.' },
  CASE_OUTCOME: { as: 'userError', http: 422, meaning: 'A case of this kind cannot end like that.' },
  CASE_EVIDENCE_FULL: { as: 'userError', http: 409, meaning: 'The case has as much evidence as it can have.' },
  DISPUTE_TOO_LATE: { as: 'userError', http: 409, meaning: 'The refund window is over; request a refund instead.' },
  SECOND_OPERATOR_REQUIRED: { as: 'userError', http: 403, meaning: 'It takes a second operator, another person.' },
  OWN_CASE: { as: 'userError', http: 403, meaning: 'Nobody decides about their own money or claim.' },
  CORRECTION_FORBIDDEN: { as: 'userError', http: 422, meaning: 'The account follows from other records.' },
  CORRECTION_DIGEST: { as: 'userError', http: 409, meaning: 'The digest is not that of the proposed legs.' },
};
