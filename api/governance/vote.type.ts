import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Ballot, SimpleChoice } from '../../domain/governance/index.ts';
import { BigIntString, DateTime, enumOf, MutationInput, Node, Payload } from '../shared/index.ts';

export const ChoiceEnum = enumOf<SimpleChoice>(
  {
    FOR: 'Counts toward quorum and approval.',
    AGAINST: 'Counts against approval, never toward the quorum.',
    ABSTAIN: 'Counts toward the quorum where the rules say so, never toward approval; possible under every method.',
  },
  { name: 'VoteChoice', description: 'What can be voted. A tie is a defeat.' },
);

const describe = {
  choice: 'FOR, AGAINST or ABSTAIN; where the proposal has choices of its own, ABSTAIN or nothing.',
  places:
    'Places in the proposal’s `choices`, from 0 on: those approved, in the order of the list (APPROVAL), or all or some of them, the best first (RANKED), or those with a weight (WEIGHTED).',
  weights: 'Under WEIGHTED: the weight of each of `places`, a whole number from 1 to 1000.',
};

@ObjectType('Ballot', {
  description: 'One vote cast. A later ballot of the same voter replaces it; both are kept.',
  implements: Node,
})
export class BallotType implements Pick<
  Ballot,
  'reason' | 'signed' | 'sequence' | 'salt' | 'digest' | 'castAt' | 'replacedAt'
> {
  @Field(() => String, { nullable: true, description: 'Why, in the voter’s own words.' })
  reason!: string | null;

  @Field(() => Boolean, {
    description: 'Whether the voter’s own key signed it; only a voter who never had a key may not.',
  })
  signed!: boolean;

  @Field(() => BigIntString, { description: 'Its place among all ballots of the proposal, from 1 on, without a gap.' })
  sequence!: bigint;

  @Field(() => String, { description: 'What the proposal’s chain of ballots holds of it: SHA-256, in hex.' })
  digest!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Of a secret ballot: with it, and with nothing else, its digest can be shown to be of this choice.',
  })
  salt!: string | null;

  @Field(() => DateTime, { description: 'When it was cast.' })
  castAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When a later ballot took its place; null while it counts.' })
  replacedAt!: Date | null;
}

@InputType({ description: 'A vote on a proposal.' })
export class CastVoteInput extends MutationInput {
  @Field(() => ID, { description: 'A proposal that is open and on whose roll the viewer is.' })
  proposalId!: string;

  @Field(() => ChoiceEnum, { nullable: true, description: describe.choice })
  choice?: SimpleChoice | null;

  @Field(() => [Int], { nullable: true, description: describe.places })
  places?: number[] | null;

  @Field(() => [Int], { nullable: true, description: describe.weights })
  weights?: number[] | null;

  @Field(() => String, { nullable: true, description: 'Why: at most 1000 characters, for everyone to read.' })
  reason?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The viewer’s signature over the proposal’s `ballotToSign` as a JWS; demanded of who has ever had a key.',
  })
  statementJws?: string | null;
}

@ObjectType({ description: 'The ballot that was cast.', implements: Payload })
export class CastVotePayload extends Payload {
  @Field(() => BallotType, { nullable: true, description: 'The ballot, which now counts.' })
  ballot?: Ballot | null;
}
