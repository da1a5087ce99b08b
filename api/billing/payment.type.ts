import 'reflect-metadata';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Payment, PaymentOrigin, PaymentReversal, Prepaid } from '../../domain/billing/index.ts';
import { BigIntString, connectionOf, DateTime, enumOf, MutationInput, Node, Payload } from '../shared/index.ts';

const PaymentOriginEnum = enumOf<PaymentOrigin>(
  { operator: 'An operator recorded it by hand.', provider: 'A payment provider reported it.' },
  { name: 'PaymentOrigin', description: 'How a payment became known here.' },
);

@ObjectType('PaymentReversal', { description: 'A payment that its provider took back.', simpleResolvers: true })
export class PaymentReversalType implements Pick<PaymentReversal, 'amountMicros' | 'takenMicros' | 'createdAt'> {
  @Field(() => BigIntString, { description: 'The whole payment, in micros.' })
  amountMicros!: bigint;

  @Field(() => BigIntString, { description: 'What came off the balance, in micros; the rest is owed since then.' })
  takenMicros!: bigint;

  @Field(() => DateTime, { description: 'When.' })
  createdAt!: Date;
}

@ObjectType('Payment', { description: 'Money that came from outside to a customer’s balance.', implements: Node })
export class PaymentType implements Pick<Payment, 'currency' | 'amountMicros' | 'origin' | 'reference' | 'createdAt'> {
  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'How much, in micros.' })
  amountMicros!: bigint;

  @Field(() => PaymentOriginEnum, { description: 'How it became known here.' })
  origin!: PaymentOrigin;

  @Field(() => String, { nullable: true, description: 'What the payment provider calls it.' })
  reference!: string | null;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  createdAt!: Date;
}

export const { Connection: PaymentConnection } = connectionOf(PaymentType, 'Payment');

@ObjectType('PrepaidBalance', { description: 'Where a customer’s prepaid money stands.', simpleResolvers: true })
export class PrepaidBalanceType implements Prepaid {
  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'What can be spent, in micros.' })
  balanceMicros!: bigint;

  @Field(() => BigIntString, { description: 'What open tickets hold, in micros.' })
  heldMicros!: bigint;

  @Field(() => BigIntString, {
    description: 'What is owed since a payment was taken back, in micros. All money that comes in goes there first.',
  })
  owedMicros!: bigint;

  @Field(() => BigIntString, { description: 'What can be asked back now, in micros.' })
  refundableMicros!: bigint;
}

@ObjectType('TopUp', { description: 'Money that came from outside to a customer’s balance.', simpleResolvers: true })
export class TopUpType implements Pick<Payment, 'currency' | 'amountMicros' | 'createdAt'> {
  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'How much, in micros.' })
  amountMicros!: bigint;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  createdAt!: Date;
}

@InputType({ description: 'Money that came in, and for whom.' })
export class TopUpInput extends MutationInput {
  @Field(() => ID, { description: 'The user whose balance grows.' })
  customerId!: string;

  @Field(() => String, { description: 'ISO 4217 code, such as `EUR`.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'How much, in micros; more than zero.' })
  amountMicros!: bigint;

  @Field(() => ID, {
    description:
      'The operator’s own key for this payment, such as an invoice number: sent again, it counts no second time.',
  })
  idempotencyKey!: string;
}

@ObjectType({ description: 'The recorded top-up.', implements: Payload })
export class TopUpPayload extends Payload {
  @Field(() => TopUpType, { nullable: true, description: 'The top-up; the first one, when the key came again.' })
  topUp?: Payment | null;
}
