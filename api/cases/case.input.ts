import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Case, CaseFilter, CaseKind, CaseOutcome, CaseReason, CaseState } from '../../domain/cases/index.ts';
import type { Leg } from '../../domain/ledger/index.ts';
import { BigIntString, MutationInput, Payload } from '../shared/index.ts';
import { CaseKindEnum, CaseOutcomeEnum, CaseReasonEnum, CaseStateEnum } from './case.enums.ts';
import { CaseType } from './case.type.ts';

@InputType('CaseFilterInput', { description: 'Only cases that meet all of these.' })
export class CaseFilterInput implements CaseFilter {
  @Field(() => CaseKindEnum, { nullable: true, description: 'Of this kind.' })
  kind?: CaseKind;

  @Field(() => CaseStateEnum, { nullable: true, description: 'In this state.' })
  state?: CaseState;

  @Field(() => Boolean, { nullable: true, description: 'True: escalated and not ended. False: never escalated.' })
  overdue?: boolean;
}

@InputType({ description: 'Which call of the viewer, and what is wrong with it.' })
export class ClaimInput extends MutationInput {
  @Field(() => BigIntString, { nullable: true, description: 'The call’s place in the inbox, as `usage` shows it.' })
  inboxId?: bigint | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Instead: the ticket of a call that was never reported, and expired.',
  })
  ticketId?: string | null;

  @Field(() => String, { description: 'Why, in 1 to 5000 characters.' })
  statement!: string;
}

@InputType({ description: 'Which case.' })
export class CaseInput extends MutationInput {
  @Field(() => ID, { description: 'The case.' })
  caseId!: string;
}

@InputType({ description: 'What the viewer has to say or to show.' })
export class AddEvidenceInput extends CaseInput {
  @Field(() => String, { description: 'In 1 to 5000 characters.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'An http or https address.' })
  url?: string | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 in hex of a file that the viewer keeps.' })
  digest?: string | null;
}

@InputType({ description: 'Which case to confirm, as it was looked at.' })
export class ConfirmCaseInput extends CaseInput {
  @Field(() => Int, { description: 'Its version.' })
  version!: number;
}

@InputType({ description: 'How a case ends.' })
export class DecideCaseInput extends CaseInput {
  @Field(() => Int, { description: 'The version of the case that was looked at.' })
  version!: number;

  @Field(() => CaseOutcomeEnum, { description: 'How.' })
  outcome!: CaseOutcome;

  @Field(() => CaseReasonEnum, { description: 'Why.' })
  reason!: CaseReason;

  @Field(() => String, { description: 'Why, in words, which the parties can read.' })
  note!: string;

  @Field(() => BigIntString, { nullable: true, description: 'Of a refund, in micros; without, all that is left.' })
  amountMicros?: bigint | null;
}

@InputType('CaseLegInput', { description: 'A signed amount for one account.' })
export class LegInput implements Leg {
  @Field(() => String, { description: 'The key of an account that exists, such as `platform:EUR`.' })
  account!: string;

  @Field(() => BigIntString, { description: 'In micros: positive into the account, negative out of it.' })
  amountMicros!: bigint;
}

@InputType({ description: 'A journal that puts right another one.' })
export class ProposeCorrectionInput extends MutationInput {
  @Field(() => String, { description: 'The key of the journal that was wrong.' })
  journal!: string;

  @Field(() => String, { description: 'Why, in 1 to 5000 characters.' })
  statement!: string;

  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => [LegInput], { description: '2 to 20 legs that sum to zero.' })
  legs!: LegInput[];
}

@InputType({ description: 'Which correction, and the digest of its legs as they were looked at.' })
export class ApproveCorrectionInput extends CaseInput {
  @Field(() => String, { description: 'The digest that the case shows.' })
  digest!: string;
}

@InputType({ description: 'Which correction is refused, and why.' })
export class RejectCorrectionInput extends CaseInput {
  @Field(() => CaseReasonEnum, { description: 'Why.' })
  reason!: CaseReason;

  @Field(() => String, { description: 'Why, in words.' })
  note!: string;
}

@ObjectType({ description: 'The case after the act.', implements: Payload })
export class CasePayload extends Payload {
  @Field(() => CaseType, { nullable: true, description: 'The case as it is now.' })
  case?: Case | null;
}
