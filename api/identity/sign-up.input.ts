import 'reflect-metadata';
import { Field, ID, InputType } from 'type-graphql';
import { MutationInput } from '../shared/index.ts';

const PUBLIC_KEY = 'A public JWK as JSON text: Ed25519 (kty OKP) or P-256 (kty EC), without its private part.';

@InputType({ description: 'Input of `requestChallenge`.' })
export class RequestChallengeInput extends MutationInput {}

@InputType({ description: 'Input of `signUp`.' })
export class SignUpInput extends MutationInput {
  @Field(() => String, { description: 'A pseudonym: 3 to 32 of a-z, 0-9, "-", "_", starting with a letter.' })
  handle!: string;

  @Field(() => String, { description: PUBLIC_KEY })
  publicKey!: string;

  @Field(() => String, { description: 'Compact JWS by that key over a challenge, for the action identity.sign-up.' })
  proof!: string;
}

@InputType({ description: 'Input of `claimInstance`.' })
export class ClaimInstanceInput extends SignUpInput {
  @Field(() => String, { description: 'From the file that the server named at its first start, or its configuration.' })
  setupToken!: string;
}

@InputType({ description: 'Input of `signIn`.' })
export class SignInInput extends MutationInput {
  @Field(() => String, { description: 'The RFC 7638 thumbprint of the key.' })
  keyId!: string;

  @Field(() => String, { description: 'Compact JWS by that key over a challenge, for the action identity.sign-in.' })
  proof!: string;
}

@InputType({ description: 'Input of `refreshSession`.' })
export class RefreshSessionInput extends MutationInput {
  @Field(() => String, { description: 'The last refresh token of the session.' })
  refreshToken!: string;
}

@InputType({ description: 'Input of `signOut`.' })
export class SignOutInput extends MutationInput {
  @Field(() => ID, { nullable: true, description: 'Another session of the viewer; without it, the current one.' })
  sessionId?: string | null;
}
