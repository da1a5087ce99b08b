import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export { Attempt, type AttemptOutcome, type ProviderAnswer } from './attempt.ts';
export { AuditPayouts } from './audit-payouts.ts';
export { BatchDisclosure, PayoutBatch, type BatchState } from './batch.ts';
export { CancelDestination } from './cancel-destination.ts';
export { CancelPayout } from './cancel-payout.ts';
export { CreateBatch } from './create-batch.ts';
export { DecidePayout } from './decide-payout.ts';
export {
  canonicalDetails,
  destinationDigest,
  type DestinationDetails,
  type DestinationKind,
} from './destination-details.ts';
export { DestinationToSign } from './destination-to-sign.ts';
export { Destination } from './destination.ts';
export { DiscardBatch } from './discard-batch.ts';
export { EndPayout } from './end-payout.ts';
export {
  BatchChanged,
  BatchDigestWrong,
  BatchStateWrong,
  CallbackConflict,
  CallbackUnsigned,
  DestinationMissing,
  DestinationWaiting,
  NothingDue,
  OwnPayout,
  PayoutBelowMinimum,
  PayoutStateWrong,
  PayoutUnderWay,
  SameHands,
} from './errors.ts';
export { HoldPayout } from './hold-payout.ts';
export { decimalAmount } from './minor-unit.ts';
export { OpenPayout, type PayoutAsk } from './open-payout.ts';
export { Orders } from './orders.ts';
export { journalsOf } from './payout-journals.ts';
export type { PayoutOrder } from './payout-order.ts';
export { PayoutStep, type StepKind } from './payout-step.ts';
export {
  cancelled,
  ended,
  held,
  letGoOn,
  Payout,
  sent,
  type Ending,
  type HoldReason,
  type PayoutRoute,
  type PayoutSource,
  type PayoutState,
  type ReturnReason,
} from './payout.ts';
export type {
  Attempts,
  Batches,
  BatchFile,
  Callbacks,
  Destinations,
  ManualProvider,
  PayableClaims,
  PayoutFilter,
  PayoutProvider,
  Payouts,
  PayoutSteps,
  WebhookProvider,
} from './ports.ts';
export { ReadBatchFile } from './read-batch-file.ts';
export { ReadWallets, type Wallet } from './read-wallets.ts';
export { RecordMoves } from './record-moves.ts';
export { ReleaseBatch } from './release-batch.ts';
export { ReleasePayout } from './release-payout.ts';
export { RequestPayout, type EarnedSource } from './request-payout.ts';
export { delayMs, MOST_TRIES } from './retry.ts';
export { SendDuePayouts } from './send-due-payouts.ts';
export { SetDestination } from './set-destination.ts';
export { DESTINATION_WAIT_MS, minimumOf, type PayoutSettings } from './settings.ts';
export { TakeCallback, type PayoutCallback } from './take-callback.ts';
export { VerifyCallback } from './verify-callback.ts';

export type PayoutsErrorCode = CodesOf<typeof errors>;
