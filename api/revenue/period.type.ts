import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { CurrencyPeriod, PeriodUnit } from '../../domain/revenue/index.ts';
import { BigIntString, connectionOf, enumOf } from '../shared/index.ts';

export const PeriodUnitEnum = enumOf<PeriodUnit>(
  { day: 'Days of the calendar, in UTC.', month: 'Months of the calendar, in UTC.' },
  { name: 'PeriodUnit', description: 'By what earnings are listed.' },
);

@ObjectType('EarningsPeriod', {
  description:
    'What one owner earned in one period. Over all periods, `earnedMicros` and `closingMicros` sum to `Earnings.earnedMicros`, to the micro.',
})
export class EarningsPeriodType implements CurrencyPeriod {
  @Field(() => String, { description: 'A day like `2026-01-31`, or a month like `2026-01`.' })
  period!: string;

  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'How many calls were posted.' })
  calls!: bigint;

  @Field(() => BigIntString, {
    description: 'By how much floor(R * w / W) grew, in micros, less what refunds took back.',
  })
  earnedMicros!: bigint;

  @Field(() => BigIntString, { description: 'What closings added: 0 or 1 micro per version closed in the period.' })
  closingMicros!: bigint;

  @Field(() => Boolean, {
    description: 'Nothing of it can change any more: the period is over, and all up to its end is mature.',
  })
  final!: boolean;
}

export const { Connection: EarningsPeriodConnection } = connectionOf(EarningsPeriodType, 'EarningsPeriod');
