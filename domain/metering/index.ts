import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export { AdmitDelivery } from './admit-delivery.ts';
export { ApiKey } from './api-key.ts';
export { AuthenticateGateway } from './authenticate-gateway.ts';
export type { AuditedEvent, ChargedUsage, ChargeTerms } from './charged-usage.ts';
export { CheckProbes } from './check-probes.ts';
export { CreateApiKey } from './create-api-key.ts';
export {
  GatewayRateExceeded,
  GatewayRevoked,
  GatewaySuspended,
  GatewayUnknown,
  InboxFull,
  ProbeExists,
} from './errors.ts';
export { fundedSubject, FundPayer } from './fund-payer.ts';
export { Gateway, type GatewayKind, type SequenceGap, type Suspension } from './gateway.ts';
export { GatewayRights } from './gateway-rights.ts';
export { InboxGauge, type InboxLimits } from './inbox-gauge.ts';
export { IntrospectApiKey, type CallTerms, type Introspection } from './introspect-api-key.ts';
export { Licence } from './licence.ts';
export { LicenseGateway } from './license-gateway.ts';
export { OpenServedArtefact } from './open-served-artefact.ts';
export type {
  Licences,
  ParkedUsage,
  Probes,
  Replays,
  SequenceGaps,
  UsageRefusals,
  UsageStates,
  WaitingUsage,
} from './oversight-ports.ts';
export { InboxMetrics, QueueMetrics, type InboxAge } from './inbox-metrics.ts';
export { meteringChecks, type MeteringRule } from './metering-checks.ts';
export type {
  ApiKeys,
  Gateways,
  FundedPayers,
  Inbox,
  ParkedEvent,
  RefusedEvent,
  ReplayedEvent,
  StoredEvent,
  UsageQueue,
} from './ports.ts';
export { QueueDrained, type QueueLag, type ShardBacklog } from './queue-drained.ts';
export { Probe, PROBE_TOLERANCE_MS, type ProbedUnits, type ProbeState, type ReportedCall } from './probe.ts';
export { RecordProbe, type ProbeCommand } from './record-probe.ts';
export { RecordUsage, type ReportingGateway, type UsageResult } from './record-usage.ts';
export { UsageRefusal, type MalformedEvent, type RefusalCount } from './refusal.ts';
export { RegisterGateway, type RegisteredGateway } from './register-gateway.ts';
export { RememberedFacts, RememberedKeys } from './remembered-facts.ts';
export { ReplayUsage, type ReplayCommand, type Replayed } from './replay-usage.ts';
export { MAX_REPLAYED, Replay, type ReplayResult } from './replay.ts';
export { ResumeGateway } from './resume-gateway.ts';
export { RetryUnfunded } from './retry-unfunded.ts';
export { RevokeApiKey } from './revoke-api-key.ts';
export { RevokeGateway } from './revoke-gateway.ts';
export { RevokeLicence } from './revoke-licence.ts';
export { RotateGatewaySecret } from './rotate-gateway-secret.ts';
export { SuspendGateway } from './suspend-gateway.ts';
export {
  eventKey,
  FUTURE_TOLERANCE_MS,
  InboxEvent,
  inboxIdIn,
  MAX_AGE_MS,
  usageJournalKey,
  type InboxState,
  type RefusalCode,
  type Payer,
  type UsageEvent,
  type UsageToPost,
} from './usage-event.ts';
export type { CallSums, TakenForCalls, UsedCalls } from './call-sums.ts';
export { VerifyDelivery } from './verify-delivery.ts';
export { WatchSequences } from './watch-sequences.ts';
export { WatchedGap } from './watched-gap.ts';

export type MeteringErrorCode = CodesOf<typeof errors>;
