import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export { ApiKey } from './api-key.ts';
export { AuthenticateGateway } from './authenticate-gateway.ts';
export type { AuditedEvent, ChargedUsage, ChargeTerms } from './charged-usage.ts';
export { CreateApiKey } from './create-api-key.ts';
export { fundedSubject, FundPayer } from './fund-payer.ts';
export { GatewayUnknown, SignatureInvalid } from './errors.ts';
export { Gateway, type GatewaySecret, type SequenceGap } from './gateway.ts';
export { InboxMetrics, QueueMetrics, type InboxAge } from './inbox-metrics.ts';
export { IntrospectApiKey, type Introspection } from './introspect-api-key.ts';
export { meteringChecks, type MeteringRule } from './metering-checks.ts';
export type {
  ApiKeys,
  Gateways,
  FundedPayers,
  Inbox,
  ParkedEvent,
  RefusedEvent,
  SignedDelivery,
  StoredEvent,
  UsageQueue,
  WebhookSignatures,
} from './ports.ts';
export { QueueDrained, type QueueLag, type ShardBacklog } from './queue-drained.ts';
export { RecordUsage, type UsageResult } from './record-usage.ts';
export { RegisterGateway, type RegisteredGateway } from './register-gateway.ts';
export { RevokeApiKey } from './revoke-api-key.ts';
export { RevokeGateway } from './revoke-gateway.ts';
export { RotateGatewaySecret } from './rotate-gateway-secret.ts';
export {
  eventKey,
  FUTURE_TOLERANCE_MS,
  InboxEvent,
  MAX_AGE_MS,
  usageJournalKey,
  type InboxState,
  type RefusalCode,
  type Payer,
  type UsageEvent,
  type UsageToPost,
} from './usage-event.ts';
export { VerifyDelivery } from './verify-delivery.ts';

export type MeteringErrorCode = CodesOf<typeof errors>;
