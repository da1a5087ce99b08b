import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export { assertAmount, assertBooked, assertCurrency, assertIdempotencyKey } from './amounts.ts';
export type { FrozenOwners, OwnerLines, PotBooks, Waivers } from './checks/ports.ts';
export { AuditVersion } from './checks/audit-version.ts';
export { type PotProofs, type PotRule } from './checks/pot-rules.ts';
export {
  auditVersionOf,
  frozenOwnersCheck,
  revenueChecks,
  revenueWatches,
  type RevenueReaders,
} from './checks/revenue-checks.ts';
export { CountedPosting } from './posting/counted-posting.ts';
export * from './errors.ts';
export { announceBalances, announceEarnings } from './events.ts';
export type {
  Drainings,
  Draws,
  FreeMonths,
  PotLives,
  Pots,
  Refunds,
  ReserveFundings,
  UsageDecisions,
} from './ports.ts';
export { ReadBalance, type Balance } from './read-balance.ts';
export { BuyersOfCalls } from './calls/buyers-of-calls.ts';
export { chargeFor, type Charge, type ChargeRule } from './calls/charge-rule.ts';
export { ExplainUsage, type UsageExplanation } from './calls/explain-usage.ts';
export { ownerPart, type OwnerPart, type Revenue } from './calls/owner-part.ts';
export { paidIn, type Paid } from './calls/paid.ts';
export { QuoteUsage, type Quote } from './calls/quote-usage.ts';
export { ReadModelCalls, type ModelCall } from './calls/read-model-calls.ts';
export { ReadUsage, type UsageLine } from './calls/read-usage.ts';
export { DrawEarnings, type DrawCommand } from './draws/draw-earnings.ts';
export { Draw, drawJournalKey } from './draws/draw.ts';
export { SettleParkedUsage, type SettleParkedCommand } from './late/settle-parked-usage.ts';
export { UsageDecision, type DecisionResult, type DecisionStatus, type UsageVerdict } from './late/usage-decision.ts';
export { EarnExpiredTickets } from './posting/earn-expired-tickets.ts';
export { freeMonthKey, type FreeMonth } from './posting/free-tier.ts';
export { PostFunded } from './posting/post-funded.ts';
export { PostUsage } from './posting/post-usage.ts';
export { type Earned } from './posting/posting.ts';
export { SettleUsage, type PostedUsage } from './posting/settle-usage.ts';
export { splitPrice, type Split, type SplitTerms } from './posting/split.ts';
export { SweepUsage } from './posting/sweep-usage.ts';
export { CloseVersion } from './pots/close-version.ts';
export { DrainVersion, type DrainCommand } from './pots/drain-version.ts';
export { Draining } from './pots/draining.ts';
export { EndSales } from './pots/end-sales.ts';
export { MatureShares } from './pots/mature-shares.ts';
export { isMature, type Maturity } from './pots/maturity.ts';
export { OpenPot } from './pots/open-pot.ts';
export { Earnings, earnedMicros, finalMicros, Owner, Pot, type PotState } from './pots/pot.ts';
export { FundReserve, type FundReserveCommand } from './refunds/fund-reserve.ts';
export { paidForIn, paidJournalKey, PaidCalls, type PaidFor } from './refunds/paid-calls.ts';
export { PreviewRefund, type RefundableCall, type RefundPreview } from './refunds/preview-refund.ts';
export { RefundUsage, type RefundCommand } from './refunds/refund-usage.ts';
export { Refund, refundIdIn, refundJournalKey } from './refunds/refund.ts';
export type { RefundedVersions } from './refunds/refunded-versions.ts';
export { ReserveFunding, type ReserveSource } from './refunds/reserve-funding.ts';
export { AuditStatements } from './statements/audit-statements.ts';
export { assertDay, MOST_DAYS, monthOf, type Day, type DayRange, type PeriodUnit } from './statements/calendar.ts';
export {
  earningsPeriod,
  type EarningsPeriod,
  type OwnerPeriod,
  type PeriodPart,
} from './statements/earnings-period.ts';
export { closingMicros, lineMicros, type Weights } from './statements/lines.ts';
export type { Checkpoints, PeriodsAsked } from './statements/ports.ts';
export { ReadEarningsPeriods, type CurrencyPeriod } from './statements/read-earnings-periods.ts';
export { ReadStatement } from './statements/read-statement.ts';
export { decimalOf, statementCsv } from './statements/statement-csv.ts';
export { HandOutTreasury } from './treasury/hand-out-treasury.ts';
export type { SpendingBooks, Spendings } from './treasury/ports.ts';
export { ReadTreasury, type TreasuryBalance } from './treasury/read-treasury.ts';
export { SpendTreasury } from './treasury/spend-treasury.ts';
export { Spending } from './treasury/spending.ts';
export { Treasury } from './treasury/treasury.ts';
export {
  statementOf,
  type Statement,
  type StatementBasis,
  type StatementFacts,
  type StatementLine,
  type StatementLineKind,
} from './statements/statement.ts';

export type RevenueErrorCode = CodesOf<typeof errors>;
