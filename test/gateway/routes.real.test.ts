import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import { newId } from '../../domain/shared/index.ts';
import { blobPathOf } from '../vaults/house.ts';
import { openGatewayHouse, type GatewayHouse } from './gateway-house.ts';

let house: GatewayHouse;
let token: string;
beforeAll(async () => {
  house = await openGatewayHouse();
  token = (await house.register()).token;
});
afterAll(() => house.close());

async function codeOf(response: Response): Promise<unknown> {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return [response.status, errors[0]?.extensions.code];
}

test('without the token of a registered gateway nothing is answered, and the body is not read', async () => {
  const revoked = await house.register();
  await house.revokeGateway(revoked.gateway.id);
  for (const given of [null, 'cpg_wrong', revoked.token, `${token}x`]) {
    expect(await codeOf(await house.ask('/introspect', given, { apiKey: 'x' }))).toEqual([401, 'GATEWAY_UNKNOWN']);
    expect(await codeOf(await house.ask('/introspect', given, 'x'.repeat(10_000)))).toEqual([401, 'GATEWAY_UNKNOWN']);
    expect((await house.ask(`/models/${toNodeId('ModelVersion', newId())}/artefact`, given)).status).toBe(401);
  }
});

test('a live key names its customer; absent and revoked keys are answered alike', async () => {
  const customer = await house.aCustomer();
  const introspect = async (apiKey: string) => (await house.ask('/introspect', token, { apiKey })).text();
  expect(JSON.parse(await introspect(customer.secret))).toEqual({
    active: true,
    customerId: toNodeId('User', customer.viewer.userId),
    keyId: toNodeId('ApiKey', customer.apiKey.id),
  });
  await customer.revoke();
  const answers = await Promise.all([customer.secret, `cpk_${'x'.repeat(43)}`, 'nonsense', ''].map(introspect));
  expect(new Set(answers)).toEqual(new Set(['{"active":false}']));
});

test.each([
  ['no key', {}, [400, 'INVALID_INPUT']],
  ['a key that is no text', { apiKey: 7 }, [400, 'INVALID_INPUT']],
  ['more than a key', { apiKey: 'x'.repeat(5_000) }, [413, 'PAYLOAD_TOO_LARGE']],
])('%s is a coded refusal', async (_what, body, expected) => {
  expect(await codeOf(await house.ask('/introspect', token, body))).toEqual(expected);
});

test('a model version shows its price exactly, and its artefact comes byte for byte with its digest', async () => {
  const artefact = randomBytes(300_000);
  const digest = createHash('sha256').update(artefact);
  const { version, id } = await house.publish(artefact);
  expect(await (await house.ask(`/models/${id}`, token)).json()).toEqual({
    id,
    poolId: toNodeId('Pool', version.poolId),
    number: 1,
    state: 'live',
    releaseMode: 'hosted',
    artefactDigest: digest.copy().digest('hex'),
    currency: 'EUR',
    pricePerQueryMicros: '9007199254740993',
    pricePerMillionInputTokensMicros: '0',
    pricePerMillionOutputTokensMicros: '0',
    pricePerSecondMicros: '0',
    minimumChargeMicros: '0',
    freeQueriesPerMonth: 0,
    publishedAt: version.publishedAt.toISOString(),
  });
  const response = await house.ask(`/models/${id}/artefact`, token);
  expect(response.headers.get('repr-digest')).toBe(`sha-256=:${digest.digest('base64')}:`);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(artefact.equals(Buffer.from(await response.arrayBuffer()))).toBe(true);
});

test('unknown, mistyped, suspended and unhosted versions are told apart by their codes', async () => {
  const { id: licensed } = await house.publish(randomBytes(10), { releaseMode: 'licensed-gateway' });
  const { id: suspended, version } = await house.publish(randomBytes(10));
  await house.suspend(version.id);
  const unknown = toNodeId('ModelVersion', newId());
  const artefactOf = async (id: string) => codeOf(await house.ask(`/models/${id}/artefact`, token));
  expect(await artefactOf(licensed)).toEqual([403, 'FORBIDDEN']);
  expect(await artefactOf(suspended)).toEqual([409, 'MODEL_NOT_LIVE']);
  expect(await artefactOf(unknown)).toEqual([404, 'NOT_FOUND']);
  expect(await artefactOf('x')).toEqual([400, 'INVALID_ID']);
  expect(await codeOf(await house.ask(`/models/${unknown}`, token))).toEqual([404, 'NOT_FOUND']);
  expect(await (await house.ask(`/models/${suspended}`, token)).json()).toMatchObject({ state: 'suspended' });
});

test('a version goes to the kind of gateway that its owners released it for, and to a partner only while licensed', async () => {
  const partner = await house.register('licensed');
  const [hosted, licensed, open] = [
    await house.publish(randomBytes(10)),
    await house.publish(randomBytes(10), { releaseMode: 'licensed-gateway' }),
    await house.publish(randomBytes(10), { releaseMode: 'open' }),
  ];
  const statuses = (bearer: string) =>
    Promise.all(
      [hosted, licensed, open].map(async ({ id }) => (await house.ask(`/models/${id}/artefact`, bearer)).status),
    );
  expect(await statuses(token)).toEqual([200, 403, 403]);
  expect(await statuses(partner.token)).toEqual([403, 403, 403]);
  const licence = await house.license(partner.gateway.id, licensed.version.id);
  expect(await statuses(partner.token)).toEqual([403, 200, 403]);
  expect(await statuses((await house.register('licensed')).token)).toEqual([403, 403, 403]);
  await house.revokeLicence(licence.id);
  expect(await statuses(partner.token)).toEqual([403, 403, 403]);
});

test('an artefact that was tampered with is refused, or breaks off: it never looks whole', async () => {
  const { id, version } = await house.publish(randomBytes(300_000));
  const path = blobPathOf(house, version.artefactObjectId);
  const sealed = await readFile(path);
  const tamper = async (at: number) => {
    const bytes = Buffer.from(sealed);
    bytes[at] = (bytes[at] as number) ^ 1;
    await writeFile(path, bytes);
    return house.ask(`/models/${id}/artefact`, token);
  };
  expect(await codeOf(await tamper(300))).toEqual([500, 'OBJECT_TAMPERED']);
  await expect((await tamper(sealed.length - 5)).arrayBuffer()).rejects.toThrow();
});
