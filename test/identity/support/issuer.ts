import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';

export const AUDIENCE = 'commonpool';

/** A small OpenID provider on a real port: discovery document, RSA keys, signed tokens. */
export async function openIssuer() {
  const requests: string[] = [];
  const keys: { kid: string; privateKey: CryptoKey; jwk: object }[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.setHeader('content-type', 'application/json');
    if (request.url === '/.well-known/openid-configuration') {
      response.end(JSON.stringify({ issuer: url, jwks_uri: `${url}/keys` }));
    } else if (request.url === '/keys') {
      response.end(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }));
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function addKey(kid: string): Promise<void> {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    keys.unshift({ kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } });
  }
  await addKey('first');

  async function token(claims: JWTPayload): Promise<string> {
    const [key] = keys;
    if (!key) throw new Error('The issuer has no key.');
    const nowSeconds = Math.floor(Date.now() / 1000);
    const body = { iss: url, aud: AUDIENCE, iat: nowSeconds, exp: nowSeconds + 3600, ...claims };
    return new SignJWT(body).setProtectedHeader({ alg: 'RS256', kid: key.kid }).sign(key.privateKey);
  }

  return { url, requests, addKey, token, close: () => new Promise((resolve) => server.close(resolve)) };
}
