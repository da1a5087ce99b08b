import { casesNodes, casesResolvers } from '../api/cases/index.ts';
import {
  AddEvidence,
  AuditCases,
  CarryOut,
  CaseMetrics,
  ClaimRefund,
  ConfirmCase,
  DecideCase,
  EscalateCases,
  PreviewDecision,
  ProposeCorrection,
  RaiseMeteringCases,
  RecordCase,
  RejectCorrection,
  TakeCase,
  WithdrawCase,
} from '../domain/cases/index.ts';
import { OtherHands } from '../domain/identity/index.ts';
import { postgresCases } from '../infra/postgres/cases/index.ts';
import { postgresLedger } from '../infra/postgres/ledger/index.ts';
import { PostgresSnapshots } from '../infra/postgres/snapshots.ts';
import type { Identity } from './identity.ts';
import type { Money } from './money.ts';
import type { Notices } from './notices.ts';
import type { Ground, Wired } from './parts.ts';

/** What cases decide about: calls, gateways and the books. */
type Decided = Pick<
  Money,
  | 'accounts'
  | 'journals'
  | 'postJournals'
  | 'previewRefund'
  | 'refundUsage'
  | 'fundPayer'
  | 'suspendGateway'
  | 'sequenceGaps'
  | 'probes'
>;

export function wireCases(
  { transactions: tx, dataSource, config }: Ground,
  { persons }: Identity,
  { announce }: Pick<Notices, 'announce'>,
  money: Decided,
) {
  const kept = postgresCases(dataSource);
  const { cases, evidence } = kept;
  const { caseDeadlineMs: deadlineMs, soloRefundMicros, suspendOnGap } = config;
  const settings = { deadlineMs, soloRefundMicros, suspendOnGap };
  const { accounts, journals, postJournals, previewRefund, refundUsage, fundPayer, suspendGateway } = money;
  const hands = new OtherHands(persons);
  const record = new RecordCase(cases, kept.caseSteps, announce);
  const carryOut = new CarryOut(cases, refundUsage, suspendGateway, postJournals, fundPayer);
  const { sequenceGaps, probes } = money;
  const context = {
    ...kept,
    accounts,
    journals,
    claimRefund: new ClaimRefund(settings, tx, cases, previewRefund, record),
    addEvidence: new AddEvidence(tx, cases, evidence),
    withdrawCase: new WithdrawCase(tx, cases, record),
    takeCase: new TakeCase(tx, cases, hands, record),
    previewDecision: new PreviewDecision(tx, cases, previewRefund),
    decideCase: new DecideCase(settings, tx, cases, previewRefund, hands, carryOut, record),
    confirmCase: new ConfirmCase(tx, cases, hands, carryOut, record),
    proposeCorrection: new ProposeCorrection(settings, tx, cases, accounts, journals, hands, record),
    rejectCorrection: new RejectCorrection(tx, cases, hands, record),
    escalateCases: new EscalateCases(tx, cases, record),
    raiseMeteringCases: new RaiseMeteringCases(settings, tx, cases, sequenceGaps, probes, suspendGateway, record),
    auditCases: new AuditCases(new PostgresSnapshots(dataSource), cases, postgresLedger(dataSource).bookReader),
  };
  const wired: Wired = {
    resolvers: casesResolvers(context),
    nodes: casesNodes(context),
    metrics: [new CaseMetrics(cases)],
    jobs: [
      { name: 'escalate cases', job: () => context.escalateCases.execute(), idleMs: 60_000 },
      {
        name: 'raise metering cases',
        job: () => context.raiseMeteringCases.execute(),
        idleMs: 60_000,
        wakeOn: ['metering.gap.', 'metering.probe.'],
      },
    ],
  };
  return { ...context, wired };
}
