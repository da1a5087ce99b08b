import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';
import type { InboxState } from '../../domain/metering/index.ts';
import type { UsageLine } from '../../domain/revenue/index.ts';
import { UsageStateEnum } from '../metering/index.ts';
import { BigIntString, connectionOf, DateTime } from '../shared/index.ts';

@ObjectType('UsageEvent', { description: 'One metered call of a model version.' })
export class UsageEventType implements Pick<
  UsageLine,
  | 'id'
  | 'queries'
  | 'inputTokens'
  | 'outputTokens'
  | 'seconds'
  | 'occurredAt'
  | 'receivedAt'
  | 'state'
  | 'reason'
  | 'currency'
  | 'chargedMicros'
  | 'refundedMicros'
  | 'free'
> {
  @Field(() => BigIntString, {
    name: 'inboxId',
    description: 'Its place in the inbox: names the call in `explainUsage`.',
  })
  id!: bigint;

  @Field(() => Int, { description: 'How many queries it was.' })
  queries!: number;

  @Field(() => Int, { description: 'How many tokens went in.' })
  inputTokens!: number;

  @Field(() => Int, { description: 'How many tokens came out.' })
  outputTokens!: number;

  @Field(() => Int, { description: 'How many seconds it took.' })
  seconds!: number;

  @Field(() => DateTime, { description: 'When the call was made, as the gateway says.' })
  occurredAt!: Date;

  @Field(() => DateTime, { description: 'When this instance accepted the event.' })
  receivedAt!: Date;

  @Field(() => UsageStateEnum, { description: 'Where it stands.' })
  state!: InboxState;

  @Field(() => String, { nullable: true, description: 'Why it is in quarantine, as a code.' })
  reason!: string | null;

  @Field(() => String, { description: 'ISO 4217 code of its price.' })
  currency!: string;

  @Field(() => BigIntString, {
    nullable: true,
    description: 'What was paid for it, in micros; null until it is posted.',
  })
  chargedMicros!: bigint | null;

  @Field(() => BigIntString, { description: 'What of it was paid back, in micros.' })
  refundedMicros!: bigint;

  @Field(() => Boolean, { description: 'It is posted and cost nothing; `explainUsage` says why.' })
  free!: boolean;
}

export const { Connection: UsageEventConnection } = connectionOf(UsageEventType, 'UsageEvent');
