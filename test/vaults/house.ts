import { generateKeyPairSync, sign } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CheckPermit,
  GiveConsent,
  MintPermit,
  RefuseConsent,
  WithdrawConsent,
  givingDigest,
  withdrawingDigest,
  type Consent,
  type ConsentScope,
  type ConsentWithdrawnHandler,
} from '../../domain/consents/index.ts';
import {
  MemberKey,
  User,
  VerifyAct,
  VerifyStatement,
  defaultSettings,
  type Viewer,
} from '../../domain/identity/index.ts';
import { canonicalJson, newId, type Id } from '../../domain/shared/index.ts';
import {
  BeginDataset,
  CompleteDataset,
  EraseDataset,
  FailDataset,
  Keyring,
  OpenObject,
  OpenVault,
  PreviewErasure,
  SealObject,
  SealStream,
  SealedObjects,
  StartDatasetImport,
  SweepErasedBlobs,
  type Dataset,
  type DatasetStream,
  type VaultRecord,
} from '../../domain/vaults/index.ts';
import { FileBlobs } from '../../infra/blobs/file-blobs.ts';
import { AgeFiles } from '../../infra/crypto/age-files.ts';
import { JoseSignatures } from '../../infra/crypto/jose-signatures.ts';
import { LocalRootKey } from '../../infra/crypto/root-key.ts';
import { postgresConsents } from '../../infra/postgres/consents/index.ts';
import { identityCollections } from '../../infra/postgres/identity/index.ts';
import { postgresVaults } from '../../infra/postgres/vaults/index.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

export const INSTANCE = 'https://commonpool.test';

export type House = Awaited<ReturnType<typeof openHouse>>;

/** Consents and vaults wired by hand on a database and a folder of their own, as `app.ts` does it. */
export async function openHouse(withdrawn: readonly ConsentWithdrawnHandler[] = []) {
  const database = await openTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'commonpool-vaults-'));
  const identity = identityCollections(database.dataSource);
  const { transactions } = database;
  const { consents, accessLog } = postgresConsents(database.dataSource);
  const { datasets, objects, wrappedKeys, tombstones } = postgresVaults(database.dataSource);
  const rootKey = await LocalRootKey.fromFile(join(folder, 'root.key'));
  const blobs = await FileBlobs.open(join(folder, 'blobs'));
  const verifyStatement = new VerifyStatement(
    defaultSettings(INSTANCE),
    identity.memberKeys,
    new JoseSignatures(),
    identity.statements,
  );
  const verifyAct = new VerifyAct(verifyStatement, identity.memberKeys);
  const keyring = new Keyring(rootKey, wrappedKeys);
  const sealed = new SealedObjects(keyring, objects, blobs, new AgeFiles());
  const livePermits = new CheckPermit(transactions, consents, datasets, accessLog);
  return {
    database,
    transactions,
    folder,
    identity,
    consents,
    accessLog,
    datasets,
    objects,
    tombstones,
    blobs,
    keyring,
    giveConsent: new GiveConsent(consents, datasets, verifyAct),
    refuseConsent: new RefuseConsent(consents, datasets),
    withdrawConsent: new WithdrawConsent(transactions, consents, verifyAct, withdrawn),
    mintPermit: new MintPermit(consents, datasets, accessLog),
    livePermits,
    beginDataset: new BeginDataset(datasets),
    startImport: new StartDatasetImport(datasets),
    completeDataset: new CompleteDataset(datasets),
    failDataset: new FailDataset(datasets, objects),
    sealStream: new SealStream(transactions, datasets, objects, sealed),
    openVault: new OpenVault(livePermits, datasets, objects, sealed),
    eraseDataset: new EraseDataset(transactions, datasets, objects, []),
    previewErasure: new PreviewErasure(datasets, consents),
    sealObject: new SealObject(transactions, objects, sealed),
    openObject: new OpenObject(objects, sealed),
    sweep: new SweepErasedBlobs(transactions, objects, tombstones, blobs),
    close: async () => {
      await database.close();
      await chmod(folder, 0o700);
      await rm(folder, { recursive: true });
    },
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
  let version = 1;
  const signed = (action: string, subject: string, digest: string, as: number = version++) => {
    const header = { alg: 'EdDSA', kid: key.thumbprint, typ: 'commonpool-statement' };
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const payload = canonicalJson({ instance: INSTANCE, action, subject, digest, version: as, expiresAt });
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
