import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';
import type { InboxState } from '../../domain/metering/index.ts';
import type { ModelVersion } from '../../domain/models/index.ts';
import type { Charge, OwnerPart, Paid, Refund, Revenue, UsageExplanation } from '../../domain/revenue/index.ts';
import { UsageStateEnum } from '../metering/index.ts';
import { ModelVersionType } from '../models/index.ts';
import { BigIntString, DateTime, enumOf } from '../shared/index.ts';
import { ChargeType } from './charge.type.ts';

const ShareToEnum = enumOf<Paid['shareTo']>(
  {
    pot: 'Into the pot of the version.',
    unallocated: 'To nobody: the version had been shared out before the call was charged.',
  },
  { name: 'ShareTo', description: 'Where the owners’ share of a call went.' },
);

const ShareFromEnum = enumOf<Refund['shareFrom']>(
  {
    pot: 'From the pot: the owners’ lines of that day are lower.',
    reserve: 'From the platform’s reserve, since the share was the owners’ for good.',
    unallocated: 'From where it was nobody’s.',
  },
  { name: 'ShareFrom', description: 'Who gave the owners’ share of a refund back.' },
);

@ObjectType('UsagePaid', {
  description:
    'Who got the price: fee = floor(price * platformPpm / 1000000), builder likewise, and the owners all the rest.',
})
export class PaidType implements Paid {
  @Field(() => BigIntString, { description: 'What the customer paid, in micros: the sum of the three.' })
  priceMicros!: bigint;

  @Field(() => BigIntString, { description: 'The platform’s fee, in micros.' })
  feeMicros!: bigint;

  @Field(() => BigIntString, { description: 'The builder’s part, in micros.' })
  builderMicros!: bigint;

  @Field(() => BigIntString, { description: 'The owners’ share, in micros.' })
  shareMicros!: bigint;

  @Field(() => ShareToEnum, { description: 'Where the share went.' })
  shareTo!: Paid['shareTo'];

  @Field(() => DateTime, { description: 'When.' })
  postedAt!: Date;
}

@ObjectType('UsageRevenue', { description: 'R of the version around one call, as its journal records it.' })
export class RevenueType implements Revenue {
  @Field(() => BigIntString, { description: 'Before it, in micros.' })
  beforeMicros!: bigint;

  @Field(() => BigIntString, { description: 'After it, in micros.' })
  afterMicros!: bigint;
}

@ObjectType('UsageOwnerPart', { description: 'What one call was for the viewer as an owner.' })
export class OwnerPartType implements OwnerPart {
  @Field(() => BigIntString, { description: 'w: the viewer’s weight.' })
  weight!: bigint;

  @Field(() => BigIntString, { description: 'W: the weight of all owners.' })
  totalWeight!: bigint;

  @Field(() => BigIntString, { description: 'floor(R * w / W) before the call, in micros.' })
  earnedBeforeMicros!: bigint;

  @Field(() => BigIntString, { description: 'The same after it.' })
  earnedAfterMicros!: bigint;

  @Field(() => BigIntString, { description: 'share * w; divided by the denominator, the exact part in micros.' })
  exactNumerator!: bigint;

  @Field(() => BigIntString, { description: 'W, or 1 where nobody has weight.' })
  exactDenominator!: bigint;
}

@ObjectType('UsageRefund', { description: 'What of a call was paid back; the three parts sum to the amount.' })
export class UsageRefundType implements Pick<
  Refund,
  'amountMicros' | 'feeMicros' | 'builderMicros' | 'shareMicros' | 'shareFrom' | 'refundedAt'
> {
  @Field(() => BigIntString, { description: 'In micros.' })
  amountMicros!: bigint;

  @Field(() => BigIntString, { description: 'Of the fee.' })
  feeMicros!: bigint;

  @Field(() => BigIntString, { description: 'Of the builder’s part.' })
  builderMicros!: bigint;

  @Field(() => BigIntString, { description: 'Of the owners’ share.' })
  shareMicros!: bigint;

  @Field(() => ShareFromEnum, { description: 'Who gave that back.' })
  shareFrom!: Refund['shareFrom'];

  @Field(() => DateTime, { description: 'When.' })
  refundedAt!: Date;
}

@ObjectType('UsageExplanation', { description: 'Why one call cost, and earned, what it did. It names no customer.' })
export class UsageExplanationType implements Omit<UsageExplanation, 'modelVersionId'> {
  @Field(() => BigIntString, { description: 'The call’s place in the inbox.' })
  inboxId!: bigint;

  @Field(() => DateTime, { description: 'When the call was made, as the gateway says.' })
  occurredAt!: Date;

  @Field(() => Int, { description: 'How many queries it was.' })
  queries!: number;

  @Field(() => Int, { description: 'How many tokens went in.' })
  inputTokens!: number;

  @Field(() => Int, { description: 'How many tokens came out.' })
  outputTokens!: number;

  @Field(() => Int, { description: 'How many seconds it took.' })
  seconds!: number;

  @Field(() => UsageStateEnum, { description: 'Where it stands.' })
  state!: InboxState;

  @Field(() => String, { nullable: true, description: 'Why it is in quarantine, as a code.' })
  reason!: string | null;

  @Field(() => ModelVersionType, {
    description: 'The version, with the prices and shares that held when the call was accepted.',
  })
  version!: ModelVersion;

  @Field(() => ChargeType, { nullable: true, description: 'How it was priced; null until it is posted.' })
  charge!: Charge | null;

  @Field(() => PaidType, { nullable: true, description: 'Who got what; null where nothing moved.' })
  paid!: UsageExplanation['paid'];

  @Field(() => RevenueType, {
    nullable: true,
    description: 'R before and after. For owners and operators; null where nothing came into the pot.',
  })
  revenue!: Revenue | null;

  @Field(() => OwnerPartType, { nullable: true, description: 'The viewer’s own part, where they own one.' })
  owner!: OwnerPart | null;

  @Field(() => [UsageRefundType], { description: 'What was paid back, the oldest first.' })
  refunds!: readonly Refund[];
}
