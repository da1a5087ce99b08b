import 'reflect-metadata';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Delegation } from '../../domain/governance/index.ts';
import { connectionOf, DateTime, MutationInput, Node, Payload } from '../shared/index.ts';

@ObjectType('Delegation', {
  description:
    'A member’s word that another votes for them in one pool, as long as they do not vote themselves. It reaches proposals that are published while it holds.',
  implements: Node,
})
export class DelegationType implements Pick<Delegation, 'signed' | 'madeAt' | 'expiresAt' | 'endedAt'> {
  @Field(() => Boolean, { description: 'Whether the member’s own key signed it.' })
  signed!: boolean;

  @Field(() => DateTime, { description: 'Since when it holds.' })
  madeAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'It holds before this moment; null: until it is ended.' })
  expiresAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was ended, or another took its place.' })
  endedAt!: Date | null;
}

export const { Connection: DelegationConnection } = connectionOf(DelegationType, 'Delegation');

@InputType({ description: 'Who votes for the viewer, and where.' })
export class DelegateVoteInput extends MutationInput {
  @Field(() => ID, { description: 'A pool in which the viewer may vote.' })
  poolId!: string;

  @Field(() => ID, { description: 'Another member who may vote there.' })
  delegateId!: string;

  @Field(() => DateTime, { nullable: true, description: 'Until when; without it, until it is ended.' })
  expiresAt?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'The viewer’s signature over `delegationToSign` as a JWS; demanded of who has ever had a key.',
  })
  statementJws?: string | null;
}

@InputType({ description: 'Which delegation ends.' })
export class EndDelegationInput extends MutationInput {
  @Field(() => ID, { description: 'One that the viewer gave.' })
  delegationId!: string;
}

@ObjectType({ description: 'The delegation after the act.', implements: Payload })
export class DelegationPayload extends Payload {
  @Field(() => DelegationType, { nullable: true, description: 'The delegation as it is now.' })
  delegation?: Delegation | null;
}
