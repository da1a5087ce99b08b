import { identityNodes, identityResolvers } from '../api/identity/index.ts';
import { jwksRoute } from '../api/well-known/jwks.route.ts';
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
  VerifyProof,
  VerifyStatement,
  VouchForPerson,
} from '../domain/identity/index.ts';
import { JoseIssuers } from '../infra/crypto/jose-issuers.ts';
import { JoseSignatures } from '../infra/crypto/jose-signatures.ts';
import { JoseAccessTokens } from '../infra/crypto/tokens.ts';
import { identityCollections } from '../infra/postgres/identity/index.ts';
import type { Ground, Wired } from './parts.ts';

export function wireIdentity({ config, transactions: tx, dataSource, rootKey }: Ground) {
  const { instance, setupToken, recoveryDelayMs } = config;
  const settings = { ...defaultSettings(instance), setupToken, recoveryDelayMs };
  const kept = identityCollections(dataSource);
  const { users, memberKeys, sessions, recoveryCodes, recoveries, persons, issuerAccounts } = kept;
  const signatures = new JoseSignatures();
  const issuers = new JoseIssuers(config.oidcIssuers);
  const tokens = new JoseAccessTokens(instance, rootKey, kept.signingKeys);
  const nullifiers = new KeyedNullifiers(tx, kept.wrappedSecrets, rootKey);
  const ring = new SigningKeyRing(settings, kept.signingKeys, tokens, rootKey);
  const bindPerson = new BindPerson(users, persons, nullifiers);
  const admitByIssuer = new AdmitByIssuer(tx, issuers, issuerAccounts, users, nullifiers, bindPerson);
  const authenticate = new Authenticate(settings, tokens, sessions, issuers, admitByIssuer);
  const startSession = new StartSession(settings, sessions, ring, tokens);
  const createAccount = new CreateAccount(users, memberKeys, recoveryCodes, startSession);
  const proof = new VerifyProof(settings, signatures, kept.challenges);
  const verifyStatement = new VerifyStatement(settings, memberKeys, signatures, kept.statements);
  const firstKey = new FirstKeyByIssuer(settings, issuers, issuerAccounts, nullifiers);
  const claims = kept.instanceClaims;
  const secrets = kept.wrappedSecrets;
  const api = {
    users,
    memberKeys,
    sessions,
    recoveries,
    recoveryCodes,
    requestChallenge: new RequestChallenge(settings, tx, kept.challenges),
    signUp: new SignUp(tx, signatures, proof, createAccount),
    signIn: new SignIn(tx, users, memberKeys, proof, startSession),
    claimInstance: new ClaimInstance(settings, tx, claims, secrets, rootKey, signatures, proof, createAccount),
    refreshSession: new RefreshSession(tx, sessions, startSession),
    signOut: new SignOut(tx, sessions),
    addKey: new AddKey(tx, users, memberKeys, signatures, proof, verifyStatement, firstKey),
    revokeKey: new RevokeKey(tx, users, memberKeys, recoveryCodes, sessions, verifyStatement),
    replaceRecoveryCodes: new ReplaceRecoveryCodes(tx, users, recoveryCodes, verifyStatement),
    startRecovery: new StartRecovery(
      ...([settings, tx, users, memberKeys, recoveryCodes, recoveries] as const),
      ...([kept.wrongCodes, signatures, proof] as const),
    ),
    cancelRecovery: new CancelRecovery(tx, recoveries, verifyStatement),
    completeRecovery: new CompleteRecovery(tx, users, memberKeys, recoveries, sessions, proof, startSession),
    vouchForPerson: new VouchForPerson(tx, new OperatorVouch(), bindPerson),
    provePerson: new ProvePerson(tx, new IssuerClaim(issuers), bindPerson),
    appointOperator: new AppointOperator(tx, users),
    rotateSigningKey: new RotateSigningKey(tx, ring),
  };
  const publishedKeys = new PublishedKeys(kept.signingKeys);
  const wired: Wired = {
    resolvers: identityResolvers(api),
    nodes: identityNodes(api),
    mounts: [(app) => app.use(jwksRoute(publishedKeys))],
  };
  return {
    users,
    memberKeys,
    persons,
    nullifiers,
    verifyStatement,
    authenticate,
    wired,
    ensureSetupToken: new EnsureSetupToken(settings, tx, claims, secrets, rootKey),
  };
}

export type Identity = ReturnType<typeof wireIdentity>;
