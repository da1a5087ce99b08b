import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Proposal } from '../../domain/governance/index.ts';
import type { Repricing, SaleTerms } from '../../domain/models/index.ts';
import { ProposalType } from '../governance/index.ts';
import { BigIntString, DateTime, MutationInput, Payload } from '../shared/index.ts';

/** What a version is sold on, as published or later. */
export const SALE_TERMS = {
  pricePerQueryMicros: 'What one query costs, in micros of the currency.',
  pricePerMillionInputTokensMicros: 'What a million input tokens cost, in micros.',
  pricePerMillionOutputTokensMicros: 'What a million output tokens cost, in micros.',
  pricePerSecondMicros: 'What a second of use costs, in micros.',
  minimumChargeMicros: 'What a call that is not free costs at least, in micros.',
  builderPpm: 'The builder’s share, in parts per million.',
  ownersPpm: 'The owners’ share, in parts per million.',
} as const;

@ObjectType('Repricing', { description: 'Later terms of a published version.' })
export class RepricingType implements Omit<Repricing, 'proposalId'> {
  @Field(() => DateTime, { description: 'Calls that are accepted from this moment on are charged by them.' })
  since!: Date;

  @Field(() => BigIntString, { description: SALE_TERMS.pricePerQueryMicros })
  pricePerQueryMicros!: bigint;

  @Field(() => BigIntString, { description: SALE_TERMS.pricePerMillionInputTokensMicros })
  pricePerMillionInputTokensMicros!: bigint;

  @Field(() => BigIntString, { description: SALE_TERMS.pricePerMillionOutputTokensMicros })
  pricePerMillionOutputTokensMicros!: bigint;

  @Field(() => BigIntString, { description: SALE_TERMS.pricePerSecondMicros })
  pricePerSecondMicros!: bigint;

  @Field(() => BigIntString, { description: SALE_TERMS.minimumChargeMicros })
  minimumChargeMicros!: bigint;

  @Field(() => Int, { description: SALE_TERMS.builderPpm })
  builderPpm!: number;

  @Field(() => Int, { description: SALE_TERMS.ownersPpm })
  ownersPpm!: number;
}

@InputType({ description: 'Other terms for a published version; what is left out stays.' })
export class ProposeRepricingInput extends MutationInput implements Partial<SaleTerms> {
  @Field(() => ID, { description: 'A version of a pool in which the viewer may propose.' })
  modelVersionId!: string;

  @Field(() => String, { description: 'Why, in one line: 1 to 200 characters.' })
  title!: string;

  @Field(() => BigIntString, { nullable: true, description: SALE_TERMS.pricePerQueryMicros })
  pricePerQueryMicros?: bigint;

  @Field(() => BigIntString, { nullable: true, description: SALE_TERMS.pricePerMillionInputTokensMicros })
  pricePerMillionInputTokensMicros?: bigint;

  @Field(() => BigIntString, { nullable: true, description: SALE_TERMS.pricePerMillionOutputTokensMicros })
  pricePerMillionOutputTokensMicros?: bigint;

  @Field(() => BigIntString, { nullable: true, description: SALE_TERMS.pricePerSecondMicros })
  pricePerSecondMicros?: bigint;

  @Field(() => BigIntString, { nullable: true, description: SALE_TERMS.minimumChargeMicros })
  minimumChargeMicros?: bigint;

  @Field(() => Int, { nullable: true, description: SALE_TERMS.builderPpm })
  builderPpm?: number;

  @Field(() => Int, { nullable: true, description: SALE_TERMS.ownersPpm })
  ownersPpm?: number;
}

@ObjectType({ description: 'The votes that were opened.', implements: Payload })
export class ProposeRepricingPayload extends Payload {
  @Field(() => ProposalType, { nullable: true, description: 'Of the pool’s members.' })
  proposal?: Proposal | null;

  @Field(() => ProposalType, {
    nullable: true,
    description: 'Of the version’s owners, by weight; null where they would lose nothing and are not asked.',
  })
  ownersProposal?: Proposal | null;
}
