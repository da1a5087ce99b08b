import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';
import type { InboxState } from '../../domain/metering/index.ts';
import type { UsageLine } from '../../domain/revenue/index.ts';
import { UsageStateEnum } from '../metering/index.ts';
import { BigIntString, connectionOf, DateTime } from '../shared/index.ts';

@ObjectType('UsageEvent', { description: 'One metered call of a model version.' })
export class UsageEventType implements Pick<
  UsageLine,
  'queries' | 'occurredAt' | 'receivedAt' | 'state' | 'reason' | 'currency' | 'chargedMicros'
> {
  @Field(() => Int, { description: 'How many queries it was.' })
  queries!: number;

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
}

export const { Connection: UsageEventConnection } = connectionOf(UsageEventType, 'UsageEvent');
