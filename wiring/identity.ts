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
  SignAsInstance,
  SigningKeyRing,
  SignOut,
  SignUp,
  StartRecovery,
  StartSession,
  SweepSessions,
  VerifyAct,
  VerifyProof,
  VerifyStatement,
  VouchForPerson,
} from '../domain/identity/index.ts';
import { JoseIssuers } from '../infra/crypto/jose-issuers.ts';
import { JoseSignatures } from '../infra/crypto/jose-signatures.ts';
import { JoseAccessTokens } from '../infra/crypto/tokens.ts';
import { identityCollections } from '../infra/postgres/identity/index.ts';
import type { Ground, Wired } from './parts.ts';

/** The steps that several use cases share. */
function wireSteps({ config, transactions: tx, dataSource, rootKey }: Ground) {
  const { instance, setupToken, recoveryDelayMs } = config;
  const settings = { ...defaultSettings(instance), setupToken, recoveryDelayMs };
  const kept = identityCollections(dataSource);
  const { users, memberKeys, sessions, persons, signingKeys } = kept;
  const signatures = new JoseSignatures();
  const issuers = new JoseIssuers(config.oidcIssuers);
  const tokens = new JoseAccessTokens(instance, rootKey, signingKeys);
  const ring = new SigningKeyRing(settings, signingKeys, tokens, rootKey);
  const nullifiers = new KeyedNullifiers(tx, kept.wrappedSecrets, rootKey);
  const bindPerson = new BindPerson(users, persons, nullifiers);
  const admitByIssuer = new AdmitByIssuer(tx, issuers, kept.issuerAccounts, users, nullifiers, bindPerson);
  const startSession = new StartSession(settings, sessions, ring, tokens);
  return {
    settings,
    kept,
    signatures,
    issuers,
    ring,
    tokens,
    nullifiers,
    bindPerson,
    startSession,
    authenticate: new Authenticate(settings, tokens, sessions, issuers, admitByIssuer),
    createAccount: new CreateAccount(users, memberKeys, kept.recoveryCodes, startSession),
    proof: new VerifyProof(settings, signatures, kept.challenges),
    verifyStatement: new VerifyStatement(settings, memberKeys, signatures, kept.statements),
    firstKey: new FirstKeyByIssuer(settings, issuers, kept.issuerAccounts, nullifiers),
  };
}

export function wireIdentity(ground: Ground) {
  const { transactions: tx, rootKey } = ground;
  const steps = wireSteps(ground);
  const { settings, kept, signatures, issuers, bindPerson, startSession, createAccount, proof, verifyStatement } =
    steps;
  const { users, memberKeys, sessions, recoveryCodes, recoveries } = kept;
  const { instanceClaims: claims, wrappedSecrets: secrets } = kept;
  const context = {
    ...kept,
    settings,
    nullifiers: steps.nullifiers,
    requestChallenge: new RequestChallenge(settings, tx, kept.challenges),
    signUp: new SignUp(tx, signatures, proof, createAccount),
    signIn: new SignIn(tx, users, memberKeys, proof, startSession),
    claimInstance: new ClaimInstance(settings, tx, claims, secrets, rootKey, signatures, proof, createAccount),
    refreshSession: new RefreshSession(tx, sessions, startSession),
    signOut: new SignOut(tx, sessions),
    addKey: new AddKey(tx, users, memberKeys, signatures, proof, verifyStatement, steps.firstKey),
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
    rotateSigningKey: new RotateSigningKey(tx, steps.ring),
    signAsInstance: new SignAsInstance(tx, steps.ring, steps.tokens),
    publishedKeys: new PublishedKeys(kept.signingKeys),
    ensureSetupToken: new EnsureSetupToken(settings, tx, claims, secrets, rootKey),
    authenticate: steps.authenticate,
    verifyStatement,
    verifyAct: new VerifyAct(verifyStatement, memberKeys),
    sweepSessions: new SweepSessions(settings, tx, sessions),
  };
  const jwks = jwksRoute(context.publishedKeys);
  const wired: Wired = {
    resolvers: identityResolvers(context),
    nodes: identityNodes(context),
    mounts: [(app) => app.use(jwks)],
    jobs: [{ name: 'sweep sessions', job: () => context.sweepSessions.execute(), idleMs: 600_000 }],
  };
  return { ...context, wired };
}

export type Identity = ReturnType<typeof wireIdentity>;
