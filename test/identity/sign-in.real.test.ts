import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  ChallengeUnknown,
  HandleTaken,
  KeyInvalid,
  KeyTaken,
  KeyUnknown,
  ProofInvalid,
  RecoveryRefused,
} from '../../domain/identity/index.ts';
import { InvalidInput } from '../../domain/shared/index.ts';
import { Device } from './support/device.ts';
import { openIdentity, type TestIdentity } from './support/identity.ts';

let identity: TestIdentity;
beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());

test.each(['EdDSA', 'ES256'] as const)('a member signs up and in with a %s key', async (alg) => {
  const { device, account } = await identity.join(`with-${alg.toLowerCase()}`, alg);
  expect(account.recoveryCodes).toHaveLength(8);

  const proof = await identity.proof(device, 'identity.sign-in');
  const { user, tokens } = await identity.signIn.execute({ keyId: device.keyId, proof });

  expect(user.id).toBe(account.user.id);
  const viewer = await identity.authenticate.execute(tokens.accessToken);
  expect(viewer).toEqual({ userId: user.id, isOperator: false, sessionId: tokens.sessionId });
});

test('the proof of another key does not sign in', async () => {
  const { device } = await identity.join('wrong-key');
  const other = await Device.make();
  const { challenge } = await identity.requestChallenge.execute();
  const foreign = await other.prove(challenge, 'identity.sign-in');
  const disguised = await other.sign('{}', 'commonpool-challenge', { kid: device.keyId });

  await expect(identity.signIn.execute({ keyId: device.keyId, proof: foreign })).rejects.toThrow(ProofInvalid);
  await expect(identity.signIn.execute({ keyId: device.keyId, proof: disguised })).rejects.toThrow(ProofInvalid);
  await expect(identity.signIn.execute({ keyId: other.keyId, proof: foreign })).rejects.toThrow(KeyUnknown);
});

test('a proof is good for one act, one instance and one use', async () => {
  const { device } = await identity.join('replayed');
  const { challenge } = await identity.requestChallenge.execute();
  const signIn = async (proof: string) => identity.signIn.execute({ keyId: device.keyId, proof });

  await expect(signIn(await device.prove(challenge, 'identity.sign-up'))).rejects.toThrow(ProofInvalid);
  await expect(signIn(await device.prove(challenge, 'identity.sign-in', 'https://other.example'))).rejects.toThrow(
    ProofInvalid,
  );
  const proof = await device.prove(challenge, 'identity.sign-in');
  await signIn(proof);
  await expect(signIn(proof)).rejects.toThrow(ChallengeUnknown);
});

test('of two sign-ins with one challenge at the same time exactly one succeeds', async () => {
  const { device } = await identity.join('twice-at-once');
  const proof = await identity.proof(device, 'identity.sign-in');
  const both = await Promise.allSettled([1, 2].map(() => identity.signIn.execute({ keyId: device.keyId, proof })));
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a challenge expires, and is nowhere stored as it is', async () => {
  const { device } = await identity.join('too-late');
  const { challenge } = await identity.requestChallenge.execute();
  const stored = await identity.db.dataSource.query<{ hash: string }[]>('SELECT hash FROM challenges');
  expect(JSON.stringify(stored)).not.toContain(challenge);

  await identity.db.clock.advance(identity.settings.challengeMs);
  const proof = await device.prove(challenge, 'identity.sign-in');
  await expect(identity.signIn.execute({ keyId: device.keyId, proof })).rejects.toThrow(ChallengeUnknown);

  await identity.requestChallenge.execute();
  expect(await identity.db.dataSource.query('SELECT hash FROM challenges')).toHaveLength(1);
});

test('of two sign-ups that race for a handle one gets it, and the other leaves nothing behind', async () => {
  const race = await Promise.allSettled([identity.join('wanted'), identity.join('wanted')]);
  const lost = race.filter((outcome) => outcome.status === 'rejected');
  expect(lost).toHaveLength(1);
  expect(lost[0]?.reason).toBeInstanceOf(HandleTaken);
  const keys = await identity.db.dataSource.query<unknown[]>(
    `SELECT 1 FROM member_keys k JOIN users u ON u.id = k.user_id WHERE u.handle = 'wanted'`,
  );
  expect(keys).toHaveLength(1);
});

test('a key belongs to one account for ever', async () => {
  const { device } = await identity.join('first-holder');
  const proof = await identity.proof(device, 'identity.sign-up');
  const again = identity.signUp.execute({ handle: 'second-holder', publicKey: device.publicKey, proof });
  await expect(again).rejects.toThrow(KeyTaken);
  expect(await identity.users.byHandle('second-holder')).toBeNull();
});

test('text that no database would take names no key and no account', async () => {
  const device = await Device.make();
  const proof = await identity.proof(device, 'identity.sign-in');
  await expect(identity.signIn.execute({ keyId: 'a\0b', proof })).rejects.toThrow(KeyUnknown);
  const start = await identity.proof(device, 'identity.start-recovery');
  const recovery = { handle: 'a\0b', code: '\0', newPublicKey: device.publicKey, proof: start };
  await expect(identity.startRecovery.execute(recovery)).rejects.toThrow(RecoveryRefused);
});

test('a handle that could be an address, or a key that is none, is refused by name', async () => {
  const device = await Device.make();
  const proof = await identity.proof(device, 'identity.sign-up');
  const { publicKey } = device;
  const address = identity.signUp.execute({ handle: 'ann@example.org', publicKey, proof });
  await expect(address).rejects.toMatchObject({ constructor: InvalidInput, field: ['handle'] });
  const noKey = identity.signUp.execute({ handle: 'no-key', publicKey: { kty: 'RSA', n: 'AQAB', e: 'AQAB' }, proof });
  await expect(noKey).rejects.toMatchObject({ constructor: KeyInvalid, field: ['publicKey'] });
});
