import 'reflect-metadata';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { GovernanceRules } from '../../domain/governance/index.ts';
import type { Terms } from '../../domain/pools/index.ts';
import { GovernanceRulesInput, GovernanceRulesType } from '../governance/index.ts';
import { BigIntString, enumOf, SafeInt } from '../shared/index.ts';

const ValuationMethodEnum = enumOf<Terms['valuationMethod']>(
  { 'leave-out': 'By how much worse the model is without the member’s records.' },
  { name: 'ValuationMethod', description: 'How each member’s help to a model is measured.' },
);

const describe = {
  currency: 'Currency of the price, ISO 4217, such as EUR.',
  pricePerQueryMicros: 'What a customer pays for one query, in micros.',
  pricePerMillionInputTokensMicros: 'What a million input tokens cost, in micros. Left out: nothing.',
  pricePerMillionOutputTokensMicros: 'What a million output tokens cost, in micros. Left out: nothing.',
  pricePerSecondMicros: 'What a second of use costs, in micros. Left out: nothing.',
  minimumChargeMicros: 'What a call that is not free costs at least, in micros. Left out: nothing.',
  freeQueriesPerMonth: 'Queries of each customer in each calendar month (UTC) that cost nothing. Left out: none.',
  platformPpm: 'The platform’s share, in parts per million. The three shares sum to 1000000.',
  builderPpm: 'The builder’s share, in parts per million.',
  ownersPpm: 'The owners’ share, in parts per million.',
  minPersons: 'Persons who must have pledged for the pool to be founded.',
  minRecords: 'Records that must be pledged for the pool to be founded.',
  minRecordsPerMember: 'Records of their own that a member must bring to be accepted.',
  pledgingPeriodMs: 'How long pledges are taken, in milliseconds.',
  governance: 'How the pool’s proposals are decided.',
  valuationMethod: 'How each member’s help to a model is measured.',
};

@ObjectType('Terms', { description: 'What members get, and what must come together.', simpleResolvers: true })
export class TermsType implements Terms {
  @Field(() => String, { description: describe.currency })
  currency!: string;

  @Field(() => BigIntString, { description: describe.pricePerQueryMicros })
  pricePerQueryMicros!: bigint;

  @Field(() => BigIntString, { nullable: true, description: describe.pricePerMillionInputTokensMicros })
  pricePerMillionInputTokensMicros?: bigint;

  @Field(() => BigIntString, { nullable: true, description: describe.pricePerMillionOutputTokensMicros })
  pricePerMillionOutputTokensMicros?: bigint;

  @Field(() => BigIntString, { nullable: true, description: describe.pricePerSecondMicros })
  pricePerSecondMicros?: bigint;

  @Field(() => BigIntString, { nullable: true, description: describe.minimumChargeMicros })
  minimumChargeMicros?: bigint;

  @Field(() => Int, { nullable: true, description: describe.freeQueriesPerMonth })
  freeQueriesPerMonth?: number;

  @Field(() => Int, { description: describe.platformPpm })
  platformPpm!: number;

  @Field(() => Int, { description: describe.builderPpm })
  builderPpm!: number;

  @Field(() => Int, { description: describe.ownersPpm })
  ownersPpm!: number;

  @Field(() => Int, { description: describe.minPersons })
  minPersons!: number;

  @Field(() => Int, { description: describe.minRecords })
  minRecords!: number;

  @Field(() => Int, { description: describe.minRecordsPerMember })
  minRecordsPerMember!: number;

  @Field(() => SafeInt, { description: describe.pledgingPeriodMs })
  pledgingPeriodMs!: number;

  @Field(() => GovernanceRulesType, { description: describe.governance })
  governance!: GovernanceRules;

  @Field(() => ValuationMethodEnum, { description: describe.valuationMethod })
  valuationMethod!: 'leave-out';
}

@InputType('TermsInput', { description: 'What members are offered, and what must come together.' })
export class TermsInput implements Terms {
  @Field(() => String, { description: describe.currency })
  currency!: string;

  @Field(() => BigIntString, { description: describe.pricePerQueryMicros })
  pricePerQueryMicros!: bigint;

  @Field(() => BigIntString, { nullable: true, description: describe.pricePerMillionInputTokensMicros })
  pricePerMillionInputTokensMicros?: bigint;

  @Field(() => BigIntString, { nullable: true, description: describe.pricePerMillionOutputTokensMicros })
  pricePerMillionOutputTokensMicros?: bigint;

  @Field(() => BigIntString, { nullable: true, description: describe.pricePerSecondMicros })
  pricePerSecondMicros?: bigint;

  @Field(() => BigIntString, { nullable: true, description: describe.minimumChargeMicros })
  minimumChargeMicros?: bigint;

  @Field(() => Int, { nullable: true, description: describe.freeQueriesPerMonth })
  freeQueriesPerMonth?: number;

  @Field(() => Int, { description: describe.platformPpm })
  platformPpm!: number;

  @Field(() => Int, { description: describe.builderPpm })
  builderPpm!: number;

  @Field(() => Int, { description: describe.ownersPpm })
  ownersPpm!: number;

  @Field(() => Int, { description: describe.minPersons })
  minPersons!: number;

  @Field(() => Int, { description: describe.minRecords })
  minRecords!: number;

  @Field(() => Int, { description: describe.minRecordsPerMember })
  minRecordsPerMember!: number;

  @Field(() => SafeInt, { description: describe.pledgingPeriodMs })
  pledgingPeriodMs!: number;

  @Field(() => GovernanceRulesInput, { description: describe.governance })
  governance!: GovernanceRulesInput;

  @Field(() => ValuationMethodEnum, { description: describe.valuationMethod })
  valuationMethod!: 'leave-out';
}
