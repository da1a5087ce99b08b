import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { InstanceClaimed, SetupTokenWrong } from '../../domain/identity/index.ts';
import { Forbidden } from '../../domain/shared/index.ts';
import { Device } from './support/device.ts';
import { openIdentity, type TestIdentity } from './support/identity.ts';

let identity: TestIdentity;
beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());

async function claim(handle: string, setupToken: string) {
  const device = await Device.make();
  const proof = await identity.proof(device, 'identity.sign-up');
  return identity.claimInstance.execute({ handle, publicKey: device.publicKey, proof, setupToken });
}

test('the setup token is the same in every process, and only it claims the instance, once', async () => {
  const elsewhere = identity.replica();
  const [token, same] = await Promise.all([identity.ensureSetupToken.execute(), elsewhere.ensureSetupToken.execute()]);
  expect(same).toBe(token);
  await expect(claim('guesser', 'guessed')).rejects.toThrow(SetupTokenWrong);

  const race = await Promise.allSettled([claim('first', token ?? ''), claim('second', token ?? '')]);
  expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);

  await expect(claim('third', token ?? '')).rejects.toThrow(InstanceClaimed);
  expect(await identity.ensureSetupToken.execute()).toBeNull();
  expect(await identity.users.byHandle('third')).toBeNull();
});

test('a configured setup token is the one that counts', async () => {
  const configured = await openIdentity({ COMMONPOOL_SETUP_TOKEN: 'chosen-by-the-operator' });
  expect(await configured.ensureSetupToken.execute()).toBe('chosen-by-the-operator');
  const operator = await configured.operator();
  expect(operator.account.user.isOperator).toBe(true);
  await configured.close();
});

test('an operator appoints another; nobody else can', async () => {
  const other = await openIdentity();
  const first = await other.operator();
  const member = await other.join('trusted');
  const { userId } = member.viewer;
  await expect(other.appointOperator.execute({ viewer: member.viewer, userId })).rejects.toThrow(Forbidden);
  await other.appointOperator.execute({ viewer: first.viewer, userId });
  expect(await other.authenticate.execute(member.account.tokens.accessToken)).toMatchObject({ isOperator: true });
  await other.close();
});
