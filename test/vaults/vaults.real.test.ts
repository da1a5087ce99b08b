import { randomBytes } from 'node:crypto';
import { copyFile, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { canonicalJson, newId, sha256Hex, type Id } from '../../domain/shared/index.ts';
import { VaultObject, type Dataset, type VaultRecord } from '../../domain/vaults/index.ts';
import { AgeFiles } from '../../infra/crypto/age-files.ts';
import {
  aDataset,
  aMember,
  all,
  comment,
  openHouse,
  outboxSubjects,
  recordsFrom,
  viewerOf,
  type House,
} from './house.ts';

let house: House;

beforeAll(async () => {
  house = await openHouse();
});

afterAll(async () => {
  await house.close();
});

const objectOf = (dataset: Dataset): Id => dataset.streams[0]!.objectId;
const pathOf = (id: Id): string => join(house.folder, 'blobs', id.slice(-2), id);

async function ownRecords(dataset: Dataset): Promise<VaultRecord[]> {
  const { userId, id: datasetId } = dataset;
  const use = { userId, datasetId, purpose: 'look at my own records' };
  const permit = await house.transactions.run((tx) => house.mintPermit.forOwner(tx, use));
  return all(house.openVault.records(permit, 'reddit.comments'));
}

async function storedFiles(): Promise<string[]> {
  const entries = await readdir(join(house.folder, 'blobs'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function keysOf(objectId: Id): Promise<Buffer[]> {
  const rows = await house.database.dataSource.query<{ wrapped_identity: Buffer }[]>(
    'SELECT wrapped_identity FROM vault_object_key WHERE object_id = $1',
    [objectId],
  );
  return rows.map((row) => row.wrapped_identity);
}

test('an owner reads back what was sealed, with count and canonical digest', async () => {
  const { userId } = await aMember(house);
  const dataset = await aDataset(house, userId, 450);
  const expected = Array.from({ length: 450 }, (_, i) => comment(i));
  expect(await ownRecords(dataset)).toEqual(expected);
  const lines = expected.map((record) => `${canonicalJson(record)}\n`).join('');
  expect(dataset).toMatchObject({ state: 'ready', source: 'reddit', records: 450 });
  expect(dataset.streams).toEqual([
    { name: 'reddit.comments', records: 450, objectId: objectOf(dataset), digest: sha256Hex(lines) },
  ]);
});

test('records longer than a chunk, and an empty stream, come back too', async () => {
  const { userId } = await aMember(house);
  const long = (i: number) => ({ id: `${i}`, body: 'é\n"'.repeat(60_000) });
  expect(await ownRecords(await aDataset(house, userId, 3, long))).toEqual([long(0), long(1), long(2)]);
  expect(await ownRecords(await aDataset(house, userId, 0))).toEqual([]);
});

test('no plaintext and no unsealed key is in the blob folder, and files are private', async () => {
  const { userId } = await aMember(house);
  const dataset = await aDataset(house, userId, 300);
  const identity = await house.keyring.identityOf(userId, objectOf(dataset));
  const files = await storedFiles();
  expect(files).toContain(pathOf(objectOf(dataset)));
  for (const file of files) {
    const bytes = await readFile(file);
    for (const canary of ['canary-7', 'r/pools', 'reddit', userId]) expect(bytes.includes(canary)).toBe(false);
    expect(bytes.includes(identity)).toBe(false);
    expect((await stat(file)).mode & 0o077).toBe(0);
  }
});

test('an erased dataset cannot be read, and its key bytes are gone from the table', async () => {
  const member = await aMember(house);
  const dataset = await aDataset(house, member.userId);
  const other = await aDataset(house, member.userId);
  const [key] = await keysOf(objectOf(dataset));
  expect(key).toHaveLength(61);
  const copy = join(house.folder, 'backup-of-the-blob');
  await copyFile(pathOf(objectOf(dataset)), copy);

  const erased = await house.eraseDataset.execute({ viewer: member.viewer, datasetId: dataset.id });
  expect(erased).toMatchObject({ state: 'erased', streams: [], records: 0 });
  await expect(ownRecords(dataset)).rejects.toMatchObject({ code: 'DATASET_ERASED' });
  await expect(house.keyring.identityOf(member.userId, objectOf(dataset))).rejects.toMatchObject({
    code: 'OBJECT_UNREADABLE',
  });
  const [held] = await house.database.dataSource.query<{ keys: string; objects: string }[]>(
    `SELECT (SELECT count(*) FROM vault_object_key WHERE wrapped_identity = $1 OR object_id = $2) AS keys,
            (SELECT count(*) FROM vault_objects WHERE id = $2) AS objects`,
    [key, objectOf(dataset)],
  );
  expect(held).toEqual({ keys: '0', objects: '0' });
  expect(await outboxSubjects(house.database)).toContain(`vaults.erased.${dataset.id}`);
  expect(await ownRecords(other)).toHaveLength(450);
});

test('the tombstone of an erased object names nobody, and the sweep removes its bytes', async () => {
  const member = await aMember(house);
  const dataset = await aDataset(house, member.userId, 10);
  await house.eraseDataset.execute({ viewer: member.viewer, datasetId: dataset.id });
  const [tombstone] = await house.database.dataSource.query<Record<string, unknown>[]>(
    'SELECT * FROM vault_tombstones WHERE object_id = $1',
    [objectOf(dataset)],
  );
  expect(Object.keys(tombstone ?? {})).toEqual(['object_id', 'destroyed_at', 'swept_at']);
  expect(await storedFiles()).toContain(pathOf(objectOf(dataset)));
  expect(await house.sweep.execute()).toBeGreaterThan(0);
  expect(await storedFiles()).not.toContain(pathOf(objectOf(dataset)));
  expect(await house.sweep.execute()).toBe(0);
});

test('erasing twice is one erasure, and nothing brings an erased dataset back', async () => {
  const member = await aMember(house);
  const { id: datasetId } = await aDataset(house, member.userId, 5);
  const first = await house.eraseDataset.execute({ viewer: member.viewer, datasetId });
  const second = await house.eraseDataset.execute({ viewer: member.viewer, datasetId });
  expect(second.erasedAt).toEqual(first.erasedAt);
  const events = (await outboxSubjects(house.database)).filter((s) => s === `vaults.erased.${datasetId}`);
  expect(events).toHaveLength(1);
  await expect(
    house.database.dataSource.query(`UPDATE datasets SET state = 'receiving', erased_at = NULL WHERE id = $1`, [
      datasetId,
    ]),
  ).rejects.toThrow('final');
});

test('a stranger finds no dataset: not to read, not to erase, not to preview, not to add to', async () => {
  const { id: datasetId, userId } = await aDataset(house, (await aMember(house)).userId, 5);
  const stranger = await aMember(house);
  const viewer = stranger.viewer;
  const notFound = { code: 'NOT_FOUND' };
  const use = { userId: stranger.userId, datasetId, purpose: 'curiosity' };
  await expect(house.transactions.run((tx) => house.mintPermit.forOwner(tx, use))).rejects.toMatchObject(notFound);
  await expect(house.eraseDataset.execute({ viewer, datasetId })).rejects.toMatchObject(notFound);
  await expect(house.previewErasure.execute({ viewer, datasetId })).rejects.toMatchObject(notFound);
  const place = { userId: stranger.userId, datasetId, stream: 'x.y' };
  await expect(house.sealStream.execute(place, recordsFrom(1, comment))).rejects.toMatchObject(notFound);
  expect(await ownRecords((await house.datasets.byId(datasetId)) as Dataset)).toHaveLength(5);
  expect(userId).not.toBe(stranger.userId);
});

test('a blob swapped for another of the same owner is refused before one record is read', async () => {
  const { userId } = await aMember(house);
  const [one, two] = [await aDataset(house, userId), await aDataset(house, userId)];
  await copyFile(pathOf(objectOf(two)), pathOf(objectOf(one)));
  await expect(ownRecords(one)).rejects.toMatchObject({ code: 'OBJECT_TAMPERED' });
  expect(await ownRecords(two)).toHaveLength(450);
});

test('a forged blob, validly sealed to the object’s own key, is refused before one record is read', async () => {
  const { userId } = await aMember(house);
  const dataset = await aDataset(house, userId);
  const identity = await house.keyring.identityOf(userId, objectOf(dataset));
  async function* forged() {
    yield Buffer.from(`${canonicalJson({ id: 'forged' })}\n`);
  }
  const pieces = await all(new AgeFiles().seal(identity, forged()).file);
  await writeFile(pathOf(objectOf(dataset)), Buffer.concat(pieces));
  await expect(ownRecords(dataset)).rejects.toMatchObject({ code: 'OBJECT_TAMPERED', details: { fault: 'header' } });
});

test('a blob with one altered bit, cut short or gone, and a key row of another object, are refused', async () => {
  const { userId } = await aMember(house);
  const dataset = await aDataset(house, userId);
  const path = pathOf(objectOf(dataset));
  const whole = await readFile(path);
  const altered = Buffer.from(whole);
  altered[whole.length - 20]! ^= 4;
  await writeFile(path, altered);
  await expect(ownRecords(dataset)).rejects.toMatchObject({ code: 'OBJECT_TAMPERED' });
  await writeFile(path, whole.subarray(0, -1));
  await expect(ownRecords(dataset)).rejects.toMatchObject({ code: 'OBJECT_TAMPERED' });
  await house.blobs.remove(objectOf(dataset));
  await expect(ownRecords(dataset)).rejects.toMatchObject({ code: 'OBJECT_UNREADABLE' });
  await writeFile(path, whole);
  expect(await ownRecords(dataset)).toHaveLength(450);

  const [key] = await keysOf(objectOf(await aDataset(house, userId, 1)));
  await house.database.dataSource.query('UPDATE vault_object_key SET wrapped_identity = $1 WHERE object_id = $2', [
    key,
    objectOf(dataset),
  ]);
  await expect(ownRecords(dataset)).rejects.toMatchObject({ code: 'KEY_UNREADABLE' });
});

test('an import that fails in the middle leaves neither key nor bytes', async () => {
  const { userId } = await aMember(house);
  const { id: datasetId } = await house.transactions.run((tx) => house.beginDataset.execute(tx, { userId }));
  async function* broken(): AsyncGenerator<VaultRecord> {
    yield* recordsFrom(5_000, comment);
    throw new Error('row 5000 is not CSV');
  }
  const before = await storedFiles();
  const place = { userId, datasetId, stream: 'reddit.comments' };
  await expect(house.sealStream.execute(place, broken())).rejects.toThrow('row 5000');
  expect(await storedFiles()).toEqual(before);
  expect((await house.datasets.byId(datasetId))?.streams).toEqual([]);
  expect(await house.transactions.run((tx) => house.objects.ofDataset(tx, datasetId))).toEqual([]);
});

test('a failed dataset keeps no key of what was sealed before, and takes no more streams', async () => {
  const { userId } = await aMember(house);
  const { id: datasetId } = await house.transactions.run((tx) => house.beginDataset.execute(tx, { userId }));
  await house.transactions.run((tx) => house.startImport.execute(tx, { datasetId }));
  const place = { userId, datasetId, stream: 'reddit.comments' };
  const { objectId } = await house.sealStream.execute(place, recordsFrom(5, comment));
  const failed = await house.transactions.run((tx) => house.failDataset.execute(tx, { datasetId }));
  expect(failed).toMatchObject({ state: 'failed', streams: [], records: 0 });
  expect(await keysOf(objectId)).toEqual([]);
  await expect(house.sealStream.execute(place, recordsFrom(1, comment))).rejects.toMatchObject({
    code: 'DATASET_CLOSED',
  });
});

test('an import that starts again replaces the stream and destroys the key of the first attempt', async () => {
  const { userId } = await aMember(house);
  const { id: datasetId } = await house.transactions.run((tx) => house.beginDataset.execute(tx, { userId }));
  const place = { userId, datasetId, stream: 'reddit.comments' };
  const first = await house.sealStream.execute(place, recordsFrom(5, comment));
  const second = await house.sealStream.execute(place, recordsFrom(7, comment));
  expect(await keysOf(first.objectId)).toEqual([]);
  const ready = { datasetId, source: 'reddit' };
  const dataset = await house.transactions.run((tx) => house.completeDataset.execute(tx, ready));
  expect(dataset).toMatchObject({ records: 7, streams: [second] });
  expect(await ownRecords(dataset)).toHaveLength(7);
});

test('erasing while a stream is being sealed ends erased, with no key and no bytes', async () => {
  const member = await aMember(house);
  const { userId } = member;
  const { id: datasetId } = await house.transactions.run((tx) => house.beginDataset.execute(tx, { userId }));
  async function* erasedMidway(): AsyncGenerator<VaultRecord> {
    yield* recordsFrom(3_000, comment);
    await house.eraseDataset.execute({ viewer: member.viewer, datasetId });
    yield* recordsFrom(3_000, comment);
  }
  const before = await storedFiles();
  const place = { userId, datasetId, stream: 'reddit.comments' };
  await expect(house.sealStream.execute(place, erasedMidway())).rejects.toMatchObject({ code: 'DATASET_ERASED' });
  expect((await house.datasets.byId(datasetId))?.state).toBe('erased');
  expect(await storedFiles()).toEqual(before);
  const [count] = await house.database.dataSource.query<{ keys: string }[]>(
    'SELECT count(*) AS keys FROM vault_object_key WHERE owner_id = $1',
    [userId],
  );
  expect(count).toEqual({ keys: '0' });
});

test('a dataset that is not ready is not read', async () => {
  const { userId } = await aMember(house);
  const dataset = await house.transactions.run((tx) => house.beginDataset.execute(tx, { userId }));
  await expect(ownRecords(dataset)).rejects.toMatchObject({ code: 'DATASET_NOT_READY' });
});

test('a pool’s artefact comes back whole, once sealed never again, and only to its pool', async () => {
  const poolId = newId();
  const bytes = randomBytes(200_000);
  async function* source() {
    yield bytes.subarray(0, 70_001);
    yield bytes.subarray(70_001);
  }
  const sealed = await house.sealObject.execute({ ownerId: poolId }, source());
  expect(sealed).toEqual({ objectId: sealed.objectId, bytes: 200_000, digest: sha256Hex(bytes) });
  expect(Buffer.concat(await all(house.openObject.execute(poolId, sealed.objectId))).equals(bytes)).toBe(true);
  await expect(all(house.openObject.execute(newId(), sealed.objectId))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const again = { ownerId: poolId, objectId: sealed.objectId };
  await expect(house.sealObject.execute(again, source())).rejects.toMatchObject({ code: 'OBJECT_EXISTS' });
  expect(await all(house.openObject.execute(poolId, sealed.objectId))).not.toHaveLength(0);
});

test('an artefact that a killed process left unsealed is swept a day later, and its id is not used again', async () => {
  const [ownerId, objectId] = [newId(), newId()];
  const now = await house.database.clock.now();
  await house.transactions.run((tx) => {
    const createdAt = new Date(now.getTime() - 86_500_000);
    const unsealed = new VaultObject({ id: objectId, ownerId, datasetId: null, stream: null, seal: null, createdAt });
    return house.objects.insert(tx, unsealed);
  });
  await house.sweep.execute();
  expect(await house.objects.byId(objectId)).toBeNull();
  const again = house.sealObject.execute({ ownerId, objectId }, recordsFrom(0, comment) as never);
  await expect(again).rejects.toMatchObject({ code: 'OBJECT_EXISTS' });
});

test('a member’s dataset does not open as an artefact, without a permit', async () => {
  const { userId } = await aMember(house);
  const dataset = await aDataset(house, userId, 5);
  await expect(all(house.openObject.execute(userId, objectOf(dataset)))).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('deleting a user’s key row makes everything below it unreadable', async () => {
  const { userId } = await aMember(house);
  const dataset = await aDataset(house, userId, 5);
  await house.database.dataSource.query('DELETE FROM vault_user_key WHERE owner_id = $1', [userId]);
  expect(await keysOf(objectOf(dataset))).toEqual([]);
  await expect(ownRecords(dataset)).rejects.toMatchObject({ code: 'OBJECT_UNREADABLE' });
});

test('twenty first objects of one owner at once share one user key and all open', async () => {
  const { userId } = await aMember(house);
  const datasets = await Promise.all(Array.from({ length: 20 }, () => aDataset(house, userId, 3)));
  for (const dataset of datasets) expect(await ownRecords(dataset)).toHaveLength(3);
});

test('the erasure preview names what becomes unreadable and promises no unlearning', async () => {
  const { userId } = await aMember(house);
  const dataset = await aDataset(house, userId, 12);
  const preview = await house.previewErasure.execute({ viewer: viewerOf(userId), datasetId: dataset.id });
  expect(preview).toMatchObject({ records: 12, liveConsents: 0 });
  expect(preview.effects.join(' ')).toContain('12 records of reddit.comments become unreadable for good');
  expect(preview.effects.join(' ')).toContain('does not make a model unlearn');
});

test('datasets are paged newest first, and only the owner’s', async () => {
  const { userId } = await aMember(house);
  const ids: Id[] = [];
  for (let i = 0; i < 5; i += 1) ids.unshift((await aDataset(house, userId, 1)).id);
  const first = await house.datasets.pageOf(userId, { limit: 3, direction: 'forward' });
  const from = first.cursorOf(first.items[2]!);
  const second = await house.datasets.pageOf(userId, { limit: 3, direction: 'forward', from });
  expect([...first.items, ...second.items].map((dataset) => dataset.id)).toEqual(ids);
  expect([first.hasMore, second.hasMore]).toEqual([true, false]);
});
