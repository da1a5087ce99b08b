import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export { AddEvidence, type EvidenceCommand } from './add-evidence.ts';
export { AuditCases } from './audit-cases.ts';
export { CarryOut } from './carry-out.ts';
export { CaseMetrics } from './case-metrics.ts';
export { CaseStep, type CaseStepKind } from './case-step.ts';
export * from './case.ts';
export { ClaimRefund, type ClaimCommand } from './claim-refund.ts';
export { ConfirmCase, type ConfirmCommand } from './confirm-case.ts';
export { canonicalLegs, correctionDigest, correctionKey } from './correction.ts';
export { DecideCase, type DecideCommand } from './decide-case.ts';
export * from './errors.ts';
export { EscalateCases } from './escalate-cases.ts';
export { caseSubject } from './events.ts';
export { Evidence } from './evidence.ts';
export { maySee } from './locked-case.ts';
export type { CaseCount, CaseFilter, Cases, CaseSteps, EvidenceEntries, PaidCase } from './ports.ts';
export { PreviewDecision } from './preview-decision.ts';
export { ProposeCorrection, type CorrectionCommand } from './propose-correction.ts';
export { RaiseMeteringCases } from './raise-metering-cases.ts';
export { RecordCase } from './record-case.ts';
export { RejectCorrection } from './reject-correction.ts';
export type { CaseSettings } from './settings.ts';
export { TakeCase } from './take-case.ts';
export { WithdrawCase } from './withdraw-case.ts';

export type CasesErrorCode = CodesOf<typeof errors>;
