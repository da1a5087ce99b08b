import 'reflect-metadata';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { BalanceRefund, BalanceRefundState } from '../../domain/billing/index.ts';
import { BigIntString, connectionOf, DateTime, enumOf, MutationInput, Node, Payload } from '../shared/index.ts';

const BalanceRefundStateEnum = enumOf<BalanceRefundState>(
  {
    requested: 'It has left the balance and waits for an operator to approve it.',
    approved: 'It waits for another operator to pay it out.',
    settled: 'It was paid out.',
    returned: 'It could not be paid out, and is on the balance again.',
  },
  { name: 'BalanceRefundState', description: 'Where a refund of unused balance stands.' },
);

@ObjectType('BalanceRefund', { description: 'Unused prepaid money that its customer wants back.', implements: Node })
export class BalanceRefundType implements Pick<
  BalanceRefund,
  'currency' | 'amountMicros' | 'state' | 'requestedAt' | 'approvedAt' | 'closedAt' | 'evidence'
> {
  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'How much, in micros.' })
  amountMicros!: bigint;

  @Field(() => BalanceRefundStateEnum, { description: 'Where it stands.' })
  state!: BalanceRefundState;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  requestedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When an operator approved it.' })
  approvedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was paid out or returned.' })
  closedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'The provider’s reference, or why it was returned.' })
  evidence!: string | null;
}

export const { Connection: BalanceRefundConnection } = connectionOf(BalanceRefundType, 'BalanceRefund');

@InputType({ description: 'How much to pay back.' })
export class RequestBalanceRefundInput extends MutationInput {
  @Field(() => String, { description: 'ISO 4217 code, such as `EUR`.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'How much, in micros; more than zero, at most `refundableMicros`.' })
  amountMicros!: bigint;

  @Field(() => ID, {
    description: 'The client’s own key for this refund, 1 to 100 characters: sent again, it counts no second time.',
  })
  idempotencyKey!: string;
}

@InputType({ description: 'Which refund may be paid out.' })
export class ApproveBalanceRefundInput extends MutationInput {
  @Field(() => ID, { description: 'A requested refund.' })
  refundId!: string;
}

@InputType({ description: 'Which refund was paid out, and by what evidence.' })
export class SettleBalanceRefundInput extends MutationInput {
  @Field(() => ID, { description: 'A refund that another operator approved.' })
  refundId!: string;

  @Field(() => String, { description: 'What the payment provider calls the payment: 1 to 200 characters.' })
  providerReference!: string;
}

@InputType({ description: 'Which refund could not be paid out, and why.' })
export class ReturnBalanceRefundInput extends MutationInput {
  @Field(() => ID, { description: 'A requested refund, or one that another operator approved.' })
  refundId!: string;

  @Field(() => String, { description: 'What the customer is told: 1 to 200 characters.' })
  reason!: string;
}

@ObjectType({ description: 'The refund; the first one, when the key came again.', implements: Payload })
export class RequestBalanceRefundPayload extends Payload {
  @Field(() => BalanceRefundType, { nullable: true, description: 'The refund.' })
  refund?: BalanceRefund | null;
}

@ObjectType({ description: 'The approved refund.', implements: Payload })
export class ApproveBalanceRefundPayload extends Payload {
  @Field(() => BalanceRefundType, { nullable: true, description: 'The refund.' })
  refund?: BalanceRefund | null;
}

@ObjectType({ description: 'The settled refund.', implements: Payload })
export class SettleBalanceRefundPayload extends Payload {
  @Field(() => BalanceRefundType, { nullable: true, description: 'The refund.' })
  refund?: BalanceRefund | null;
}

@ObjectType({ description: 'The returned refund.', implements: Payload })
export class ReturnBalanceRefundPayload extends Payload {
  @Field(() => BalanceRefundType, { nullable: true, description: 'The refund.' })
  refund?: BalanceRefund | null;
}
