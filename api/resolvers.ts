import 'reflect-metadata';
import { CapTableResolver, ValuationResolver } from './attribution/index.ts';
import { AuditResolver } from './audit/index.ts';
import {
  BalanceRefundResolver,
  BillingDetailsResolver,
  InvoiceLineFields,
  InvoiceResolver,
  PaymentProviderResolver,
  PaymentRefusalFields,
  PaymentResolver,
  ReceiptResolver,
} from './billing/index.ts';
import { CaseDeskResolver, CaseFields, CaseResolver, CaseStepFields, EvidenceFields } from './cases/index.ts';
import { AccessLogResolver, ConsentResolver } from './consents/index.ts';
import {
  BallotFields,
  GuardianResolver,
  LiveVoteResolver,
  ProposalFields,
  ProposalResolver,
  StrikeResolver,
  DelegationResolver,
  VoteResolver,
} from './governance/index.ts';
import {
  KeyResolver,
  OperatorResolver,
  PersonResolver,
  RecoveryFields,
  RecoveryResolver,
  SessionFields,
  SessionResolver,
  SignUpResolver,
  ViewerResolver,
} from './identity/index.ts';
import { ImportResolver } from './imports/index.ts';
import { MandateResolver, SpendingLimitResolver, TicketResolver } from './mandates/index.ts';
import { ModelsResolver, ModelStateResolver, RepricingResolver } from './models/index.ts';
import {
  CharterFields,
  ContributionFields,
  PledgeResolver,
  PoolFields,
  PoolResolver,
  ProposingResolver,
  ReserveResolver,
} from './pools/index.ts';
import { JournalResolver } from './ledger/index.ts';
import { NoticeFields, NoticeInboxFields, NoticeResolver, ReceivedNoticeFields } from './notices/index.ts';
import {
  BatchResolver,
  DestinationResolver,
  DisclosureFields,
  PayoutFields,
  PayoutQueueResolver,
  PayoutResolver,
} from './payouts/index.ts';
import {
  ApiKeyResolver,
  GapResolver,
  GatewayResolver,
  GatewayRightsResolver,
  LicenceFields,
  ParkedResolver,
  ProbeResolver,
  RefusalCountFields,
  RefusalResolver,
  ReplayFields,
} from './metering/index.ts';
import {
  ActsResolver,
  DrawResolver,
  EarningsResolver,
  ExplanationResolver,
  MoneyResolver,
  PeriodResolver,
  PotFields,
  StatementLineFields,
  StatementResolver,
  UsageResolver,
  TreasuryResolver,
} from './revenue/index.ts';
import type { ResolverClass } from './schema.ts';
import { InstanceResolver } from './shared/instance.ts';
import { NodeResolver } from './shared/node.ts';
import { TrainingResolver } from './training/index.ts';
import { DatasetResolver } from './vaults/index.ts';

/**
 * Every resolver class, so that the schema can be printed without a database. A test fails when a class that a
 * context wires is missing here.
 */
export const RESOLVER_CLASSES: readonly ResolverClass[] = [
  NodeResolver,
  InstanceResolver,
  // identity
  ViewerResolver,
  SessionFields,
  RecoveryFields,
  SignUpResolver,
  SessionResolver,
  KeyResolver,
  RecoveryResolver,
  PersonResolver,
  OperatorResolver,
  // notices
  NoticeResolver,
  NoticeInboxFields,
  ReceivedNoticeFields,
  NoticeFields,
  // governance
  ProposalResolver,
  BallotFields,
  GuardianResolver,
  LiveVoteResolver,
  ProposalFields,
  DelegationResolver,
  StrikeResolver,
  VoteResolver,
  // consents
  ConsentResolver,
  AccessLogResolver,
  // vaults
  DatasetResolver,
  // imports
  ImportResolver,
  // pools
  PoolResolver,
  ProposingResolver,
  ReserveResolver,
  PoolFields,
  CharterFields,
  PledgeResolver,
  ContributionFields,
  // training
  TrainingResolver,
  // attribution
  CapTableResolver,
  ValuationResolver,
  // models
  ModelsResolver,
  ModelStateResolver,
  RepricingResolver,
  // audit
  AuditResolver,
  // mandates
  MandateResolver,
  TicketResolver,
  SpendingLimitResolver,
  // ledger
  JournalResolver,
  // metering
  GatewayResolver,
  GatewayRightsResolver,
  LicenceFields,
  RefusalResolver,
  RefusalCountFields,
  ParkedResolver,
  ReplayFields,
  GapResolver,
  ProbeResolver,
  ApiKeyResolver,
  // revenue
  EarningsResolver,
  DrawResolver,
  MoneyResolver,
  TreasuryResolver,
  UsageResolver,
  // billing
  PaymentResolver,
  PaymentProviderResolver,
  PaymentRefusalFields,
  ReceiptResolver,
  InvoiceResolver,
  InvoiceLineFields,
  BillingDetailsResolver,
  BalanceRefundResolver,
  // payouts
  DestinationResolver,
  PayoutResolver,
  PayoutFields,
  PayoutQueueResolver,
  BatchResolver,
  DisclosureFields,
  PeriodResolver,
  StatementResolver,
  StatementLineFields,
  ExplanationResolver,
  PotFields,
  ActsResolver,
  // cases
  CaseResolver,
  CaseFields,
  CaseStepFields,
  EvidenceFields,
  CaseDeskResolver,
];
