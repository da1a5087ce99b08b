import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { ModelCall } from '../../domain/revenue/index.ts';
import { BigIntString, connectionOf, DateTime } from '../shared/index.ts';

@ObjectType('ModelCall', { description: 'A posted call as the owners of its version see it: by nobody in particular.' })
export class ModelCallType implements ModelCall {
  @Field(() => BigIntString, { description: 'Names the call in `explainUsage`.' })
  inboxId!: bigint;

  @Field(() => DateTime, { description: 'When it was made, as the gateway says.' })
  occurredAt!: Date;

  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'What was paid for it, in micros.' })
  priceMicros!: bigint;

  @Field(() => BigIntString, { description: 'What of it is the owners’, in micros.' })
  shareMicros!: bigint;

  @Field(() => BigIntString, { description: 'What refunds took back from the pot, in micros.' })
  refundedShareMicros!: bigint;
}

export const { Connection: ModelCallConnection } = connectionOf(ModelCallType, 'ModelCall');
