import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  KeyLimitReached,
  KeyRevoked,
  KeyTaken,
  LastKey,
  MAX_LIVE_KEYS,
  ProofInvalid,
  StatementInvalid,
  StatementMissing,
} from '../../domain/identity/index.ts';
import { digestOf, NotFound } from '../../domain/shared/index.ts';
import { Device } from './support/device.ts';
import { openIdentity, type Member, type TestIdentity } from './support/identity.ts';

let identity: TestIdentity;
beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());

async function addKey(member: Member, device: Device, by: Device = member.device) {
  return identity.addKey.execute({
    viewer: member.viewer,
    publicKey: device.publicKey,
    proof: await identity.proof(device, 'identity.add-key'),
    statementJws: await by.stateOnKey('identity.add-key', device.keyId),
    issuerToken: null,
  });
}

async function revoke(member: Member, keyId: string, by: Device = member.device) {
  const statementJws = await by.stateOnKey('identity.revoke-key', keyId);
  return identity.revokeKey.execute({ viewer: member.viewer, keyId, statementJws });
}

async function signIn(device: Device) {
  const proof = await identity.proof(device, 'identity.sign-in');
  return identity.signIn.execute({ keyId: device.keyId, proof });
}

test('a second device is let in by the first, and signs in to the same account', async () => {
  const member = await identity.join('two-devices');
  const phone = await Device.make('ES256');
  await addKey(member, phone);
  expect((await signIn(phone)).user.id).toBe(member.account.user.id);
});

test('an access token alone plants no key: the account agrees with a key that it has', async () => {
  const member = await identity.join('guarded');
  const thief = await Device.make();
  const proof = await identity.proof(thief, 'identity.add-key');
  const { viewer } = member;
  const command = { viewer, publicKey: thief.publicKey, proof, statementJws: null, issuerToken: null };
  await expect(identity.addKey.execute(command)).rejects.toThrow(StatementMissing);
  await expect(addKey(member, thief, thief)).rejects.toMatchObject({ reason: 'unknown-key' });
});

test('nobody registers a key that they do not hold', async () => {
  const member = await identity.join('squatter');
  const victim = await Device.make();
  const { challenge } = await identity.requestChallenge.execute();
  const command = {
    viewer: member.viewer,
    publicKey: victim.publicKey,
    proof: await member.device.prove(challenge, 'identity.add-key'),
    statementJws: await member.device.stateOnKey('identity.add-key', victim.keyId),
    issuerToken: null,
  };
  await expect(identity.addKey.execute(command)).rejects.toThrow(ProofInvalid);
});

test('revoking a key ends it, its sessions and its signatures, and leaves the others alone', async () => {
  const member = await identity.join('lost-phone');
  const phone = await Device.make();
  await addKey(member, phone);
  const onPhone = await signIn(phone);

  const revoked = await revoke(member, phone.keyId);

  expect(revoked.revokedAt).toBeInstanceOf(Date);
  expect(await identity.authenticate.execute(onPhone.tokens.accessToken)).toBeNull();
  expect(await identity.authenticate.execute(member.account.tokens.accessToken)).not.toBeNull();
  await expect(signIn(phone)).rejects.toThrow(KeyRevoked);
  await expect(revoke(member, member.device.keyId, phone)).rejects.toMatchObject({
    constructor: StatementInvalid,
    reason: 'revoked-key',
  });
  await expect(addKey(member, phone)).rejects.toThrow(KeyTaken);
});

test('the database itself keeps a revoked key revoked, and every key what it is', async () => {
  const member = await identity.join('final');
  const { keyId } = member.device;
  await revoke(member, keyId);
  const change = (set: string) =>
    identity.db.dataSource.query(`UPDATE member_keys SET ${set} WHERE thumbprint = $1`, [keyId]);
  await expect(change('revoked_at = NULL')).rejects.toThrow('never changed');
  await expect(change(`jwk = '{}'`)).rejects.toThrow('never changed');
  await expect(identity.db.dataSource.query('DELETE FROM member_keys')).rejects.toThrow('never changed');
});

test('the last key stays while no recovery code is left', async () => {
  const member = await identity.join('one-way-in');
  await identity.db.dataSource.query('DELETE FROM recovery_codes WHERE user_id = $1', [member.account.user.id]);
  await expect(revoke(member, member.device.keyId)).rejects.toThrow(LastKey);

  const statementJws = await member.device.state({
    action: 'identity.replace-recovery-codes',
    subject: 'recovery-codes',
    digest: digestOf({}),
  });
  const codes = await identity.replaceRecoveryCodes.execute({ viewer: member.viewer, statementJws });
  expect(new Set(codes).size).toBe(8);
  await revoke(member, member.device.keyId);
  expect(await identity.memberKeys.liveOf(member.account.user.id)).toEqual([]);
});

test('of two keys that revoke each other at once one stays', async () => {
  const member = await identity.join('duel');
  const phone = await Device.make();
  await addKey(member, phone);
  await identity.db.dataSource.query('DELETE FROM recovery_codes WHERE user_id = $1', [member.account.user.id]);
  const duel = await Promise.allSettled([
    revoke(member, phone.keyId, member.device),
    revoke(member, member.device.keyId, phone),
  ]);
  expect(duel.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await identity.memberKeys.liveOf(member.account.user.id)).toHaveLength(1);
});

test('another member’s key is not found, however well the request is signed', async () => {
  const [mallory, alice] = [await identity.join('mallory'), await identity.join('alice')];
  await expect(revoke(mallory, alice.device.keyId)).rejects.toThrow(NotFound);
});

test('an account has at most twenty keys', async () => {
  const member = await identity.join('hoarder');
  for (let count = 1; count < MAX_LIVE_KEYS; count += 1) await addKey(member, await Device.make());
  await expect(addKey(member, await Device.make())).rejects.toThrow(KeyLimitReached);
});
