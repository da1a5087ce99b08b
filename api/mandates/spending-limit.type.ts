import 'reflect-metadata';
import { Field, InputType, ObjectType } from 'type-graphql';
import type { SpendingLimitChange, SpendingState } from '../../domain/mandates/index.ts';
import { BigIntString, connectionOf, DateTime, MutationInput, Payload } from '../shared/index.ts';

@ObjectType('SpendingLimit', {
  description: 'What a customer lets themselves spend at most in one currency, and how it stands now.',
})
export class SpendingLimitType {
  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { nullable: true, description: 'Most per day (UTC), in micros; null is no daily limit.' })
  dailyMicros!: bigint | null;

  @Field(() => BigIntString, { nullable: true, description: 'Most per calendar month (UTC), in micros.' })
  monthlyMicros!: bigint | null;

  @Field(() => DateTime, { description: 'When it was set. What was spent before there was a limit does not count.' })
  setAt!: Date;

  @Field(() => BigIntString, { description: 'Spent and held today, in micros.' })
  spentTodayMicros!: bigint;

  @Field(() => BigIntString, { description: 'Spent and held this month, in micros.' })
  spentThisMonthMicros!: bigint;

  @Field(() => BigIntString, { description: 'What can be spent now, in micros.' })
  remainingMicros!: bigint;
}

export function spendingLimitOf({ limit, spent, remainingMicros }: SpendingState): SpendingLimitType {
  const { currency, dailyMicros, monthlyMicros, setAt } = limit;
  const { dayMicros: spentTodayMicros, monthMicros: spentThisMonthMicros } = spent;
  return { currency, dailyMicros, monthlyMicros, setAt, spentTodayMicros, spentThisMonthMicros, remainingMicros };
}

@ObjectType('SpendingLimitChange', { description: 'A limit as it was set once; both null is a removal.' })
export class SpendingLimitChangeType implements Pick<
  SpendingLimitChange,
  'currency' | 'dailyMicros' | 'monthlyMicros' | 'setAt'
> {
  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { nullable: true, description: 'Most per day (UTC), in micros.' })
  dailyMicros!: bigint | null;

  @Field(() => BigIntString, { nullable: true, description: 'Most per calendar month (UTC), in micros.' })
  monthlyMicros!: bigint | null;

  @Field(() => DateTime, { description: 'From when on it held.' })
  setAt!: Date;
}

export const { Connection: SpendingLimitChangeConnection } = connectionOf(
  SpendingLimitChangeType,
  'SpendingLimitChange',
);

@InputType({
  description: 'The viewer’s limit in one currency. What is left out is no limit; without both it is removed.',
})
export class SetSpendingLimitInput extends MutationInput {
  @Field(() => String, { description: 'ISO 4217 code of a currency of this instance.' })
  currency!: string;

  @Field(() => BigIntString, { nullable: true, description: 'Most per day (UTC), in micros.' })
  dailyMicros?: bigint | null;

  @Field(() => BigIntString, { nullable: true, description: 'Most per calendar month (UTC), in micros.' })
  monthlyMicros?: bigint | null;
}

@ObjectType({ description: 'The limit as it holds now.', implements: Payload })
export class SetSpendingLimitPayload extends Payload {
  @Field(() => SpendingLimitType, { nullable: true, description: 'Null once it is removed.' })
  spendingLimit?: SpendingLimitType | null;
}
