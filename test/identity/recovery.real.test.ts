import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  KeyTaken,
  ProofInvalid,
  RecoveryEnded,
  RecoveryNotReady,
  RecoveryRefused,
  RecoveryRunning,
  RecoveryThrottled,
} from '../../domain/identity/index.ts';
import { NotFound } from '../../domain/shared/index.ts';
import { Device } from './support/device.ts';
import { openIdentity, type Member, type TestIdentity } from './support/identity.ts';

let identity: TestIdentity;
beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());

async function start(handle: string, code: string, device: Device) {
  const proof = await identity.proof(device, 'identity.start-recovery');
  return identity.startRecovery.execute({ handle, code, newPublicKey: device.publicKey, proof });
}

async function complete(recoveryId: string, device: Device, revokeOldKeys = false) {
  const proof = await identity.proof(device, 'identity.complete-recovery');
  return identity.completeRecovery.execute({ recoveryId, proof, revokeOldKeys });
}

async function cancel(member: Member, recovery: { id: string; thumbprint: string }) {
  const now = await identity.db.clock.now();
  const statementJws = await member.device.stateOnKey('identity.cancel-recovery', recovery.thumbprint, now);
  return identity.cancelRecovery.execute({ viewer: member.viewer, recoveryId: recovery.id, statementJws });
}

const codeOf = ({ account }: Member, index = 0): string => account.recoveryCodes[index] ?? '';

test('a code lets a new key in after the cooling-off period, not before, and ends the old ones if asked', async () => {
  const member = await identity.join('lost-all');
  const found = await Device.make('ES256');
  const recovery = await start('lost-all', codeOf(member), found);
  expect(await identity.recoveries.runningOf(member.account.user.id)).toMatchObject({ id: recovery.id });

  await identity.db.clock.advance(identity.settings.recoveryDelayMs - 60_000);
  await expect(complete(recovery.id, found)).rejects.toThrow(RecoveryNotReady);
  await identity.db.clock.advance(60_000);
  await expect(complete(recovery.id, await Device.make())).rejects.toThrow(ProofInvalid);

  const { user, tokens } = await complete(recovery.id, found, true);
  expect(user.id).toBe(member.account.user.id);
  expect(await identity.authenticate.execute(tokens.accessToken)).not.toBeNull();
  const keys = await identity.memberKeys.liveOf(user.id);
  expect(keys.map(({ thumbprint }) => thumbprint)).toEqual([found.keyId]);
  const [old] = await identity.db.dataSource.query<{ ended_because: string }[]>(
    'SELECT ended_because FROM sessions WHERE id = $1',
    [member.account.tokens.sessionId],
  );
  expect(old?.ended_because).toBe('key-revoked');
  await expect(complete(recovery.id, found)).rejects.toThrow(RecoveryEnded);
});

test('without being asked a recovery leaves the old keys', async () => {
  const member = await identity.join('lost-one');
  const found = await Device.make();
  const recovery = await start('lost-one', codeOf(member).toLowerCase().replaceAll('-', ' '), found);
  await identity.db.clock.advance(identity.settings.recoveryDelayMs);
  const { user } = await complete(recovery.id, found);
  expect(await identity.memberKeys.liveOf(user.id)).toHaveLength(2);
});

test('the member cancels a recovery that is not theirs, and the code it cost is spent', async () => {
  const member = await identity.join('attacked');
  const thief = await Device.make();
  const recovery = await start('attacked', codeOf(member), thief);
  const stranger = await identity.join('passer-by');
  await expect(cancel(stranger, recovery)).rejects.toThrow(NotFound);

  await cancel(member, recovery);

  await identity.db.clock.advance(identity.settings.recoveryDelayMs);
  await expect(complete(recovery.id, thief)).rejects.toThrow(RecoveryEnded);
  await expect(start('attacked', codeOf(member), thief)).rejects.toThrow(RecoveryRefused);
  await expect(cancel(member, recovery)).rejects.toThrow(RecoveryEnded);
});

test('one recovery runs at a time, and the code that came too late is kept', async () => {
  const member = await identity.join('twice');
  await start('twice', codeOf(member, 0), await Device.make());
  await expect(start('twice', codeOf(member, 1), await Device.make())).rejects.toThrow(RecoveryRunning);
  expect(await identity.recoveryCodes.left(member.account.user.id)).toBe(7);
});

test('of two who bring one code at once one begins', async () => {
  const member = await identity.join('raced');
  const [one, two] = [await Device.make(), await Device.make()];
  const race = await Promise.allSettled([start('raced', codeOf(member), one), start('raced', codeOf(member), two)]);
  expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a registered key is no new key', async () => {
  const member = await identity.join('same-key');
  await expect(start('same-key', codeOf(member), member.device)).rejects.toThrow(KeyTaken);
});

test('a wrong code and an unknown handle get the same answers, the same waits included', async () => {
  const member = await identity.join('known-one');
  const answers: string[][] = [];
  for (const handle of ['known-one', 'unknown-one', 'not a handle']) {
    const device = await Device.make();
    const heard: string[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const refusal: unknown = await start(handle, 'AAAAA-AAAAA-AAAAA-AAAAA', device).catch((error: unknown) => error);
      heard.push((refusal as Error).name, (refusal as Error).message);
    }
    answers.push(heard);
  }
  expect(answers[0]).toContain('RecoveryRefused');
  expect(answers[0]).toContain('RecoveryThrottled');
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);

  const locked = start('known-one', codeOf(member), await Device.make());
  await expect(locked).rejects.toThrow(RecoveryThrottled);
  await identity.db.clock.advance(30_000);
  await expect(start('known-one', codeOf(member), await Device.make())).resolves.toMatchObject({ state: 'running' });
});

test('no code is stored as it is', async () => {
  const member = await identity.join('on-paper');
  const rows = JSON.stringify(await identity.db.dataSource.query('SELECT * FROM recovery_codes'));
  for (const code of member.account.recoveryCodes) expect(rows).not.toContain(code.replaceAll('-', ''));
});
