import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export { AuditMandates } from './audit-mandates.ts';
export { CaptureTickets, type ClaimedTickets, type TicketCapture } from './capture-tickets.ts';
export { ClaimTickets, type ClaimedTicket } from './claim-tickets.ts';
export { CountTickets } from './count-tickets.ts';
export { CaptureInvalid, MandateLimitReached, TicketExpired, TicketSpent } from './errors.ts';
export { ExpireTickets, type ExpiryFault } from './expire-tickets.ts';
export { GiveMandate, type MandateGift } from './give-mandate.ts';
export { IssueTickets, type IssuingParts, type TicketWish } from './issue-tickets.ts';
export {
  planTickets,
  type IssuingGround,
  type TicketOutcome,
  type TicketRefusalCode,
  type TicketRequest,
} from './issuing.ts';
export { Mandate, mandateDigest, revocationDigest, type MandateTerms } from './mandate.ts';
export type {
  BoughtCalls,
  CallerKey,
  CallerKeys,
  DayChange,
  DayCount,
  DayCounts,
  DueAfter,
  GatewayOperators,
  Mandates,
  Payer,
  ServingRights,
  Spend,
  SpendingLimits,
  TicketExpiredHandler,
  Tickets,
} from './ports.ts';
export { ReleaseTicket, type TicketRelease } from './release-ticket.ts';
export { RevokeMandate } from './revoke-mandate.ts';
export { SeeSpending, type SpendingState } from './see-spending.ts';
export { SeeTickets } from './see-tickets.ts';
export { SetSpendingLimit, type LimitWish } from './set-spending-limit.ts';
export type { MandateSettings } from './settings.ts';
export { periodsOf, remainingMicros, SpendingLimit, SpendingLimitChange, type Spent } from './spending-limit.ts';
export {
  captureOf,
  expiredTicketOf,
  holdEndLegs,
  Ticket,
  ticketJournalKeys,
  type ClaimFault,
  type TicketClaim,
  type TicketState,
} from './ticket.ts';

export type MandatesErrorCode = CodesOf<typeof errors>;
