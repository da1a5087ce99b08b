import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { SessionTokens, User } from '../../domain/identity/index.ts';
import { DateTime, Payload } from '../shared/index.ts';
import { SessionTokensType } from './session.type.ts';
import { UserType } from './user.type.ts';

const USER = { nullable: true, description: 'Who is signed in now.' } as const;
const TOKENS = { nullable: true, description: 'The tokens of the new session.' } as const;

@ObjectType({ description: 'Answer of `requestChallenge`.', implements: Payload })
export class RequestChallengePayload extends Payload {
  @Field(() => String, { nullable: true, description: '32 random bytes, base64url. Good for one proof.' })
  challenge?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the challenge ends.' })
  expiresAt?: Date | null;
}

@ObjectType({ description: 'Answer of `signUp`.', implements: Payload })
export class SignUpPayload extends Payload {
  @Field(() => UserType, USER)
  user?: User | null;

  @Field(() => SessionTokensType, TOKENS)
  tokens?: SessionTokens | null;

  @Field(() => [String], { nullable: true, description: 'To be kept on paper. Each works once; shown this once.' })
  recoveryCodes?: readonly string[] | null;
}

@ObjectType({ description: 'Answer of `claimInstance`.', implements: Payload })
export class ClaimInstancePayload extends Payload {
  @Field(() => UserType, USER)
  user?: User | null;

  @Field(() => SessionTokensType, TOKENS)
  tokens?: SessionTokens | null;

  @Field(() => [String], { nullable: true, description: 'To be kept on paper. Each works once; shown this once.' })
  recoveryCodes?: readonly string[] | null;
}

@ObjectType({ description: 'Answer of `signIn`.', implements: Payload })
export class SignInPayload extends Payload {
  @Field(() => UserType, USER)
  user?: User | null;

  @Field(() => SessionTokensType, TOKENS)
  tokens?: SessionTokens | null;
}

@ObjectType({ description: 'Answer of `refreshSession`.', implements: Payload })
export class RefreshSessionPayload extends Payload {
  @Field(() => SessionTokensType, { nullable: true, description: 'The next pair; the old refresh token is spent.' })
  tokens?: SessionTokens | null;
}

@ObjectType({ description: 'Answer of `signOut`.', implements: Payload })
export class SignOutPayload extends Payload {}
