import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { SignatureInvalid, type Viewer } from '../../domain/identity/index.ts';
import { SeeSpending } from '../../domain/mandates/index.ts';
import {
  AuthenticateGateway,
  CreateApiKey,
  GatewayUnknown,
  IntrospectApiKey,
  RegisterGateway,
  RevokeApiKey,
  RevokeGateway,
  RotateGatewaySecret,
  VerifyDelivery,
} from '../../domain/metering/index.ts';
import { Forbidden, InvalidInput, newId, NotFound } from '../../domain/shared/index.ts';
import { LocalRootKey } from '../../infra/crypto/root-key.ts';
import { StandardWebhookSignatures } from '../../infra/crypto/webhook-signature.ts';
import { postgresLedger } from '../../infra/postgres/ledger/index.ts';
import { postgresMandates } from '../../infra/postgres/mandates/index.ts';
import { postgresMetering } from '../../infra/postgres/metering/index.ts';
import { postgresModels } from '../../infra/postgres/models/index.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const operator: Viewer = { userId: newId(), isOperator: true, sessionId: null };
const member: Viewer = { userId: newId(), isOperator: false, sessionId: null };
const rootKey = LocalRootKey.fromBase64(randomBytes(32).toString('base64'));
let db: TestDatabase;
let kept: ReturnType<typeof postgresMetering>;

beforeAll(async () => {
  db = await openTestDatabase();
  kept = postgresMetering(db.dataSource);
});
afterAll(() => db.close());

const register = () =>
  new RegisterGateway(db.transactions, kept.gateways, rootKey).execute({ viewer: operator, name: 'edge' });

function verify(gatewayId: string, secret: string): Promise<unknown> {
  const now = new Date();
  const body = Buffer.from('{}');
  const timestamp = `${Math.floor(now.getTime() / 1000)}`;
  const signature = new Webhook(secret).sign('msg_1', now, '{}');
  const door = new VerifyDelivery(kept.gateways, rootKey, new StandardWebhookSignatures());
  return door.execute(gatewayId, { id: 'msg_1', timestamp, signature, body }, now);
}

test('an API key is known while it lives, and its text is kept nowhere', async () => {
  const { spendingLimits } = postgresMandates(db.dataSource);
  const seeSpending = new SeeSpending(spendingLimits, postgresLedger(db.dataSource).accounts);
  const introspect = new IntrospectApiKey(kept.apiKeys, postgresModels(db.dataSource).modelVersions, seeSpending);
  const { apiKey, secret } = await new CreateApiKey(db.transactions, kept.apiKeys).execute({
    viewer: member,
    label: ' ci ',
  });
  expect(secret).toMatch(/^cpk_[\w-]{43}$/);
  expect(apiKey.label).toBe('ci');
  expect(await introspect.execute(secret)).toEqual({ active: true, customerId: member.userId, keyId: apiKey.id });
  expect(await introspect.execute(`${secret}x`)).toEqual({ active: false });
  const [row] = await db.dataSource.query<object[]>('SELECT * FROM api_keys WHERE id = $1', [apiKey.id]);
  expect(JSON.stringify(row)).not.toContain(secret.slice(4));

  const revoke = new RevokeApiKey(db.transactions, kept.apiKeys);
  await expect(revoke.execute({ viewer: operator, apiKeyId: apiKey.id })).rejects.toThrow(NotFound);
  const revoked = await revoke.execute({ viewer: member, apiKeyId: apiKey.id });
  expect(revoked.revokedAt).toBeInstanceOf(Date);
  expect(await revoke.execute({ viewer: member, apiKeyId: apiKey.id })).toEqual(revoked);
  expect(await introspect.execute(secret)).toEqual({ active: false });
});

test('an empty label is refused', async () => {
  const create = new CreateApiKey(db.transactions, kept.apiKeys);
  await expect(create.execute({ viewer: member, label: '  ' })).rejects.toThrow(InvalidInput);
});

test('only operators register gateways; token and secret are kept hashed and wrapped', async () => {
  const registration = new RegisterGateway(db.transactions, kept.gateways, rootKey);
  await expect(registration.execute({ viewer: member, name: 'mine' })).rejects.toThrow(Forbidden);
  const { gateway, token, webhookSecret } = await register();
  const authenticate = new AuthenticateGateway(kept.gateways);
  expect((await authenticate.execute(token)).id).toBe(gateway.id);
  await expect(authenticate.execute(`${token}x`)).rejects.toThrow(GatewayUnknown);
  await expect(authenticate.execute(undefined)).rejects.toThrow(GatewayUnknown);
  const rows = await db.dataSource.query<object[]>(
    `SELECT g.token_hash, encode(s.wrapped, 'escape') AS wrapped FROM gateways g JOIN gateway_secrets s ON s.gateway_id = g.id`,
  );
  expect(JSON.stringify(rows)).not.toContain(token.slice(4));
  expect(JSON.stringify(rows)).not.toContain(webhookSecret.slice(6, 20));
});

test('during a rotation both secrets count, after a day only the new one', async () => {
  const { gateway, webhookSecret } = await register();
  const rotate = new RotateGatewaySecret(db.transactions, kept.gateways, rootKey);
  const next = await rotate.execute({ viewer: operator, gatewayId: gateway.id });
  await verify(gateway.id, webhookSecret);
  await verify(gateway.id, next.webhookSecret);
  await db.clock.advance(25 * 3_600_000);
  await expect(verify(gateway.id, webhookSecret)).rejects.toThrow(SignatureInvalid);
  await verify(gateway.id, next.webhookSecret);
});

test('a revoked gateway has neither token nor signature', async () => {
  const { gateway, token, webhookSecret } = await register();
  await new RevokeGateway(db.transactions, kept.gateways).execute({ viewer: operator, gatewayId: gateway.id });
  await expect(new AuthenticateGateway(kept.gateways).execute(token)).rejects.toThrow(GatewayUnknown);
  await expect(verify(gateway.id, webhookSecret)).rejects.toThrow(SignatureInvalid);
});

test('one gateway’s secret does not sign for another', async () => {
  const [one, other] = [await register(), await register()];
  await expect(verify(one.gateway.id, other.webhookSecret)).rejects.toThrow(SignatureInvalid);
});
