import type {
  AddKey,
  AppointOperator,
  CancelRecovery,
  ClaimInstance,
  CompleteRecovery,
  MemberKeys,
  ProvePerson,
  Recoveries,
  RecoveryCodes,
  RefreshSession,
  ReplaceRecoveryCodes,
  RequestChallenge,
  RevokeKey,
  RotateSigningKey,
  Sessions,
  SignIn,
  SignOut,
  SignUp,
  StartRecovery,
  Users,
  VouchForPerson,
} from '../../domain/identity/index.ts';
import type { NodeLoader } from '../shared/index.ts';
import { KeyResolver } from './key.resolver.ts';
import { OperatorResolver } from './operator.resolver.ts';
import { PersonResolver } from './person.resolver.ts';
import { RecoveryResolver } from './recovery.resolver.ts';
import { SessionResolver } from './session.resolver.ts';
import { SignUpResolver } from './sign-up.resolver.ts';
import { RecoveryFields, SessionFields, ViewerResolver } from './viewer.resolver.ts';

export { KeyResolver } from './key.resolver.ts';
export { OperatorResolver } from './operator.resolver.ts';
export { PersonResolver } from './person.resolver.ts';
export { RecoveryResolver } from './recovery.resolver.ts';
export { SessionResolver } from './session.resolver.ts';
export { SignUpResolver } from './sign-up.resolver.ts';
export { UserType } from './user.type.ts';
export { RecoveryFields, SessionFields, ViewerResolver } from './viewer.resolver.ts';

export interface IdentityApi {
  readonly requestChallenge: RequestChallenge;
  readonly signUp: SignUp;
  readonly signIn: SignIn;
  readonly claimInstance: ClaimInstance;
  readonly refreshSession: RefreshSession;
  readonly signOut: SignOut;
  readonly addKey: AddKey;
  readonly revokeKey: RevokeKey;
  readonly replaceRecoveryCodes: ReplaceRecoveryCodes;
  readonly startRecovery: StartRecovery;
  readonly cancelRecovery: CancelRecovery;
  readonly completeRecovery: CompleteRecovery;
  readonly vouchForPerson: VouchForPerson;
  readonly provePerson: ProvePerson;
  readonly appointOperator: AppointOperator;
  readonly rotateSigningKey: RotateSigningKey;
  readonly users: Users;
  readonly memberKeys: MemberKeys;
  readonly sessions: Sessions;
  readonly recoveries: Recoveries;
  readonly recoveryCodes: RecoveryCodes;
}

export function identityResolvers(api: IdentityApi): object[] {
  return [
    new ViewerResolver(api.users, api.memberKeys, api.sessions, api.recoveries, api.recoveryCodes),
    new SessionFields(),
    new RecoveryFields(),
    new SignUpResolver(api.requestChallenge, api.signUp, api.signIn, api.claimInstance),
    new SessionResolver(api.refreshSession, api.signOut),
    new KeyResolver(api.addKey, api.revokeKey, api.replaceRecoveryCodes),
    new RecoveryResolver(api.startRecovery, api.cancelRecovery, api.completeRecovery),
    new PersonResolver(api.vouchForPerson, api.provePerson),
    new OperatorResolver(api.appointOperator, api.rotateSigningKey),
  ];
}

/** Anyone signed in may see a user's handle, and nothing else. */
export function identityNodes({ users }: Pick<IdentityApi, 'users'>): NodeLoader[] {
  return [{ type: 'User', load: (_viewer, id) => users.byId(id) }];
}
