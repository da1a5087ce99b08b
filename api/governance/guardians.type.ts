import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Council, Proposal, Veto } from '../../domain/governance/index.ts';
import { DateTime, MutationInput, Payload } from '../shared/index.ts';
import { ProposalType } from './proposal.type.ts';

@ObjectType('Council', {
  description: 'Guardians whom a pool has elected for a time. They can stop a proposal, and nothing else.',
  simpleResolvers: true,
})
export class CouncilType implements Pick<Council, 'guardianIds' | 'needed' | 'electedAt' | 'expiresAt'> {
  @Field(() => [ID], { description: 'Who they are.' })
  guardianIds!: readonly string[];

  @Field(() => Int, { description: 'How many of them it takes to stop a proposal.' })
  needed!: number;

  @Field(() => DateTime, { description: 'When they took office.' })
  electedAt!: Date;

  @Field(() => DateTime, { description: 'When their term ends.' })
  expiresAt!: Date;
}

@ObjectType('Veto', { description: 'One guardian’s no to one proposal.', simpleResolvers: true })
export class VetoType implements Pick<Veto, 'guardianId' | 'reason' | 'signed' | 'at'> {
  @Field(() => ID, { description: 'Who said no.' })
  guardianId!: string;

  @Field(() => String, { description: 'Why, for everyone to read.' })
  reason!: string;

  @Field(() => Boolean, { description: 'Whether the guardian’s own key signed it.' })
  signed!: boolean;

  @Field(() => DateTime, { description: 'When.' })
  at!: Date;
}

@InputType({ description: 'A guardian’s no.' })
export class VetoProposalInput extends MutationInput {
  @Field(() => ID, { description: 'A proposal that is being voted on, or waits for its execution.' })
  proposalId!: string;

  @Field(() => String, { description: 'Why, for everyone to read: 1 to 1000 characters.' })
  reason!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The viewer’s signature as a JWS: action `governance.veto`, subject the proposal’s uuid, digest of { proposalId, reason }; demanded of who has ever had a key.',
  })
  statementJws?: string | null;
}

@ObjectType({ description: 'The proposal after the veto.', implements: Payload })
export class VetoProposalPayload extends Payload {
  @Field(() => ProposalType, { nullable: true, description: 'VETOED where enough guardians have said no.' })
  proposal?: Proposal | null;
}
