import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  StatementExpired,
  StatementInvalid,
  StatementMissing,
  StatementReplayed,
  User,
} from '../../domain/identity/index.ts';
import { canonicalJson, digestOf, newId } from '../../domain/shared/index.ts';
import { Device, INSTANCE } from './support/device.ts';
import { openIdentity, type Member, type TestIdentity } from './support/identity.ts';

let identity: TestIdentity;
let member: Member;
beforeAll(async () => {
  identity = await openIdentity();
  member = await identity.join('voter');
});
afterAll(() => identity.close());

const about = { action: 'governance.vote', subject: 'proposal-1', digest: digestOf({ choice: 'FOR' }) };

function verify(jws: string, claim: Partial<typeof about> = {}, userId = member.account.user.id) {
  return identity.db.transactions.run((tx) =>
    identity.verifyStatement.execute(tx, { userId, jws, ...about, ...claim }),
  );
}

test('a statement by the member’s own key holds and is kept word for word', async () => {
  const jws = await member.device.state(about);
  const statement = await verify(jws);
  expect(statement).toMatchObject({ ...about, userId: member.account.user.id, jws });
  const rows = await identity.db.dataSource.query('SELECT jws FROM member_statements WHERE id = $1', [statement.id]);
  expect(rows).toEqual([{ jws }]);
});

test.each([
  ['wrong-instance', { instance: 'https://other.example' }],
  ['wrong-action', { action: 'consents.give' }],
  ['wrong-subject', { subject: 'proposal-2' }],
  ['wrong-digest', { digest: digestOf({ choice: 'AGAINST' }) }],
  ['malformed', { version: 0 }],
  ['malformed', { version: 1.5 }],
  ['malformed', { expiresAt: 'tomorrow' }],
  ['malformed', { expiresAt: '2999-01-01' }],
])('what was signed for something else is refused as %s', async (reason, change) => {
  const refused = verify(await member.device.state({ ...about, ...change }));
  await expect(refused).rejects.toMatchObject({ constructor: StatementInvalid, reason });
});

test('another spelling of the same payload is refused as not canonical', async () => {
  const payload = {
    instance: INSTANCE,
    ...about,
    version: Date.now(),
    expiresAt: new Date(Date.now() + 9000).toISOString(),
  };
  for (const text of [JSON.stringify(payload), canonicalJson({ ...payload, more: 1 }), `${canonicalJson(payload)} `]) {
    const refused = verify(await member.device.sign(text, 'commonpool-statement'));
    await expect(refused).rejects.toMatchObject({ reason: 'not-canonical' });
  }
});

test('a stranger’s key, another member’s key and a forged signature are refused', async () => {
  const stranger = await Device.make();
  await expect(verify(await stranger.state(about))).rejects.toMatchObject({ reason: 'unknown-key' });
  const other = await identity.join('other-voter');
  await expect(verify(await other.device.state(about))).rejects.toMatchObject({ reason: 'unknown-key' });

  const [header, payload] = (await member.device.state(about)).split('.');
  const [, , signature] = (await member.device.state({ ...about, subject: 'proposal-9' })).split('.');
  await expect(verify(`${header}.${payload}.${signature}`)).rejects.toMatchObject({ reason: 'bad-signature' });
});

test('a proof of a key, another algorithm, more header or no JWS at all is no statement', async () => {
  const { device } = member;
  const challenge = await identity.proof(device, 'identity.sign-in');
  await expect(verify(challenge)).rejects.toMatchObject({ reason: 'wrong-type' });
  const [, payload, signature] = (await device.state(about)).split('.');
  const withHeader = (header: object) =>
    `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.${signature}`;
  const head = { alg: 'EdDSA', kid: device.keyId, typ: 'commonpool-statement' };
  await expect(verify(withHeader({ ...head, alg: 'none' }))).rejects.toMatchObject({ reason: 'wrong-algorithm' });
  await expect(verify(withHeader({ ...head, jku: 'https://evil.example' }))).rejects.toMatchObject({
    reason: 'malformed',
  });
  await expect(verify(withHeader({ ...head, kid: 'a\0b' }))).rejects.toMatchObject({ reason: 'unknown-key' });
  await expect(verify('nonsense')).rejects.toMatchObject({ reason: 'malformed' });
});

