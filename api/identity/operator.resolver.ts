import 'reflect-metadata';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { AppointOperator, RotateSigningKey, User } from '../../domain/identity/index.ts';
import { fromNodeId, MutationInput, Payload, payload, viewerOf, type ApiContext } from '../shared/index.ts';
import { UserType } from './user.type.ts';

@InputType({ description: 'Input of `appointOperator`.' })
export class AppointOperatorInput extends MutationInput {
  @Field(() => ID, { description: 'The user who is to run this instance too.' })
  userId!: string;
}

@InputType({ description: 'Input of `rotateSigningKey`.' })
export class RotateSigningKeyInput extends MutationInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether older keys were stolen: then every access token in use stops now. Otherwise they run out.',
  })
  distrustOld!: boolean;
}

@ObjectType({ description: 'Answer of `appointOperator`.', implements: Payload })
export class AppointOperatorPayload extends Payload {
  @Field(() => UserType, { nullable: true, description: 'The new operator.' })
  user?: User | null;
}

@ObjectType({ description: 'Answer of `rotateSigningKey`.', implements: Payload })
export class RotateSigningKeyPayload extends Payload {
  @Field(() => String, { nullable: true, description: 'The `kid` that signs access tokens from now on.' })
  signingKeyId?: string | null;
}

@Resolver()
export class OperatorResolver {
  constructor(
    private readonly appoint: AppointOperator,
    private readonly rotate: RotateSigningKey,
  ) {}

  @Mutation(() => AppointOperatorPayload, { description: 'Operators: lets another user run this instance too.' })
  appointOperator(
    @Arg('input', () => AppointOperatorInput, { description: 'The user.' }) input: AppointOperatorInput,
    @Ctx() context: ApiContext,
  ): Promise<AppointOperatorPayload> {
    return payload(input, async () => {
      const userId = fromNodeId('User', input.userId, 'userId');
      return { user: await this.appoint.execute({ viewer: viewerOf(context), userId }) };
    });
  }

  @Mutation(() => RotateSigningKeyPayload, { description: 'Operators: a new key signs access tokens from now on.' })
  rotateSigningKey(
    @Arg('input', () => RotateSigningKeyInput, { description: 'What becomes of older keys.' })
    input: RotateSigningKeyInput,
    @Ctx() context: ApiContext,
  ): Promise<RotateSigningKeyPayload> {
    const { distrustOld } = input;
    return payload(input, async () => {
      const key = await this.rotate.execute({ viewer: viewerOf(context), distrustOld });
      return { signingKeyId: key.kid };
    });
  }
}
