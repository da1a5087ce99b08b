import 'reflect-metadata';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { BallotMethod, Proposal } from '../../domain/governance/index.ts';
import { BallotMethodEnum, ProposalType } from '../governance/index.ts';
import { MutationInput, Payload } from '../shared/index.ts';

@InputType({ description: 'What every proposal of a member has.' })
export class ProposingInput extends MutationInput {
  @Field(() => ID, { description: 'A live pool in which the viewer may propose.' })
  poolId!: string;

  @Field(() => String, { description: 'The question in one line: 1 to 200 characters.' })
  title!: string;
}

@InputType({ description: 'A question to the members of a pool whose answer binds nobody.' })
export class ProposeAdviceInput extends ProposingInput {
  @Field(() => String, { description: 'What is asked, at length: 1 to 10000 characters.' })
  text!: string;

  @Field(() => BallotMethodEnum, { defaultValue: 'SIMPLE', description: 'How ballots choose.' })
  method!: BallotMethod;

  @Field(() => [String], {
    defaultValue: [],
    description: 'What can be chosen: 2 to 50, of 1 to 200 characters; ABSTAIN comes beside them. SIMPLE has its own.',
  })
  choices!: string[];
}

@ObjectType({ description: 'The proposal that was published.', implements: Payload })
export class ProposingPayload extends Payload {
  @Field(() => ProposalType, { nullable: true, description: 'The proposal; its voting begins at `startsAt`.' })
  proposal?: Proposal | null;
}