test('an expired statement, and one for the far future, are refused', async () => {
  const now = (await identity.db.clock.now()).getTime();
  const past = await member.device.state({ ...about, expiresAt: new Date(now - 1).toISOString() });
  await expect(verify(past)).rejects.toMatchObject({ constructor: StatementExpired, reason: 'past' });
  const far = new Date(now + identity.settings.statementHorizonMs + 60_000).toISOString();
  const early = await member.device.state({ ...about, expiresAt: far });
  await expect(verify(early)).rejects.toMatchObject({ constructor: StatementExpired, reason: 'too-far' });
});

test('versions rise: the same statement and every older one are refused, for this subject alone', async () => {
  const subject = 'proposal-versions';
  const claim = { ...about, subject };
  const at = (version: number) => member.device.state({ ...claim, version });
  const first = await at(5);
  await verify(first, claim);
  await expect(verify(first, claim)).rejects.toThrow(StatementReplayed);
  await expect(verify(await at(4), claim)).rejects.toThrow(StatementReplayed);
  await verify(await at(7), claim);
  await expect(verify(await at(6), claim)).rejects.toThrow(StatementReplayed);
  const elsewhere = { ...about, subject: 'proposal-elsewhere' };
  await verify(await member.device.state({ ...elsewhere, version: 1 }), elsewhere);
});

test('of one statement brought twice at once one is accepted', async () => {
  const claim = { ...about, subject: 'proposal-race' };
  const jws = await member.device.state(claim);
  const race = await Promise.allSettled([verify(jws, claim), verify(jws, claim), verify(jws, claim)]);
  expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('an act that is rolled back gives its version back', async () => {
  const claim = { ...about, subject: 'proposal-rollback' };
  const jws = await member.device.state(claim);
  const act = identity.db.transactions.run(async (tx) => {
    await identity.verifyStatement.execute(tx, { userId: member.account.user.id, jws, ...claim });
    throw new Error('the act is refused');
  });
  await expect(act).rejects.toThrow('the act is refused');
  await verify(jws, claim);
});

test('an act of a member who has had a key needs their statement, revoked keys or not', async () => {
  const { device, viewer } = await identity.join('signer');
  const claim = { ...about, userId: viewer.userId, subject: 'proposal-act' };
  const act = (jws: string | null) =>
    identity.db.transactions.run((tx) => identity.verifyAct.execute(tx, { ...claim, jws }));
  const missing = { constructor: StatementMissing, code: 'STATEMENT_MISSING', field: ['statementJws'] };
  await expect(act(null)).rejects.toMatchObject(missing);
  const jws = await device.state({ ...about, subject: claim.subject });
  expect(await act(jws)).toMatchObject({ userId: viewer.userId, subject: claim.subject, jws });
  const statementJws = await device.stateOnKey('identity.revoke-key', device.keyId);
  await identity.revokeKey.execute({ viewer, keyId: device.keyId, statementJws });
  await expect(act(null)).rejects.toMatchObject(missing);
  const late = await device.state({ ...about, subject: claim.subject });
  await expect(act(late)).rejects.toMatchObject({ reason: 'revoked-key' });
});

test('an act of a user who never had a key needs no statement, but one that is sent must hold', async () => {
  const userId = newId();
  const act = (jws: string | null) =>
    identity.db.transactions.run((tx) => identity.verifyAct.execute(tx, { ...about, userId, jws }));
  await identity.db.transactions.run((tx) => {
    const keyless = { handle: 'keyless', isOperator: false, personId: null, state: 'active' } as const;
    return identity.users.insert(tx, new User({ id: userId, ...keyless, createdAt: tx.now }));
  });
  expect(await act(null)).toBeNull();
  await expect(act(await member.device.state(about))).rejects.toMatchObject({ reason: 'unknown-key' });
  await expect(act('')).rejects.toMatchObject({ reason: 'malformed' });
});

test('the database itself lets no version fall and no statement change', async () => {
  const { query } = { query: (sql: string) => identity.db.dataSource.query(sql) };
  await expect(query('UPDATE statement_heads SET version = 1')).rejects.toThrow('only rises');
  await expect(query('DELETE FROM statement_heads')).rejects.toThrow('only rises');
  await expect(query(`UPDATE member_statements SET digest = 'x'`)).rejects.toThrow('never changed');
  await expect(
    query(`INSERT INTO member_statements SELECT gen_random_uuid(), user_id, key_id, action, subject, digest, version - 1, jws,
           signed_at FROM member_statements LIMIT 1`),
  ).rejects.toThrow('at the head');
});
