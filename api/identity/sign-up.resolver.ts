import 'reflect-metadata';
import { Arg, Mutation, Resolver } from 'type-graphql';
import type { ClaimInstance, RequestChallenge, SignIn, SignUp } from '../../domain/identity/index.ts';
import { payload, Public } from '../shared/index.ts';
import { parseJwk } from './public-key.ts';
import { ClaimInstanceInput, RequestChallengeInput, SignInInput, SignUpInput } from './sign-up.input.ts';
import { ClaimInstancePayload, RequestChallengePayload, SignInPayload, SignUpPayload } from './sign-up.payload.ts';

/** The doors for those who are not signed in yet. */
@Resolver()
export class SignUpResolver {
  constructor(
    private readonly challenges: RequestChallenge,
    private readonly signUps: SignUp,
    private readonly signIns: SignIn,
    private readonly claims: ClaimInstance,
  ) {}

  @Public()
  @Mutation(() => RequestChallengePayload, { description: 'Asks for random bytes to sign, to prove a key.' })
  requestChallenge(
    @Arg('input', () => RequestChallengeInput, { description: 'Nothing is needed.' }) input: RequestChallengeInput,
  ): Promise<RequestChallengePayload> {
    return payload(input, () => this.challenges.execute());
  }

  @Public()
  @Mutation(() => SignUpPayload, { description: 'Makes an account of a pseudonym and a key.' })
  signUp(
    @Arg('input', () => SignUpInput, { description: 'Handle, key and proof.' }) input: SignUpInput,
  ): Promise<SignUpPayload> {
    const { handle, publicKey, proof } = input;
    return payload(input, async () =>
      this.signUps.execute({ handle, publicKey: parseJwk(publicKey, ['publicKey']), proof }),
    );
  }

  @Public()
  @Mutation(() => ClaimInstancePayload, { description: 'Signs up the first operator. Works once in an instance.' })
  claimInstance(
    @Arg('input', () => ClaimInstanceInput, { description: 'Setup token, handle, key and proof.' })
    input: ClaimInstanceInput,
  ): Promise<ClaimInstancePayload> {
    const { setupToken, handle, publicKey, proof } = input;
    return payload(input, async () =>
      this.claims.execute({ setupToken, handle, publicKey: parseJwk(publicKey, ['publicKey']), proof }),
    );
  }

  @Public()
  @Mutation(() => SignInPayload, { description: 'Begins a session with a key of an account.' })
  signIn(
    @Arg('input', () => SignInInput, { description: 'Key and proof.' }) input: SignInInput,
  ): Promise<SignInPayload> {
    return payload(input, () => this.signIns.execute({ keyId: input.keyId, proof: input.proof }));
  }
}
