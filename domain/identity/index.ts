import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';
import type * as recoveryErrors from './recovery-errors.ts';
import type * as sessionErrors from './session-errors.ts';
import type * as statementErrors from './statement-errors.ts';

export type IdentityErrorCode =
  | CodesOf<typeof errors>
  | CodesOf<typeof recoveryErrors>
  | CodesOf<typeof sessionErrors>
  | CodesOf<typeof statementErrors>;

export * from './errors.ts';
export * from './recovery-errors.ts';
export * from './session-errors.ts';
export * from './statement-errors.ts';
export type * from './ports.ts';
export { defaultSettings, type IdentitySettings, type TrustedIssuer } from './settings.ts';
export { User, assertHandle, assertOperator, generatedHandle, isHandle, type Viewer } from './user.ts';
export { MAX_LIVE_KEYS, MemberKey, type KeyAlgorithm, type PublicJwk, type PublicKey } from './member-key.ts';
export {
  CHALLENGE_TYPE,
  Challenge,
  challengeMessage,
  type ChallengeAction,
  type IssuedChallenge,
} from './challenge.ts';
export { RefreshToken, Session, type SessionEnd, type SessionTokens } from './session.ts';
export { SigningKey, signingKeyContext } from './signing-key.ts';
export { Recovery, RecoveryAttempts } from './recovery.ts';
export { RecoveryCode } from './recovery-code.ts';
export { Person, type PersonEvidence } from './person.ts';
export {
  assertStatement,
  readStatement,
  STATEMENT_TYPE,
  Statement,
  type StatementClaim,
  type StatementPayload,
} from './statement.ts';

export { AddKey } from './add-key.ts';
export { AdmitByIssuer } from './admit-by-issuer.ts';
export { AppointOperator } from './appoint-operator.ts';
export { Authenticate } from './authenticate.ts';
export { BindPerson } from './bind-person.ts';
export { CancelRecovery } from './cancel-recovery.ts';
export { ClaimInstance } from './claim-instance.ts';
export { CompleteRecovery } from './complete-recovery.ts';
export { CreateAccount, type NewAccount } from './create-account.ts';
export { EnsureSetupToken } from './ensure-setup-token.ts';
export { FirstKeyByIssuer } from './first-key-by-issuer.ts';
export { OtherHands } from './other-hands.ts';
export { IssuerClaim, ProvePerson } from './prove-person.ts';
export { KeyedNullifiers } from './keyed-nullifiers.ts';
export { OperatorVouch, VouchForPerson } from './vouch-for-person.ts';
export { PublishedKeys } from './published-keys.ts';
export { RefreshSession } from './refresh-session.ts';
export { ReplaceRecoveryCodes } from './replace-recovery-codes.ts';
export { RequestChallenge } from './request-challenge.ts';
export { RevokeKey } from './revoke-key.ts';
export { RotateSigningKey } from './rotate-signing-key.ts';
export { SignIn } from './sign-in.ts';
export { SignOut } from './sign-out.ts';
export { SignUp } from './sign-up.ts';
export { SignAsInstance } from './sign-as-instance.ts';
export { SigningKeyRing } from './signing-key-ring.ts';
export { StartRecovery } from './start-recovery.ts';
export { StartSession } from './start-session.ts';
export { SweepSessions } from './sweep-sessions.ts';
export { VerifyAct } from './verify-act.ts';
export { VerifyProof } from './verify-proof.ts';
export { VerifyStatement } from './verify-statement.ts';
export {
  SenderKeys,
  type FreshSecret,
  type SenderSecret,
  type SenderSecrets,
  type SignedDelivery,
  type WebhookSignatures,
} from './webhook-sender.ts';
