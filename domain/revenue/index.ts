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
export { CloseVersion } from './close-version.ts';
export { CountedPosting } from './counted-posting.ts';
export { DrainVersion } from './drain-version.ts';
export { EarnExpiredTickets } from './earn-expired-tickets.ts';
export { DrawEarnings, type DrawCommand } from './draw-earnings.ts';
export { Draw, drawJournalKey } from './draw.ts';
export * from './errors.ts';
export { announceBalances, announceEarnings } from './events.ts';
export { freeMonthKey, type FreeMonth } from './free-tier.ts';
export { MatureShares } from './mature-shares.ts';
export { type Maturity } from './maturity.ts';
export { OpenPot } from './open-pot.ts';
export type { Draws, FreeMonths, PotLives, Pots, Refunds } from './ports.ts';
export { PostFunded } from './post-funded.ts';
export { PostUsage } from './post-usage.ts';
export { type Earned } from './posting.ts';
export { Earnings, earnedMicros, finalMicros, Owner, Pot, type PotState } from './pot.ts';
export { ReadBalance, type Balance } from './read-balance.ts';
export { ReadUsage, type UsageLine } from './read-usage.ts';
export { Refund, refundIdIn, refundJournalKey } from './refund.ts';
export type { RefundedVersions } from './refunded-versions.ts';
export { RefundUsage, type RefundCommand } from './refund-usage.ts';
export { SettleUsage, type PostedUsage } from './settle-usage.ts';
export { splitPrice, type Split, type SplitTerms } from './split.ts';
export { SweepUsage } from './sweep-usage.ts';

export type RevenueErrorCode = CodesOf<typeof errors>;
