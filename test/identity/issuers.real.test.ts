import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  IssuerUnreachable,
  PersonClaimMissing,
  StatementMissing,
  TokenExpired,
  TokenInvalid,
  TokenNotFresh,
  type TrustedIssuer,
  type Viewer,
} from '../../domain/identity/index.ts';
import { Device } from './support/device.ts';
import { openIdentity, type TestIdentity } from './support/identity.ts';
import { AUDIENCE, openIssuer } from './support/issuer.ts';

const DEAD = 'http://127.0.0.1:9';
let issuer: Awaited<ReturnType<typeof openIssuer>>;
let union: Awaited<ReturnType<typeof openIssuer>>;
let identity: TestIdentity;

beforeAll(async () => {
  [issuer, union] = await Promise.all([openIssuer(), openIssuer()]);
  const plain: TrustedIssuer = {
    issuer: issuer.url,
    audience: AUDIENCE,
    jwksUri: null,
    personClaim: null,
    personScheme: null,
  };
  const proving = { ...plain, issuer: union.url, jwksUri: `${union.url}/keys`, personClaim: 'member_no' };
  identity = await openIdentity({
    COMMONPOOL_OIDC_ISSUERS: JSON.stringify([plain, proving, { ...plain, issuer: DEAD }]),
  });
});
afterAll(async () => {
  await Promise.all([identity.close(), issuer.close(), union.close()]);
});

async function viewerOf(token: string): Promise<Viewer> {
  const viewer = await identity.authenticate.execute(token);
  if (!viewer) throw new Error('The token was refused.');
  return viewer;
}

test('a token of a configured issuer makes one account, under a pseudonym, and finds it again', async () => {
  const token = await issuer.token({ sub: 'ann@example.org' });
  const viewers = await Promise.all([viewerOf(token), viewerOf(token), viewerOf(token)]);
  expect(new Set(viewers.map(({ userId }) => userId)).size).toBe(1);
  expect(viewers[0]).toMatchObject({ isOperator: false, sessionId: null });

  const user = await identity.users.byId(viewers[0]?.userId ?? '');
  expect(user?.handle).toMatch(/^user-[0-9a-f]{16}$/);
  for (const table of ['users', 'issuer_accounts', 'outbox']) {
    expect(JSON.stringify(await identity.db.dataSource.query(`SELECT * FROM ${table}`))).not.toContain('ann@');
  }
  const again = await viewerOf(await issuer.token({ sub: 'ann@example.org' }));
  expect(again.userId).toBe(user?.id);
  expect((await viewerOf(await issuer.token({ sub: 'ben' }))).userId).not.toBe(user?.id);
});

test('the discovery document is fetched once, and keys that are added later are found', async () => {
  await viewerOf(await issuer.token({ sub: 'ann@example.org' }));
  expect(issuer.requests.filter((path) => path.includes('openid-configuration'))).toHaveLength(1);
  expect(union.requests.filter((path) => path.includes('openid-configuration'))).toHaveLength(0);
});

test('tokens for others, expired ones, forged ones and those of strangers are nobody', async () => {
  const stranger = await openIssuer();
  const seconds = Math.floor(Date.now() / 1000);
  const good = await issuer.token({ sub: 'ann@example.org' });
  const [header, , signature] = good.split('.');
  const [, other] = (await issuer.token({ sub: 'operator' })).split('.');
  const refused = [
    await issuer.token({ sub: 'ann@example.org', aud: 'another-app' }),
    await issuer.token({ sub: 'ann@example.org', exp: seconds - 60 }),
    await stranger.token({ sub: 'ann@example.org' }),
    await stranger.token({ sub: 'ann@example.org', iss: issuer.url }),
    await issuer.token({}),
    `${header}.${other}.${signature}`,
  ];
  for (const token of refused) expect(await identity.authenticate.execute(token)).toBeNull();
  await stranger.close();
});

test('an issuer that cannot be reached is said to be so: the token is not called wrong', async () => {
  const token = await issuer.token({ sub: 'ann@example.org', iss: DEAD });
  await expect(identity.authenticate.execute(token)).rejects.toThrow(IssuerUnreachable);
});

test('such an account adds its first key with a fresh token of its own, and from then on signs', async () => {
  const viewer = await viewerOf(await issuer.token({ sub: 'keyless' }));
  const device = await Device.make();
  const add = async (issuerToken: string | null) =>
    identity.addKey.execute({
      viewer,
      publicKey: device.publicKey,
      proof: await identity.proof(device, 'identity.add-key'),
      statementJws: null,
      issuerToken,
    });
  const seconds = Math.floor(Date.now() / 1000);
  await expect(add(null)).rejects.toThrow(StatementMissing);
  await expect(add(await issuer.token({ sub: 'keyless', iat: seconds - 600 }))).rejects.toThrow(TokenNotFresh);
  await expect(add(await issuer.token({ sub: 'keyless', exp: seconds - 60 }))).rejects.toThrow(TokenExpired);
  await expect(add(await issuer.token({ sub: 'somebody-else' }))).rejects.toThrow(TokenInvalid);

  await add(await issuer.token({ sub: 'keyless' }));
  const proof = await identity.proof(device, 'identity.sign-in');
  expect((await identity.signIn.execute({ keyId: device.keyId, proof })).user.id).toBe(viewer.userId);

  const second = await Device.make();
  const more = identity.addKey.execute({
    viewer,
    publicKey: second.publicKey,
    proof: await identity.proof(second, 'identity.add-key'),
    statementJws: null,
    issuerToken: await issuer.token({ sub: 'keyless' }),
  });
  await expect(more).rejects.toThrow(StatementMissing);
});

test('an issuer is asked before the account is held, so a slow one holds up nobody', async () => {
  const viewer = await viewerOf(await issuer.token({ sub: 'waiting' }));
  const device = await Device.make();
  const proof = await identity.proof(device, 'identity.add-key');
  const issuerToken = await issuer.token({ sub: 'waiting', iss: DEAD });
  const command = { viewer, publicKey: device.publicKey, proof, statementJws: null, issuerToken };
  await identity.db.transactions.run(async (tx) => {
    await identity.users.lock(tx, viewer.userId);
    await expect(identity.addKey.execute(command)).rejects.toThrow(IssuerUnreachable);
  });
});

test('an issuer that knows persons proves them: two accounts with one membership number are one person', async () => {
  const provisioned = await viewerOf(await union.token({ sub: 'u1', member_no: 'M-0042' }));
  const member = await identity.join('paying-member');
  const viaKey = { viewer: member.viewer, issuerToken: await union.token({ sub: 'u2', member_no: 'm0042' }) };
  await identity.provePerson.execute(viaKey);
  const other = await viewerOf(await union.token({ sub: 'u3', member_no: 'M-0043' }));

  const ids = [provisioned.userId, member.viewer.userId, other.userId];
  const persons = await identity.db.transactions.run((tx) => identity.persons.ofUsers(tx, ids));
  expect(persons.get(ids[0] ?? '')).toBe(persons.get(ids[1] ?? ''));
  expect(persons.get(ids[2] ?? '')).not.toBe(persons.get(ids[0] ?? ''));

  const silent = { viewer: member.viewer, issuerToken: await issuer.token({ sub: 'u2', member_no: 'M-0042' }) };
  await expect(identity.provePerson.execute(silent)).rejects.toThrow(PersonClaimMissing);
});
