import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { Session, SessionTokens } from '../../domain/identity/index.ts';
import { DateTime } from '../shared/index.ts';

@ObjectType('Session', { description: 'One sign-in on one device.' })
export class SessionType implements Pick<Session, 'startedAt' | 'refreshedAt' | 'expiresAt'> {
  @Field(() => DateTime, { description: 'When the key signed in.' })
  readonly startedAt!: Date;

  @Field(() => DateTime, { description: 'When its tokens were last renewed.' })
  readonly refreshedAt!: Date;

  @Field(() => DateTime, { description: 'When it ends unless it is refreshed before.' })
  readonly expiresAt!: Date;
}

@ObjectType('SessionTokens', { description: 'What a client keeps after signing in. Shown this once.' })
export class SessionTokensType implements Omit<SessionTokens, 'sessionId'> {
  @Field(() => String, { description: 'A JWT for the Authorization header; good for minutes.' })
  readonly accessToken!: string;

  @Field(() => DateTime, { description: 'When the access token ends.' })
  readonly accessTokenExpiresAt!: Date;

  @Field(() => String, { description: 'Good for one `refreshSession`. Using it twice ends the session.' })
  readonly refreshToken!: string;

  @Field(() => DateTime, { description: 'When the refresh token ends.' })
  readonly refreshTokenExpiresAt!: Date;
}
