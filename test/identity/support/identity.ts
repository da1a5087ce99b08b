import { randomBytes } from 'node:crypto';
import {
  AddKey,
  AdmitByIssuer,
  AppointOperator,
  Authenticate,
  BindPerson,
  CancelRecovery,
  ClaimInstance,
  CompleteRecovery,
  CreateAccount,
  defaultSettings,
  EnsureSetupToken,
  FirstKeyByIssuer,
  IssuerClaim,
  KeyedNullifiers,
  OperatorVouch,
  ProvePerson,
  PublishedKeys,
  RefreshSession,
  ReplaceRecoveryCodes,
  RequestChallenge,
  RevokeKey,
  RotateSigningKey,
  SignIn,
  SigningKeyRing,
  SignOut,
  SignUp,
  StartRecovery,
  StartSession,
  VerifyAct,
  VerifyProof,
  VerifyStatement,
  VouchForPerson,
  type ChallengeAction,
  type IdentitySettings,
  type NewAccount,
  type TrustedIssuer,
  type Viewer,
} from '../../../domain/identity/index.ts';
import { JoseIssuers } from '../../../infra/crypto/jose-issuers.ts';
import { JoseSignatures } from '../../../infra/crypto/jose-signatures.ts';
import { LocalRootKey } from '../../../infra/crypto/root-key.ts';
import { JoseAccessTokens } from '../../../infra/crypto/tokens.ts';
import { identityCollections } from '../../../infra/postgres/identity/index.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { Device, INSTANCE } from './device.ts';

export interface Member {
  readonly device: Device;
  readonly account: NewAccount;
  readonly viewer: Viewer;
}

/** The whole context on a database of its own, and what members do with it. */
export async function openIdentity(changes: Partial<IdentitySettings> = {}, issuers: readonly TrustedIssuer[] = []) {
  const db = await openTestDatabase();
  const rootKey = LocalRootKey.fromBase64(randomBytes(32).toString('base64'));
  const context = wire(db, rootKey, { ...defaultSettings(INSTANCE), ...changes }, issuers);

  async function proof(device: Device, action: ChallengeAction): Promise<string> {
    const { challenge } = await context.requestChallenge.execute();
    return device.prove(challenge, action);
  }

  async function signUp(handle: string, alg: 'EdDSA' | 'ES256' = 'EdDSA'): Promise<Member> {
    const device = await Device.make(alg);
    const account = await context.signUp.execute({
      handle,
      publicKey: device.publicKey,
      proof: await proof(device, 'identity.sign-up'),
    });
    const { user, tokens } = account;
    return { device, account, viewer: { userId: user.id, isOperator: user.isOperator, sessionId: tokens.sessionId } };
  }

  async function operator(handle = 'operator'): Promise<Member> {
    const setupToken = (await context.ensureSetupToken.execute()) ?? '';
    const device = await Device.make();
    const account = await context.claimInstance.execute({
      handle,
      publicKey: device.publicKey,
      proof: await proof(device, 'identity.sign-up'),
      setupToken,
    });
    const { user, tokens } = account;
    return { device, account, viewer: { userId: user.id, isOperator: user.isOperator, sessionId: tokens.sessionId } };
  }

  return { ...context, db, rootKey, proof, join: signUp, operator, close: () => db.close() };
}

export type TestIdentity = Awaited<ReturnType<typeof openIdentity>>;

/** As app.ts does it; a second call on the same database is a second process. */
export function wire(
  db: Pick<TestDatabase, 'dataSource' | 'transactions'>,
  box: LocalRootKey,
  settings: IdentitySettings,
  trusted: readonly TrustedIssuer[] = [],
) {
  const { transactions } = db;
  const kept = identityCollections(db.dataSource);
  const { users, memberKeys, challenges, sessions, recoveryCodes, recoveries, wrongCodes } = kept;
  const { persons, issuerAccounts, statements, signingKeys, instanceClaims, wrappedSecrets } = kept;
  const signatures = new JoseSignatures();
  const tokens = new JoseAccessTokens(settings.instance, box, signingKeys);
  const issuers = new JoseIssuers(trusted);
  const nullifiers = new KeyedNullifiers(transactions, wrappedSecrets, box);
  const ring = new SigningKeyRing(settings, signingKeys, tokens, box);
  const verifyProof = new VerifyProof(settings, signatures, challenges);
  const verifyStatement = new VerifyStatement(settings, memberKeys, signatures, statements);
  const startSession = new StartSession(settings, sessions, ring, tokens);
  const createAccount = new CreateAccount(users, memberKeys, recoveryCodes, startSession);
  const bindPerson = new BindPerson(users, persons, nullifiers);
  const firstKey = new FirstKeyByIssuer(settings, issuers, issuerAccounts, nullifiers);
  const admit = new AdmitByIssuer(transactions, issuers, issuerAccounts, users, nullifiers, bindPerson);
  return {
    ...kept,
    settings,
    verifyStatement,
    verifyAct: new VerifyAct(verifyStatement, memberKeys),
    requestChallenge: new RequestChallenge(settings, transactions, challenges),
    signUp: new SignUp(transactions, signatures, verifyProof, createAccount),
    signIn: new SignIn(transactions, users, memberKeys, verifyProof, startSession),
    refreshSession: new RefreshSession(transactions, sessions, startSession),
    signOut: new SignOut(transactions, sessions),
    authenticate: new Authenticate(settings, tokens, sessions, issuers, admit),
    addKey: new AddKey(transactions, users, memberKeys, signatures, verifyProof, verifyStatement, firstKey),
    revokeKey: new RevokeKey(transactions, users, memberKeys, recoveryCodes, sessions, verifyStatement),
    replaceRecoveryCodes: new ReplaceRecoveryCodes(transactions, users, recoveryCodes, verifyStatement),
    startRecovery: new StartRecovery(
      settings,
      transactions,
      users,
      memberKeys,
      recoveryCodes,
      recoveries,
      wrongCodes,
      signatures,
      verifyProof,
    ),
    cancelRecovery: new CancelRecovery(transactions, recoveries, verifyStatement),
    completeRecovery: new CompleteRecovery(
      transactions,
      users,
      memberKeys,
      recoveries,
      sessions,
      verifyProof,
      startSession,
    ),
    rotateSigningKey: new RotateSigningKey(transactions, ring),
    publishedKeys: new PublishedKeys(signingKeys),
    vouchForPerson: new VouchForPerson(transactions, new OperatorVouch(), bindPerson),
    provePerson: new ProvePerson(transactions, new IssuerClaim(issuers), bindPerson),
    ensureSetupToken: new EnsureSetupToken(settings, transactions, instanceClaims, wrappedSecrets, box),
    claimInstance: new ClaimInstance(
      settings,
      transactions,
      instanceClaims,
      wrappedSecrets,
      box,
      signatures,
      verifyProof,
      createAccount,
    ),
    appointOperator: new AppointOperator(transactions, users),
  };
}
