import 'reflect-metadata';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Ballot, Choice } from '../../domain/governance/index.ts';
import { DateTime, enumOf, MutationInput, Node, Payload } from '../shared/index.ts';

export const ChoiceEnum = enumOf<Choice>(
  {
    FOR: 'Counts toward quorum and approval.',
    AGAINST: 'Counts against approval, never toward the quorum.',
    ABSTAIN: 'Counts toward the quorum where the rules say so, never toward approval.',
  },
  { name: 'VoteChoice', description: 'What can be voted. A tie is a defeat.' },
);

@ObjectType('Ballot', {
  description: 'One vote cast. A later ballot of the same voter replaces it; both are kept.',
  implements: Node,
})
export class BallotType implements Pick<Ballot, 'choice' | 'reason' | 'signed' | 'castAt' | 'replacedAt'> {
  @Field(() => ChoiceEnum, { description: 'What was voted.' })
  choice!: Choice;

  @Field(() => String, { nullable: true, description: 'Why, in the voter’s own words.' })
  reason!: string | null;

  @Field(() => Boolean, {
    description: 'Whether the voter’s own key signed it; only a voter who never had a key may not.',
  })
  signed!: boolean;

  @Field(() => DateTime, { description: 'When it was cast.' })
  castAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When a later ballot took its place; null while it counts.' })
  replacedAt!: Date | null;
}

@InputType({ description: 'A vote on a proposal.' })
export class CastVoteInput extends MutationInput {
  @Field(() => ID, { description: 'A proposal that is open and on whose roll the viewer is.' })
  proposalId!: string;

  @Field(() => ChoiceEnum, { description: 'What to vote.' })
  choice!: Choice;

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
