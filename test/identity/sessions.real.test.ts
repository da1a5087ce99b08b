import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { SignJWT, UnsecuredJWT, decodeJwt, decodeProtectedHeader } from 'jose';
import { RefreshTokenReused, SessionEnded } from '../../domain/identity/index.ts';
import { NotFound } from '../../domain/shared/index.ts';
import { INSTANCE } from './support/device.ts';
import { openIdentity, type TestIdentity } from './support/identity.ts';

let identity: TestIdentity;
beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());

test('an access token says who, where and how long, and nothing else', async () => {
  const { account } = await identity.join('bearer');
  const { accessToken, sessionId } = account.tokens;
  expect(decodeProtectedHeader(accessToken)).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt' });
  const { iat = 0, exp = 0, ...claims } = decodeJwt(accessToken);
  expect(claims).toEqual({ iss: INSTANCE, aud: INSTANCE, sub: account.user.id, sid: sessionId });
  expect(exp - iat).toBe(600);
});

test('a refresh token is good once: the next pair works, the old one ends the whole family', async () => {
  const { account } = await identity.join('rotates');
  const second = await identity.refreshSession.execute(account.tokens);
  const third = await identity.refreshSession.execute(second);
  expect(await identity.authenticate.execute(third.accessToken)).not.toBeNull();

  await expect(identity.refreshSession.execute(account.tokens)).rejects.toThrow(RefreshTokenReused);

  expect(await identity.authenticate.execute(third.accessToken)).toBeNull();
  await expect(identity.refreshSession.execute(third)).rejects.toThrow(SessionEnded);
});

test('a refresh token used twice at the same moment ends the family too', async () => {
  const { account } = await identity.join('stolen');
  const both = await Promise.allSettled([1, 2].map(() => identity.refreshSession.execute(account.tokens)));
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((one) => one.status === 'rejected')?.reason).toBeInstanceOf(RefreshTokenReused);
  expect(await identity.authenticate.execute(account.tokens.accessToken)).toBeNull();
});

test('no refresh token is stored as it is', async () => {
  const { account } = await identity.join('hashed');
  const rows = await identity.db.dataSource.query('SELECT * FROM refresh_tokens');
  expect(JSON.stringify(rows)).not.toContain(account.tokens.refreshToken);
});

test('signing out ends the session at once, and only its owner can', async () => {
  const { account, viewer, device } = await identity.join('leaves');
  const proof = await identity.proof(device, 'identity.sign-in');
  const phone = await identity.signIn.execute({ keyId: device.keyId, proof });
  const stranger = await identity.join('stranger');

  const { sessionId } = phone.tokens;
  await expect(identity.signOut.execute({ viewer: stranger.viewer, sessionId })).rejects.toThrow(NotFound);
  await identity.signOut.execute({ viewer, sessionId });

  expect(await identity.authenticate.execute(phone.tokens.accessToken)).toBeNull();
  expect(await identity.authenticate.execute(account.tokens.accessToken)).not.toBeNull();
});

test('the 51st session ends the oldest', async () => {
  const { account, device } = await identity.join('many-devices');
  for (let count = 2; count <= 51; count += 1) {
    const proof = await identity.proof(device, 'identity.sign-in');
    await identity.signIn.execute({ keyId: device.keyId, proof });
  }
  expect(await identity.sessions.liveOf(account.user.id)).toHaveLength(50);
  expect(await identity.authenticate.execute(account.tokens.accessToken)).toBeNull();
});

test('tokens that we did not sign are nobody', async () => {
  const { account } = await identity.join('impersonated');
  const claims = decodeJwt(account.tokens.accessToken);
  const unsigned = new UnsecuredJWT(claims).encode();
  const shared = await new SignJWT(claims)
    .setProtectedHeader({
      alg: 'HS256',
      typ: 'at+jwt',
      kid: decodeProtectedHeader(account.tokens.accessToken).kid ?? '',
    })
    .sign(new TextEncoder().encode('a shared secret of thirty-two byt'));
  const [header, body] = account.tokens.accessToken.split('.');
  const cut = `${header}.${body}.`;
  for (const token of [unsigned, shared, cut, 'x', '', 'a.b.c']) {
    expect(await identity.authenticate.execute(token)).toBeNull();
  }
});

test('checking a token takes one query', async () => {
  const { account } = await identity.join('cheap');
  await identity.authenticate.execute(account.tokens.accessToken);
  const runner = identity.db.dataSource.createQueryRunner();
  const sent = jest.spyOn(Object.getPrototypeOf(runner) as typeof runner, 'query');
  for (let call = 0; call < 5; call += 1) await identity.authenticate.execute(account.tokens.accessToken);
  expect(sent).toHaveBeenCalledTimes(5);
  sent.mockRestore();
  await runner.release();
});

test('an access token expires by the database clock, a session when it was not refreshed for its term', async () => {
  const { account } = await identity.join('fades');
  await identity.db.clock.advance(identity.settings.accessTokenMs);
  expect(await identity.authenticate.execute(account.tokens.accessToken)).toBeNull();
  const next = await identity.refreshSession.execute(account.tokens);
  expect(await identity.authenticate.execute(next.accessToken)).not.toBeNull();
  await identity.db.clock.advance(identity.settings.sessionMs);
  await expect(identity.refreshSession.execute(next)).rejects.toThrow(SessionEnded);
});

test('sessions that have run out are forgotten, and of those that go on only the tokens spent longest ago', async () => {
  const world = await openIdentity();
  const rowsOf = async (table: string) => (await world.db.dataSource.query<unknown[]>(`SELECT 1 FROM ${table}`)).length;
  await world.join('goes');
  const { account } = await world.join('stays');
  const second = await world.refreshSession.execute(account.tokens);
  await world.db.clock.advance(20 * 24 * 3_600_000);
  const third = await world.refreshSession.execute(second);
  expect(await world.sweepSessions.execute()).toBe(0);

  await world.db.clock.advance(20 * 24 * 3_600_000);
  expect(await world.sweepSessions.execute()).toBe(2);
  expect(await world.sweepSessions.execute()).toBe(0);
  expect([await rowsOf('sessions'), await rowsOf('refresh_tokens')]).toEqual([1, 2]);
  await expect(world.refreshSession.execute(account.tokens)).rejects.toThrow(SessionEnded);
  const fourth = await world.refreshSession.execute(third);
  await expect(world.refreshSession.execute(second)).rejects.toThrow(RefreshTokenReused);
  await expect(world.refreshSession.execute(fourth)).rejects.toThrow(SessionEnded);
  await world.close();
});
