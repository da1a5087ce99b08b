import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';
import { BigIntString, DateTime } from '../shared/index.ts';
import { ProposalType, TallyType, TurnoutType } from './proposal.type.ts';
import { ChoiceEnum } from './vote.type.ts';
import type { BallotBox, Proposal, SimpleChoice } from '../../domain/governance/index.ts';

@ObjectType('TallyChange', {
  description: 'How a vote stands after a ballot or a change of its state.',
  simpleResolvers: true,
})
export class TallyChangeType {
  @Field(() => BigIntString, {
    description: 'The number of the last ballot in it: give it as `after` to go on from here.',
  })
  sequence!: bigint;

  @Field(() => TallyType, { nullable: true, description: 'The count; null for who may not see it now.' })
  tally!: TallyType | null;

  @Field(() => TurnoutType, { description: 'Who took part.' })
  turnout!: BallotBox;

  @Field(() => ProposalType, { description: 'The proposal.' })
  proposal!: Proposal;
}

@ObjectType('BallotCast', {
  description:
    'A ballot, as everybody may see it: by its voter’s pseudonym, and without its choice where results are hidden.',
  simpleResolvers: true,
})
export class BallotCastType {
  @Field(() => BigIntString, { description: 'Its number: give it as `after` to go on from here.' })
  sequence!: bigint;

  @Field(() => String, { description: 'Its voter’s pseudonym, which is of this proposal alone.' })
  voter!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What the chain holds of it; null where it could be guessed from: of an open ballot whose choice may not be seen yet.',
  })
  digest!: string | null;

  @Field(() => ChoiceEnum, { nullable: true, description: 'What was voted, where it is one of these and may be seen.' })
  choice!: SimpleChoice | null;

  @Field(() => [Int], { nullable: true, description: 'Places in the proposal’s `choices`, where they may be seen.' })
  places!: readonly number[] | null;

  @Field(() => [Int], { nullable: true, description: 'The weight of each of `places`, under WEIGHTED.' })
  weights!: readonly number[] | null;

  @Field(() => String, { nullable: true, description: 'Why, in the voter’s own words, where it may be seen.' })
  reason!: string | null;

  @Field(() => Boolean, { description: 'Whether the voter’s own key signed it.' })
  signed!: boolean;

  @Field(() => DateTime, { description: 'When it was cast.' })
  castAt!: Date;
}
