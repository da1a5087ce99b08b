import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export { Draining } from './acts/draining.ts';
export { FundReserve, type FundReserveCommand } from './acts/fund-reserve.ts';
export type { Drainings, ReserveFundings, UsageDecisions } from './acts/ports.ts';
export { ReserveFunding, type ReserveSource } from './acts/reserve-funding.ts';
export { SettleParkedUsage, type SettleParkedCommand } from './acts/settle-parked-usage.ts';
export { UsageDecision, type DecisionResult, type DecisionStatus, type UsageVerdict } from './acts/usage-decision.ts';
export { AuditMoney } from './audit-money.ts';
export { chargeFor, type Charge, type ChargeRule } from './calls/charge-rule.ts';
export { ExplainUsage, type UsageExplanation } from './calls/explain-usage.ts';
export { ownerPart, type OwnerPart, type Revenue } from './calls/owner-part.ts';
export { paidIn, type Paid } from './calls/paid.ts';
export { QuoteUsage, type Quote } from './calls/quote-usage.ts';
export { ReadModelCalls, type ModelCall } from './calls/read-model-calls.ts';
export { CloseVersion } from './close-version.ts';
export { DrainVersion, type DrainCommand } from './drain-version.ts';
export { DrawEarnings, type DrawCommand } from './draw-earnings.ts';
export { Draw, drawJournalKey } from './draw.ts';
export * from './errors.ts';
export { announceBalances, announceEarnings } from './events.ts';
export { freeMonthKey, type FreeMonth } from './free-tier.ts';
export { MatureShares } from './mature-shares.ts';
export { type Maturity } from './maturity.ts';
export { OpenPot } from './open-pot.ts';
export type { Draws, FreeMonths, PotLives, Pots, Refunds, TopUps } from './ports.ts';
export { PostFunded } from './post-funded.ts';
export { PostUsage } from './post-usage.ts';
export { type Earned } from './posting.ts';
export { Earnings, earnedMicros, finalMicros, Owner, Pot, type PotState } from './pot.ts';
export { ReadBalance, type Balance } from './read-balance.ts';
export { ReadUsage, type UsageLine } from './read-usage.ts';
export { RecordTopUp, type TopUpCommand } from './record-top-up.ts';
export { Refund, refundJournalKey } from './refund.ts';
export { RefundUsage, type RefundCommand } from './refund-usage.ts';
export { SettleUsage, type PostedUsage } from './settle-usage.ts';
export { splitPrice, type Split, type SplitTerms } from './split.ts';
export { SweepUsage } from './sweep-usage.ts';
export { assertDay, MOST_DAYS, monthOf, type Day, type DayRange, type PeriodUnit } from './statements/calendar.ts';
export { AuditStatements } from './statements/audit-statements.ts';
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
export {
  statementOf,
  type Statement,
  type StatementBasis,
  type StatementFacts,
  type StatementLine,
  type StatementLineKind,
} from './statements/statement.ts';
export { TopUp } from './top-up.ts';

export type RevenueErrorCode = CodesOf<typeof errors>;
