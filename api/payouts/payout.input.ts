import 'reflect-metadata';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type {
  EarnedSource,
  HoldReason,
  Payout,
  PayoutFilter,
  PayoutSource,
  PayoutState,
  ReturnReason,
} from '../../domain/payouts/index.ts';
import { BigIntString, MutationInput, Payload } from '../shared/index.ts';
import {
  EarnedSourceEnum,
  HoldReasonEnum,
  PayoutSourceEnum,
  PayoutStateEnum,
  PayoutType,
  ReturnReasonEnum,
} from './payout.type.ts';

@InputType({ description: 'How much to take out of which wallet.' })
export class RequestPayoutInput extends MutationInput {
  @Field(() => EarnedSourceEnum, { description: 'The wallet.' })
  source!: EarnedSource;

  @Field(() => String, { description: 'ISO 4217 code, one of the instance’s currencies.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'How much, in micros: whole cents, or what the currency’s least unit is.' })
  amountMicros!: bigint;

  @Field(() => ID, {
    description: 'The client’s own key for this payout, 1 to 100 characters: sent again, it takes out no second time.',
  })
  idempotencyKey!: string;
}

@InputType({ description: 'Which payout.' })
export class PayoutInput extends MutationInput {
  @Field(() => ID, { description: 'The payout.' })
  payoutId!: string;
}

@InputType({ description: 'Which payout to hold, and why.' })
export class HoldPayoutInput extends PayoutInput {
  @Field(() => HoldReasonEnum, { description: 'Why; its payee sees it.' })
  reason!: HoldReason;
}

@InputType({ description: 'Which payout has arrived.' })
export class SettlePayoutInput extends PayoutInput {
  @Field(() => String, { nullable: true, description: 'How the bank names the payment, at most 140 characters.' })
  reference?: string | null;
}

@InputType({ description: 'Which payout came back, and why.' })
export class ReturnPayoutInput extends PayoutInput {
  @Field(() => ReturnReasonEnum, { description: 'Why; its payee sees it.' })
  reason!: ReturnReason;

  @Field(() => String, { nullable: true, description: 'How the bank names the payment, at most 140 characters.' })
  reference?: string | null;
}

@InputType({ description: 'Only payouts for which all that is given holds.' })
export class PayoutFilterInput implements Omit<PayoutFilter, 'id' | 'batchId'> {
  @Field(() => String, {
    nullable: true,
    description: 'With this `orderId`, as a bank statement or a provider names it.',
  })
  orderId?: string;

  @Field(() => PayoutStateEnum, { nullable: true, description: 'In this state.' })
  state?: PayoutState;

  @Field(() => Boolean, { nullable: true, description: 'Held, or not held.' })
  held?: boolean;

  @Field(() => String, { nullable: true, description: 'In this currency.' })
  currency?: string;

  @Field(() => PayoutSourceEnum, { nullable: true, description: 'From such a wallet.' })
  source?: PayoutSource;

  @Field(() => ID, { nullable: true, description: 'In this batch.' })
  batchId?: string;
}

@ObjectType({ description: 'The payout after the act.', implements: Payload })
export class PayoutPayload extends Payload {
  @Field(() => PayoutType, { nullable: true, description: 'The payout as it is now.' })
  payout?: Payout | null;
}
