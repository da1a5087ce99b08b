import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { MemberKey, Recovery, SessionTokens, User } from '../../domain/identity/index.ts';
import { Payload } from '../shared/index.ts';
import { MemberKeyType } from './member-key.type.ts';
import { RecoveryType } from './recovery.type.ts';
import { SessionTokensType } from './session.type.ts';
import { UserType } from './user.type.ts';

@ObjectType({ description: 'Answer of `addKey`.', implements: Payload })
export class AddKeyPayload extends Payload {
  @Field(() => MemberKeyType, { nullable: true, description: 'The new key.' })
  key?: MemberKey | null;
}

@ObjectType({ description: 'Answer of `revokeKey`.', implements: Payload })
export class RevokeKeyPayload extends Payload {
  @Field(() => MemberKeyType, { nullable: true, description: 'The revoked key.' })
  key?: MemberKey | null;
}

@ObjectType({ description: 'Answer of `replaceRecoveryCodes`.', implements: Payload })
export class ReplaceRecoveryCodesPayload extends Payload {
  @Field(() => [String], { nullable: true, description: 'The new codes; all older ones are void. Shown this once.' })
  recoveryCodes?: readonly string[] | null;
}

@ObjectType({ description: 'Answer of `startRecovery`.', implements: Payload })
export class StartRecoveryPayload extends Payload {
  @Field(() => RecoveryType, { nullable: true, description: 'The running recovery; keep its id.' })
  recovery?: Recovery | null;
}

@ObjectType({ description: 'Answer of `cancelRecovery`.', implements: Payload })
export class CancelRecoveryPayload extends Payload {
  @Field(() => RecoveryType, { nullable: true, description: 'The cancelled recovery.' })
  recovery?: Recovery | null;
}

@ObjectType({ description: 'Answer of `completeRecovery`.', implements: Payload })
export class CompleteRecoveryPayload extends Payload {
  @Field(() => UserType, { nullable: true, description: 'Who is signed in now.' })
  user?: User | null;

  @Field(() => SessionTokensType, { nullable: true, description: 'The tokens of the new key’s session.' })
  tokens?: SessionTokens | null;
}
