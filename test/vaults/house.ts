import { generateKeyPairSync, sign } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { givingDigest, withdrawingDigest, type Consent, type ConsentScope } from '../../domain/consents/index.ts';
import { MemberKey, User, type Viewer } from '../../domain/identity/index.ts';
import { canonicalJson, newId, type Id } from '../../domain/shared/index.ts';
import type { Dataset, DatasetStream, VaultRecord } from '../../domain/vaults/index.ts';
import { JoseSignatures } from '../../infra/crypto/jose-signatures.ts';
import { wireIdentity } from '../../wiring/identity.ts';
import { wireVaults } from '../../wiring/vaults.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestGround } from '../support/ground.ts';

export type House = Awaited<ReturnType<typeof openHouse>>;

/** Consents and vaults on a ground of their own. */
export async function openHouse(environment: Readonly<Record<string, string>> = {}) {
  const ground = await openTestGround(environment);
  const identity = wireIdentity(ground);
  const vaults = wireVaults(ground, identity);
  return {
    ...vaults,
    ground,
    identity,
    database: ground.database,
    transactions: ground.transactions,
    folder: ground.config.dataFolder,
    blobs: ground.blobs,
    close: () => ground.close(),
  };
}

export function viewerOf(userId: Id): Viewer {
  return { userId, isOperator: false, sessionId: null };
}

export type TestMember = Awaited<ReturnType<typeof aMember>>;

/** Somebody with a registered key, who can sign; or, without one, somebody whom an external issuer brought in. */
export async function aMember(house: House, withKey = true) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const jwk = publicKey.export({ format: 'jwk' });
  const key = await new JoseSignatures().readKey({ kty: 'OKP', crv: 'Ed25519', x: jwk.x as string });
  if (!key) throw new Error('A fresh Ed25519 key is a key.');
  const userId = newId();
  await house.transactions.run(async (tx) => {
    const handle = `m${userId.slice(-12)}`;
    const createdAt = tx.now;
    await house.identity.users.insert(
      tx,
      new User({ id: userId, handle, isOperator: false, personId: null, state: 'active', createdAt }),
    );
    const { thumbprint, algorithm, jwk: publicJwk } = key;
    if (!withKey) return;
    const addedAt = tx.now;
    await house.identity.memberKeys.insert(
      tx,
      new MemberKey({ id: newId(), userId, thumbprint, algorithm, jwk: publicJwk, addedAt, revokedAt: null }),
    );
  });
  const { instance } = house.ground.config;
  let version = 1;
  const signed = (action: string, subject: string, digest: string, as: number = version++) => {
    const header = { alg: 'EdDSA', kid: key.thumbprint, typ: 'commonpool-statement' };
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const payload = canonicalJson({ instance, action, subject, digest, version: as, expiresAt });
    const text = [JSON.stringify(header), payload].map((part) => Buffer.from(part).toString('base64url')).join('.');
    return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
  };
  return { userId, viewer: viewerOf(userId), sign: signed };
}

/** The member consents, signed. */
export function give(house: House, member: TestMember, datasetId: Id, scope: ConsentScope): Promise<Consent> {
  const statementJws = member.sign('consents.give', datasetId, givingDigest(datasetId, scope));
  const answer = { userId: member.userId, datasetId, scope, statementJws };
  return house.transactions.run((tx) => house.giveConsent.execute(tx, answer));
}

/** The member takes it back, signed. */
export function withdraw(house: House, member: TestMember, consentId: Id): Promise<Consent> {
  const statementJws = member.sign('consents.withdraw', consentId, withdrawingDigest(consentId));
  return house.withdrawConsent.execute({ viewer: member.viewer, consentId, statementJws });
}

export async function* recordsFrom(count: number, make: (i: number) => VaultRecord): AsyncGenerator<VaultRecord> {
  for (let i = 0; i < count; i += 1) yield make(i);
}

export const comment = (i: number): VaultRecord => ({
  id: `t1_${i}`,
  at: '2026-01-01T00:00:00.000Z',
  subreddit: 'r/pools',
  body: `canary-${i} ünï`,
  parent: null,
});

/** A ready dataset with one stream. */
export async function aDataset(
  house: House,
  userId: Id,
  records = 450,
  make: (i: number) => VaultRecord = comment,
): Promise<Dataset> {
  const { id: datasetId } = await house.transactions.run((tx) => house.beginDataset.execute(tx, { userId }));
  await house.sealStream.execute({ userId, datasetId, stream: 'reddit.comments' }, recordsFrom(records, make));
  return house.transactions.run((tx) => house.completeDataset.execute(tx, { datasetId, source: 'reddit' }));
}

export function aScope(changes: Partial<ConsentScope> = {}): ConsentScope {
  return {
    scopeDigest: 'a'.repeat(64),
    charterDigest: 'c'.repeat(64),
    poolId: newId(),
    purpose: 'train a text model',
    streams: [{ name: 'reddit.comments', fields: ['id', 'body'] }],
    expiresAt: new Date(Date.now() + 86_400_000),
    ...changes,
  };
}

export async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

export async function outboxSubjects(database: TestDatabase): Promise<string[]> {
  const rows = await database.dataSource.query<{ subject: string }[]>('SELECT subject FROM outbox ORDER BY seq');
  return rows.map((row) => row.subject);
}

/** The dataset's only stream, read by its owner. */
export async function ownRecords(house: House, dataset: Dataset): Promise<VaultRecord[]> {
  const { userId, id: datasetId } = dataset;
  const use = { userId, datasetId, purpose: 'look at my own records' };
  const permit = await house.transactions.run((tx) => house.mintPermit.forOwner(tx, use));
  return all(house.openVault.records(permit, 'reddit.comments'));
}

export const objectOf = (dataset: Dataset): Id => (dataset.streams[0] as DatasetStream).objectId;

export const blobPathOf = (house: House, id: Id): string => join(house.folder, 'blobs', id.slice(-2), id);

export async function storedFiles(house: House): Promise<string[]> {
  const entries = await readdir(join(house.folder, 'blobs'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

export async function keysOf(house: House, objectId: Id): Promise<Buffer[]> {
  const rows = await house.database.dataSource.query<{ wrapped_identity: Buffer }[]>(
    'SELECT wrapped_identity FROM vault_object_key WHERE object_id = $1',
    [objectId],
  );
  return rows.map((row) => row.wrapped_identity);
}
