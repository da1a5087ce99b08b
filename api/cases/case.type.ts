import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';
import type {
  Case,
  CaseKind,
  CaseOutcome,
  CaseReason,
  CaseState,
  CaseStep,
  CaseStepKind,
  Evidence,
} from '../../domain/cases/index.ts';
import type { Leg } from '../../domain/ledger/index.ts';
import type { Refund, RefundPreview } from '../../domain/revenue/index.ts';
import { BigIntString, connectionOf, DateTime, Node } from '../shared/index.ts';
import {
  CaseKindEnum,
  CaseOutcomeEnum,
  CaseReasonEnum,
  CaseStateEnum,
  CaseStepKindEnum,
  ShareSourceEnum,
} from './case.enums.ts';

@ObjectType('Case', {
  description: 'A question about money or metering that people decide, on record. For its parties and operators.',
  implements: Node,
})
export class CaseType implements Pick<
  Case,
  | 'kind'
  | 'subject'
  | 'statement'
  | 'openedAt'
  | 'deadlineAt'
  | 'escalatedAt'
  | 'state'
  | 'version'
  | 'outcome'
  | 'reason'
  | 'needsSecond'
  | 'amountMicros'
  | 'currency'
  | 'digest'
  | 'endedAt'
> {
  @Field(() => CaseKindEnum, { description: 'What it is about.' })
  kind!: CaseKind;

  @Field(() => String, {
    description: 'About which: `usage:<inboxId>`, `ticket-expired:<id>`, a journal, `gap:<id>` or `probe:<id>`.',
  })
  subject!: string;

  @Field(() => String, { description: 'What its opener says.' })
  statement!: string;

  @Field(() => DateTime, { description: 'When it was opened.' })
  openedAt!: Date;

  @Field(() => DateTime, { description: 'By when it is to end; after that it is escalated, and stays open.' })
  deadlineAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was escalated.' })
  escalatedAt!: Date | null;

  @Field(() => CaseStateEnum, { description: 'How far it is.' })
  state!: CaseState;

  @Field(() => Int, { description: 'One more with each step; an operator decides about the version they have seen.' })
  version!: number;

  @Field(() => CaseOutcomeEnum, { nullable: true, description: 'What was decided; it has happened once it is closed.' })
  outcome!: CaseOutcome | null;

  @Field(() => CaseReasonEnum, { nullable: true, description: 'Why.' })
  reason!: CaseReason | null;

  @Field(() => Boolean, { description: 'Whether a second operator must confirm what was decided.' })
  needsSecond!: boolean;

  @Field(() => BigIntString, { nullable: true, description: 'What is paid back, in micros.' })
  amountMicros!: bigint | null;

  @Field(() => String, { nullable: true, description: 'ISO 4217 code, where it is about money.' })
  currency!: string | null;

  @Field(() => String, { nullable: true, description: 'Of the legs of a correction: what its approval names.' })
  digest!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ended.' })
  endedAt!: Date | null;
}

export const { Connection: CaseConnection } = connectionOf(CaseType, 'Case');

@ObjectType('CaseStep', { description: 'One thing that happened to a case. Never changed.' })
export class CaseStepType implements Pick<CaseStep, 'version' | 'kind' | 'state' | 'note' | 'at'> {
  @Field(() => Int, { description: 'The version of the case after it.' })
  version!: number;

  @Field(() => CaseStepKindEnum, { description: 'What.' })
  kind!: CaseStepKind;

  @Field(() => CaseStateEnum, { description: 'How far the case was after it.' })
  state!: CaseState;

  @Field(() => String, { nullable: true, description: 'What was said about it.' })
  note!: string | null;

  @Field(() => DateTime, { description: 'When.' })
  at!: Date;
}

@ObjectType('CaseEvidence', { description: 'What somebody had to say or to show. Never changed.' })
export class EvidenceType implements Pick<Evidence, 'text' | 'url' | 'digest' | 'addedAt'> {
  @Field(() => String, { description: 'In words.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'Where more is to be seen.' })
  url!: string | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 in hex of a file that its author keeps.' })
  digest!: string | null;

  @Field(() => DateTime, { description: 'When.' })
  addedAt!: Date;
}

@ObjectType('CaseLeg', { description: 'A signed amount for one account. For operators.', simpleResolvers: true })
export class LegType implements Leg {
  @Field(() => String, { description: 'The key of the account.' })
  account!: string;

  @Field(() => BigIntString, { description: 'In micros: positive into the account, negative out of it.' })
  amountMicros!: bigint;
}

@ObjectType('CorrectionLeg', { description: 'A leg of a correction. For operators.', simpleResolvers: true })
export class CorrectionLegType extends LegType {
  @Field(() => BigIntString, { description: 'What is in the account now, in micros.' })
  balanceMicros!: bigint;
}

@ObjectType('RefundPreview', {
  description: 'What a refund would move if it were made now. For operators.',
  simpleResolvers: true,
})
export class RefundPreviewType implements RefundPreview {
  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'What the customer would get, in micros.' })
  amountMicros!: bigint;

  @Field(() => ShareSourceEnum, { description: 'Who would give the owners’ share back.' })
  shareFrom!: Refund['shareFrom'];

  @Field(() => [LegType], { description: 'The journal that would be posted.' })
  legs!: readonly Leg[];
}
