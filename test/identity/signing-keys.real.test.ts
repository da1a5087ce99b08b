import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';
import express from 'express';
import { decodeProtectedHeader, createRemoteJWKSet, jwtVerify } from 'jose';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jwksRoute } from '../../api/well-known/jwks.route.ts';
import { Forbidden } from '../../domain/shared/index.ts';
import { INSTANCE } from './support/device.ts';
import { openIdentity, type TestIdentity } from './support/identity.ts';

let identity: TestIdentity;
let server: Server | undefined;
beforeEach(async () => {
  identity = await openIdentity();
});
afterEach(() => identity.close());
afterAll(() => {
  server?.close();
});

test('after a rotation old tokens still hold, the JWKS has both keys, and later only the new one', async () => {
  const first = await identity.operator();
  const { accessToken } = first.account.tokens;
  const url = await serveJwks(identity);
  const keyIds = async () => {
    const { keys } = (await (await fetch(url)).json()) as { keys: { kid: string; d?: string }[] };
    expect(keys.every((key) => key.d === undefined)).toBe(true);
    return keys.map(({ kid }) => kid);
  };
  const oldKid = decodeProtectedHeader(accessToken).kid ?? '';
  expect(await keyIds()).toEqual([oldKid]);

  const elsewhere = identity.replica();
  const { kid } = await elsewhere.rotateSigningKey.execute({ viewer: first.viewer, distrustOld: false });

  expect(await keyIds()).toEqual([kid, oldKid]);
  expect(await identity.authenticate.execute(accessToken)).not.toBeNull();
  const next = await identity.refreshSession.execute(first.account.tokens);
  expect(decodeProtectedHeader(next.accessToken).kid).toBe(kid);
  const remote = createRemoteJWKSet(new URL(url));
  for (const token of [accessToken, next.accessToken]) {
    await expect(jwtVerify(token, remote, { issuer: INSTANCE, audience: INSTANCE })).resolves.toBeDefined();
  }

  await identity.db.clock.advance(identity.settings.accessTokenMs);
  expect(await keyIds()).toEqual([kid]);
});

test('after a rotation for theft every older token stops at once', async () => {
  const first = await identity.operator();
  await identity.rotateSigningKey.execute({ viewer: first.viewer, distrustOld: false });
  await identity.rotateSigningKey.execute({ viewer: first.viewer, distrustOld: true });
  expect(await identity.authenticate.execute(first.account.tokens.accessToken)).toBeNull();
  expect((await identity.publishedKeys.execute()).keys).toHaveLength(1);
  const member = await identity.join('just-a-member');
  const refused = identity.rotateSigningKey.execute({ viewer: member.viewer, distrustOld: true });
  await expect(refused).rejects.toThrow(Forbidden);
});

async function serveJwks(of: TestIdentity): Promise<string> {
  const app = express().use(jwksRoute(of.publishedKeys));
  server = createServer(app);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/.well-known/jwks.json`;
  expect((await fetch(url)).headers.get('cache-control')).toBe('public, max-age=300');
  return url;
}
