import { expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import { readFile } from 'node:fs/promises';
import { readStatement } from '../../domain/identity/statement.ts';
import type { Json } from '../../domain/shared/index.ts';
import { JoseSignatures } from '../../infra/crypto/jose-signatures.ts';
import { Device } from './support/device.ts';

const signatures = new JoseSignatures();

test('the thumbprint is that of RFC 8037, appendix A.3, whatever else stands in the JWK', async () => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
  const key = await signatures.readKey({ ...jwk, use: 'sig', kid: 'mine' });
  expect(key).toEqual({ thumbprint: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k', algorithm: 'EdDSA', jwk });
});

test.each(['EdDSA', 'ES256'] as const)('what a %s key signed is verified, what it did not is not', async (alg) => {
  const [device, other] = [await Device.make(alg), await Device.make(alg)];
  const key = await signatures.readKey(device.publicKey);
  if (!key) throw new Error('The key was refused.');
  const jws = await device.sign('hello', 'x');
  expect(signatures.peek(jws)).toEqual({ algorithm: alg, kid: device.keyId, type: 'x', payload: 'hello' });
  expect(await signatures.verify(jws, key)).toBe(true);
  expect(await signatures.verify(await other.sign('hello', 'x', { kid: device.keyId }), key)).toBe(false);
});

test('keys of other kinds, private keys and broken ones are refused', async () => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const rsa = await exportJWK((await generateKeyPair('RS256')).publicKey);
  const p256 = (await Device.make('ES256')).publicKey as { x: string };
  const bad: Json[] = [
    null,
    'key',
    [],
    {},
    rsa,
    await exportJWK(privateKey),
    { ...p256, y: p256.x },
    { kty: 'OKP', crv: 'Ed25519', x: 'short' },
    { kty: 'OKP', crv: 'X25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
    // The same 32 bytes with stray low bits at the end: one key would get a second thumbprint.
    { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURp' },
  ];
  for (const jwk of bad) expect(await signatures.readKey(jwk)).toBeNull();
});

test('points of small order, under which anyone can sign, are no keys', async () => {
  const points = ['00'.repeat(32), `01${'00'.repeat(31)}`, `ec${'ff'.repeat(30)}7f`, `ec${'ff'.repeat(30)}ff`];
  for (const point of points) {
    const x = Buffer.from(point, 'hex').toString('base64url');
    expect(await signatures.readKey({ kty: 'OKP', crv: 'Ed25519', x })).toBeNull();
  }
});

test('a JWS with more in its header than alg, kid and typ is not read', async () => {
  const device = await Device.make();
  expect(signatures.peek(await device.sign('hello', 'x', { cty: 'text' }))).toBeNull();
  const jws = await device.sign('hello', 'x');
  for (const text of ['', '..', 'a.b.c', `${jws}.more`, jws.slice(0, 40), 'x'.repeat(10_000)]) {
    expect(signatures.peek(text)).toBeNull();
  }
});

test('the example in the README is a statement by the key that it names', async () => {
  const readme = await readFile(new URL('../../domain/identity/README.md', import.meta.url), 'utf8');
  const [, payload = ''] = /```json\n(.*)\n```/.exec(readme) ?? [];
  const [, jws = ''] = /```jws\n(.*)\n```/.exec(readme) ?? [];
  const key = await signatures.readKey({
    kty: 'OKP',
    crv: 'Ed25519',
    x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  });
  expect(signatures.peek(jws)).toEqual({
    algorithm: 'EdDSA',
    kid: key?.thumbprint,
    type: 'commonpool-statement',
    payload,
  });
  expect(key && (await signatures.verify(jws, key))).toBe(true);
  expect(readStatement(payload)).toMatchObject({ action: 'governance.vote', version: 1_769_860_800_000 });
});
