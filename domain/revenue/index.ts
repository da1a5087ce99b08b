import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export { assertAmount, assertBooked, assertIdempotencyKey } from './amounts.ts';
export { AuditMoney } from './audit-money.ts';
export { DrawEarnings, type DrawCommand } from './draw-earnings.ts';
export { Draw, drawJournalKey } from './draw.ts';
export { EarningsInsufficient, IdempotencyKeyReused, PersonUnproved } from './errors.ts';
export { OpenPot } from './open-pot.ts';
export type { Draws, Pots, TopUps } from './ports.ts';
export { PostUsage, type PostedUsage } from './post-usage.ts';
export { Earnings, earnedMicros, finalMicros, Owner, Pot } from './pot.ts';
export { ReadBalance, type Balance } from './read-balance.ts';
export { ReadUsage, type UsageLine } from './read-usage.ts';
export { RecordTopUp, type TopUpCommand } from './record-top-up.ts';
export { splitUsage, type Split, type SplitTerms } from './split.ts';
export { SweepUsage } from './sweep-usage.ts';
export { TopUp } from './top-up.ts';

export type RevenueErrorCode = CodesOf<typeof errors>;
