import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { BallotMethod, Proposal } from '../../domain/governance/index.ts';
import { BallotMethodEnum, ProposalType } from '../governance/index.ts';
import { ScopeInput } from './scope.type.ts';
import { TermsInput } from './terms.type.ts';
import { BigIntString, MutationInput, Payload, SafeInt } from '../shared/index.ts';

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

@InputType({ description: 'Other terms for a pool.' })
export class ProposeTermsInput extends ProposingInput {
  @Field(() => String, { description: 'The digest of the charter that these terms were written from.' })
  charterDigest!: string;

  @Field(() => TermsInput, { description: 'All terms as they are to be; the currency stays.' })
  terms!: TermsInput;
}

@InputType({ description: 'Another scope for a pool.' })
export class ProposeScopeInput extends ProposingInput {
  @Field(() => String, { description: 'The digest of the charter that this scope was written from.' })
  charterDigest!: string;

  @Field(() => ScopeInput, { description: 'The whole scope as it is to be.' })
  scope!: ScopeInput;
}

@InputType({ description: 'Another builder for a pool.' })
export class ProposeBuilderInput extends ProposingInput {
  @Field(() => ID, { description: 'The user who builds for the pool from then on.' })
  successorId!: string;
}

@InputType({ description: 'Guardians for a pool.' })
export class ProposeGuardiansInput extends ProposingInput {
  @Field(() => [ID], { description: 'Members who may vote: 1 to 9 of them.' })
  guardianIds!: string[];

  @Field(() => Int, { description: 'How many of them it takes to stop a proposal.' })
  needed!: number;

  @Field(() => SafeInt, { description: 'How long they are guardians, in milliseconds; at most a year.' })
  termMs!: number;
}

@InputType({ description: 'What to spend of a pool’s treasury.' })
export class ProposeSpendingInput extends ProposingInput {
  @Field(() => ID, { description: 'The user who receives it.' })
  recipientId!: string;

  @Field(() => BigIntString, { description: 'How much, in micros of the pool’s currency; more than zero.' })
  amountMicros!: bigint;

  @Field(() => String, { description: 'What for: 1 to 500 characters.' })
  purpose!: string;
}

@InputType({ description: 'The end of a pool.' })
export class ProposeClosingInput extends ProposingInput {
  @Field(() => String, { description: 'Why: 1 to 500 characters, for its members, owners and customers.' })
  reason!: string;

  @Field(() => ID, { description: 'The user who takes what the treasury still holds when all is settled.' })
  heirId!: string;
}

@ObjectType({ description: 'The proposal that was published.', implements: Payload })
export class ProposingPayload extends Payload {
  @Field(() => ProposalType, { nullable: true, description: 'The proposal; its voting begins at `startsAt`.' })
  proposal?: Proposal | null;
}
