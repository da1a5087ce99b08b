import 'reflect-metadata';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import {
  isHandle,
  type MemberKey,
  type MemberKeys,
  type Recoveries,
  type Recovery,
  type RecoveryCodes,
  type Session,
  type Sessions,
  type User,
  type Users,
} from '../../domain/identity/index.ts';
import { NotFound } from '../../domain/shared/index.ts';
import { followEvents, Live, toNodeId, viewerOf, type ApiContext } from '../shared/index.ts';
import { MemberKeyType } from './member-key.type.ts';
import { RecoveryType } from './recovery.type.ts';
import { SessionType } from './session.type.ts';
import { UserType } from './user.type.ts';
import { ViewerType } from './viewer.type.ts';

@Resolver(() => ViewerType)
export class ViewerResolver {
  constructor(
    private readonly users: Users,
    private readonly keysOf: MemberKeys,
    private readonly sessionsOf: Sessions,
    private readonly recoveries: Recoveries,
    private readonly codes: RecoveryCodes,
  ) {}

  @Query(() => ViewerType, { description: 'The signed-in user.' })
  async viewer(@Ctx() context: ApiContext): Promise<User> {
    const user = await this.users.byId(viewerOf(context).userId);
    if (!user) throw new NotFound('The account');
    return user;
  }

  @Query(() => UserType, { nullable: true, description: 'The user with this handle; null when there is none.' })
  async userByHandle(
    @Arg('handle', () => String, { description: 'A whole handle.' }) handle: string,
  ): Promise<User | null> {
    return isHandle(handle) ? this.users.byHandle(handle) : null;
  }

  @Live(() => RecoveryType, {
    description: 'Each change of a recovery of the viewer’s account: a warning, if not theirs.',
  })
  recoveryChanged(@Ctx() context: ApiContext): AsyncIterable<Recovery> {
    const { userId } = viewerOf(context);
    return followEvents(context, `identity.recovery.${userId}`, async ({ payload }) => {
      const { recoveryId } = payload;
      const recovery = typeof recoveryId === 'string' ? await this.recoveries.byId(recoveryId) : null;
      return recovery?.userId === userId ? recovery : null;
    });
  }

  @FieldResolver(() => ID, { description: 'The id of the `User` that the viewer is.' })
  id(@Root() user: User): string {
    return toNodeId('User', user.id);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the account is bound to a proved person.' })
  isPersonProved(@Root() user: User): boolean {
    return user.personId !== null;
  }

  @FieldResolver(() => [MemberKeyType], { description: 'The keys that are not revoked, at most 20, the oldest first.' })
  keys(@Root() user: User): Promise<MemberKey[]> {
    return this.keysOf.liveOf(user.id);
  }

  @FieldResolver(() => [SessionType], { description: 'Where the user is signed in, at most 50, the newest first.' })
  sessions(@Root() user: User): Promise<Session[]> {
    return this.sessionsOf.liveOf(user.id);
  }

  @FieldResolver(() => RecoveryType, { nullable: true, description: 'A running recovery of this account, if any.' })
  recovery(@Root() user: User): Promise<Recovery | null> {
    return this.recoveries.runningOf(user.id);
  }

  @FieldResolver(() => Int, { description: 'How many recovery codes are not spent.' })
  recoveryCodesLeft(@Root() user: User): Promise<number> {
    return this.codes.left(user.id);
  }
}

@Resolver(() => SessionType)
export class SessionFields {
  @FieldResolver(() => ID, { description: 'For `signOut`.' })
  id(@Root() session: Session): string {
    return toNodeId('Session', session.id);
  }

  @FieldResolver(() => Boolean, { description: 'Whether this very request comes from it.' })
  isCurrent(@Root() session: Session, @Ctx() context: ApiContext): boolean {
    return session.id === viewerOf(context).sessionId;
  }
}

@Resolver(() => RecoveryType)
export class RecoveryFields {
  @FieldResolver(() => ID, { description: 'For `completeRecovery` and `cancelRecovery`.' })
  id(@Root() recovery: Recovery): string {
    return toNodeId('Recovery', recovery.id);
  }
}
