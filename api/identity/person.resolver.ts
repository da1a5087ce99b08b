import 'reflect-metadata';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ProvePerson, VouchForPerson } from '../../domain/identity/index.ts';
import { fromNodeId, MutationInput, Payload, payload, viewerOf, type ApiContext } from '../shared/index.ts';

@InputType({ description: 'Input of `vouchForPerson`.' })
export class VouchForPersonInput extends MutationInput {
  @Field(() => ID, { description: 'The user who was met.' })
  userId!: string;

  @Field(() => String, {
    description: 'What tells this person apart, such as a document number. Digested with a secret key, never stored.',
  })
  evidence!: string;
}

@InputType({ description: 'Input of `provePerson`.' })
export class ProvePersonInput extends MutationInput {
  @Field(() => String, { description: 'A token of an issuer that this instance trusts to know persons.' })
  issuerToken!: string;
}

@ObjectType({ description: 'Answer of `vouchForPerson`.', implements: Payload })
export class VouchForPersonPayload extends Payload {
  @Field(() => Boolean, { nullable: true, description: 'True: the account is bound to a person.' })
  isPersonProved?: boolean | null;
}

@ObjectType({ description: 'Answer of `provePerson`.', implements: Payload })
export class ProvePersonPayload extends Payload {
  @Field(() => Boolean, { nullable: true, description: 'True: the account is bound to a person.' })
  isPersonProved?: boolean | null;
}

@Resolver()
export class PersonResolver {
  constructor(
    private readonly vouch: VouchForPerson,
    private readonly prove: ProvePerson,
  ) {}

  @Mutation(() => VouchForPersonPayload, { description: 'Operators: binds an account to the person they have met.' })
  vouchForPerson(
    @Arg('input', () => VouchForPersonInput, { description: 'User and evidence.' }) input: VouchForPersonInput,
    @Ctx() context: ApiContext,
  ): Promise<VouchForPersonPayload> {
    return payload(input, async () => {
      const userId = fromNodeId('User', input.userId, 'userId');
      await this.vouch.execute({ viewer: viewerOf(context), userId, evidence: input.evidence });
      return { isPersonProved: true };
    });
  }

  @Mutation(() => ProvePersonPayload, { description: 'Binds the viewer’s account to the person an issuer knows.' })
  provePerson(
    @Arg('input', () => ProvePersonInput, { description: 'The token.' }) input: ProvePersonInput,
    @Ctx() context: ApiContext,
  ): Promise<ProvePersonPayload> {
    return payload(input, async () => {
      await this.prove.execute({ viewer: viewerOf(context), issuerToken: input.issuerToken });
      return { isPersonProved: true };
    });
  }
}
