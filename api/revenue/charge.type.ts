import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Charge, ChargeRule, Quote } from '../../domain/revenue/index.ts';
import { BigIntString, enumOf } from '../shared/index.ts';

const ChargeRuleEnum = enumOf<ChargeRule>(
  {
    units: 'What its units cost.',
    minimum: 'The least that a call costs, which is more than its units.',
    'free-tier': 'All of its queries were among the free ones of that month.',
    waived: 'An operator decided that nobody pays.',
    'nothing-asked': 'The terms ask nothing for what it used.',
  },
  { name: 'ChargeRule', description: 'Why a call costs what it costs.' },
);

@ObjectType('UsageCharge', { description: 'How a call was priced.' })
export class ChargeType implements Charge {
  @Field(() => BigIntString, { description: 'What its units cost by themselves, in micros.' })
  unitsMicros!: bigint;

  @Field(() => BigIntString, { description: 'Its price, in micros.' })
  priceMicros!: bigint;

  @Field(() => ChargeRuleEnum, { description: 'Why it is that.' })
  rule!: ChargeRule;
}

@ObjectType('UsageQuote', { description: 'What a call would cost the viewer now.' })
export class QuoteType extends ChargeType implements Quote {
  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => Int, { description: 'Queries that cost the viewer nothing this month, before this call.' })
  freeQueriesLeft!: number;
}
