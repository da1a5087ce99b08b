import 'reflect-metadata';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Balance, TopUp } from '../../domain/revenue/index.ts';
import { BigIntString, DateTime, MutationInput, Payload } from '../shared/index.ts';

@ObjectType('Balance', { description: 'What an account of the ledger holds.', simpleResolvers: true })
export class BalanceType implements Balance {
  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'In micros.' })
  balanceMicros!: bigint;
}

@ObjectType('TopUp', { description: 'Money that came from outside to a customer’s balance.', simpleResolvers: true })
export class TopUpType implements Pick<TopUp, 'currency' | 'amountMicros' | 'createdAt'> {
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
  topUp?: TopUp | null;
}
