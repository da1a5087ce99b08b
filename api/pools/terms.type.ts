import 'reflect-metadata';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { GovernanceRules } from '../../domain/governance/index.ts';
import type { PowerBasis, PowerRule, Terms } from '../../domain/pools/index.ts';
import { GovernanceRulesInput, GovernanceRulesType } from '../governance/index.ts';
import { BigIntString, enumOf, SafeInt, withoutNulls } from '../shared/index.ts';

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
  treasuryPpm:
    'What the pool itself owns of each later model, in parts per million of the owners’ weight; spent by vote. Left out: nothing.',
  power: 'How much each member’s vote weighs. Left out: one person, one vote.',
  basis: 'By what the power of a member is measured.',
  minAgeMs: 'Data that was accepted later than so many milliseconds before a proposal gives no power in it.',
  capPpm: 'The most that one person can have of all power, in parts per million.',
  buyerLimitMicros:
    'Who paid more than so many micros for calls of the pool’s models, made within the 90 days before a proposal and with all accounts together, has no power in it. Left out: no bar.',
};

const PowerBasisEnum = enumOf<PowerBasis>(
  {
    PERSON: 'One each.',
    UNITS: 'Their accepted units.',
    ROOT_UNITS: 'The square root of their accepted units; only accounts that are proved to a person count.',
  },
  { name: 'PowerBasis', description: 'By what the power of a member is measured.' },
);

@ObjectType('PowerRule', { description: 'How much each member’s vote weighs.', simpleResolvers: true })
export class PowerRuleType implements PowerRule {
  @Field(() => PowerBasisEnum, { description: describe.basis })
  basis!: PowerBasis;

  @Field(() => SafeInt, { description: describe.minAgeMs })
  minAgeMs!: number;

  @Field(() => Int, { description: describe.capPpm })
  capPpm!: number;

  @Field(() => BigIntString, { nullable: true, description: describe.buyerLimitMicros })
  buyerLimitMicros?: bigint;
}

@InputType('PowerRuleInput', { description: 'How much each member’s vote is to weigh.' })
export class PowerRuleInput implements PowerRule {
  @Field(() => PowerBasisEnum, { description: describe.basis })
  basis!: PowerBasis;

  @Field(() => SafeInt, { description: describe.minAgeMs })
  minAgeMs!: number;

  @Field(() => Int, { description: describe.capPpm })
  capPpm!: number;

  @Field(() => BigIntString, { nullable: true, description: describe.buyerLimitMicros })
  buyerLimitMicros?: bigint;
}

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

  @Field(() => Int, { nullable: true, description: describe.treasuryPpm })
  treasuryPpm?: number;

  @Field(() => PowerRuleType, { nullable: true, description: describe.power })
  power?: PowerRule;
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

  @Field(() => Int, { nullable: true, description: describe.treasuryPpm })
  treasuryPpm?: number;

  @Field(() => PowerRuleInput, { nullable: true, description: describe.power })
  power?: PowerRuleInput;
}

/** What an input leaves out, or names as null, the terms do not have. */
export function termsGiven(input: TermsInput): Terms {
  const { power } = input;
  const governance = withoutNulls(input.governance);
  return Object.assign(withoutNulls(input), { governance, ...(power && { power: withoutNulls(power) }) });
}
