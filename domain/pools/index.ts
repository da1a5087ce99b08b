import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export { BarBuyers } from './bar-buyers.ts';
export { Charter, charterDigests } from './charter.ts';
export { ChangeCharter, type CharterChange } from './change-charter.ts';
export { charterDiff } from './charter-diff.ts';
export { charterChecks, type FrozenCharters } from './charter-checks.ts';
export { CloseDuePledging } from './close-due-pledging.ts';
export { ClosePool, type ClosePoolParams } from './close-pool.ts';
export { Closing } from './closing.ts';
export { Contribution, type ContributionState, type RejectionReason } from './contribution.ts';
export { CountPledges } from './count-pledges.ts';
export { DigestKeyring } from './digest-keyring.ts';
export * from './errors.ts';
export { EvaluateNextContribution } from './evaluate-next-contribution.ts';
export { FinishClosing } from './finish-closing.ts';
export { FoundPool, type FoundPoolParams } from './found-pool.ts';
export { GivePledge, type PledgeGift } from './give-pledge.ts';
export { LeaveByReserve } from './leave-by-reserve.ts';
export { Members } from './members.ts';
export { OpenFoundingVote } from './open-founding-vote.ts';
export { OptIn, type OptInAct } from './opt-in.ts';
export { Pledge } from './pledge.ts';
export { Pledgers } from './pledgers.ts';
export { Pool, type Pledged, type PoolState } from './pool.ts';
export type {
  Buyers,
  Charters,
  Claimed,
  Closings,
  ContributionCounts,
  Contributions,
  DigestKeys,
  Grounds,
  HeldContribution,
  OptedIn,
  OptIns,
  Pledges,
  PoolClosingHandler,
  Pools,
  PurchasesAsked,
  Renewed,
  Reserves,
  TextDigests,
} from './ports.ts';
export { POOL_MEMBERS, poolAudiences } from './pool-audience.ts';
export { POWER_BASES, type Holding, type PowerBasis, type PowerRule } from './power.ts';
export {
  OPTIONAL_MICROS,
  priceOf,
  pricesOf,
  unitsPriceOf,
  type OptionalPrices,
  type Prices,
  type Units,
} from './prices.ts';
export { ProposeAsMember, type MemberProposal } from './propose-as-member.ts';
export { ProposePool, type PoolPitch } from './propose-pool.ts';
export { ReadCountedRecords, type CountedRecord } from './read-counted-records.ts';
export { RenewContributions } from './renew-contributions.ts';
export { RemoveBuilder } from './remove-builder.ts';
export { Reserve, signedReserve, type ReserveTerms } from './reserve.ts';
export { RefusePledge } from './refuse-pledge.ts';
export type { ReleaseMode, Scope, ScopeBounds, ScopeStream } from './scope.ts';
export { SetReserve, type ReserveAct } from './set-reserve.ts';
export { StartFoundingVote } from './start-founding-vote.ts';
export { TakeScope } from './take-scope.ts';
export { plainTerms, readPlainTerms, termsJson, type Terms } from './terms.ts';
export { WithdrawContributions } from './withdraw-contributions.ts';
export { WithdrawPledge } from './withdraw-pledge.ts';

export type PoolsErrorCode = CodesOf<typeof errors>;
