import 'reflect-metadata';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Strike } from '../../domain/governance/index.ts';
import { DateTime, MutationInput, Payload } from '../shared/index.ts';

@ObjectType('Strike', { description: 'That a ballot was disqualified, for everyone to read.' })
export class StrikeType implements Pick<
  Strike,
  'reason' | 'struckAt' | 'appeal' | 'appealedAt' | 'upheldReason' | 'upheldAt'
> {
  @Field(() => String, { description: 'Why.' })
  reason!: string;

  @Field(() => DateTime, { description: 'When.' })
  struckAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'What its voter says to that: from then on the ballot counts again.',
  })
  appeal!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When they said it.' })
  appealedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why another operator struck the ballot again; that is final.' })
  upheldReason!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When.' })
  upheldAt!: Date | null;
}

@InputType({ description: 'A ballot to disqualify.' })
export class StrikeBallotInput extends MutationInput {
  @Field(() => ID, { description: 'A proposal that is being voted on.' })
  proposalId!: string;

  @Field(() => ID, { description: 'Whose ballot.' })
  userId!: string;

  @Field(() => String, { description: 'Why, for everyone to read: 1 to 1000 characters.' })
  reason!: string;
}

@InputType({ description: 'A voter’s answer to the strike of their ballot.' })
export class AppealStrikeInput extends MutationInput {
  @Field(() => ID, { description: 'The proposal on which the viewer’s ballot was struck.' })
  proposalId!: string;

  @Field(() => String, { description: 'Why it should count, for everyone to read: 1 to 1000 characters.' })
  appeal!: string;
}

@ObjectType({ description: 'The strike as it stands.', implements: Payload })
export class StrikePayload extends Payload {
  @Field(() => StrikeType, { nullable: true, description: 'The strike.' })
  strike?: Strike | null;
}
