import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { RefreshSession, SignOut } from '../../domain/identity/index.ts';
import { fromNodeId, payload, Public, viewerOf, type ApiContext } from '../shared/index.ts';
import { RefreshSessionInput, SignOutInput } from './sign-up.input.ts';
import { RefreshSessionPayload, SignOutPayload } from './sign-up.payload.ts';

@Resolver()
export class SessionResolver {
  constructor(
    private readonly refreshes: RefreshSession,
    private readonly signOuts: SignOut,
  ) {}

  @Public()
  @Mutation(() => RefreshSessionPayload, { description: 'Trades a refresh token for the next pair of tokens.' })
  refreshSession(
    @Arg('input', () => RefreshSessionInput, { description: 'The refresh token.' }) input: RefreshSessionInput,
  ): Promise<RefreshSessionPayload> {
    return payload(input, async () => ({
      tokens: await this.refreshes.execute({ refreshToken: input.refreshToken }),
    }));
  }

  @Mutation(() => SignOutPayload, { description: 'Ends a session of the viewer; its tokens stop at once.' })
  signOut(
    @Arg('input', () => SignOutInput, { description: 'Which session.' }) input: SignOutInput,
    @Ctx() context: ApiContext,
  ): Promise<SignOutPayload> {
    return payload(input, async () => {
      const sessionId = input.sessionId ? fromNodeId('Session', input.sessionId, 'sessionId') : null;
      await this.signOuts.execute({ viewer: viewerOf(context), sessionId });
      return {};
    });
  }
}
