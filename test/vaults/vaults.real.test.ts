import { randomBytes } from 'node:crypto';
import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { canonicalJson, newId, sha256Hex, type Id } from '../../domain/shared/index.ts';
import type { Dataset } from '../../domain/vaults/index.ts';
import { AgeFiles } from '../../infra/crypto/age-files.ts';
import {
  aDataset,
  aMember,
  all,
  blobPathOf,
  comment,
  keysOf,
  objectOf,
  openHouse,
  ownRecords,
  recordsFrom,
  storedFiles,
  type House,
} from './house.ts';

let house: House;

beforeAll(async () => {
  house = await openHouse();
});

afterAll(async () => {
  await house.close();
});

test('an owner reads back what was sealed, with count and canonical digest', async () => {
  const { userId } = await aMember(house);
  const dataset = await aDataset(house, userId, 450);
  const expected = Array.from({ length: 450 }, (_, i) => comment(i));
  expect(await ownRecords(house, dataset)).toEqual(expected);
  const lines = expected.map((record) => `${canonicalJson(record)}\n`).join('');
  expect(dataset).toMatchObject({ state: 'ready', source: 'reddit', records: 450 });
  expect(dataset.streams).toEqual([
    { name: 'reddit.comments', records: 450, objectId: objectOf(dataset), digest: sha256Hex(lines) },
  ]);
});

test('records longer than a chunk, and an empty stream, come back too', async () => {
  const { userId } = await aMember(house);
  const long = (i: number) => ({ id: `${i}`, body: 'é\n"'.repeat(60_000) });
  expect(await ownRecords(house, await aDataset(house, userId, 3, long))).toEqual([long(0), long(1), long(2)]);
  expect(await ownRecords(house, await aDataset(house, userId, 0))).toEqual([]);
});

test('no plaintext and no unsealed key is in the blob folder, and files are private', async () => {
  const { userId } = await aMember(house);
  const dataset = await aDataset(house, userId, 300);
  const identity = await house.keyring.identityOf(userId, objectOf(dataset));
  const files = await storedFiles(house);
  expect(files).toContain(blobPathOf(house, objectOf(dataset)));
  for (const file of files) {
    const bytes = await readFile(file);
    for (const canary of ['canary-7', 'r/pools', 'reddit', userId]) expect(bytes.includes(canary)).toBe(false);
    expect(bytes.includes(identity)).toBe(false);
    expect((await stat(file)).mode & 0o077).toBe(0);
  }
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
  expect(await ownRecords(house, (await house.datasets.byId(datasetId)) as Dataset)).toHaveLength(5);
  expect(userId).not.toBe(stranger.userId);
});

test('a blob swapped for another of the same owner is refused before one record is read', async () => {
  const { userId } = await aMember(house);
  const [one, two] = [await aDataset(house, userId), await aDataset(house, userId)];
  await copyFile(blobPathOf(house, objectOf(two)), blobPathOf(house, objectOf(one)));
  await expect(ownRecords(house, one)).rejects.toMatchObject({ code: 'OBJECT_TAMPERED' });
  expect(await ownRecords(house, two)).toHaveLength(450);
});

test('a forged blob, validly sealed to the object’s own key, is refused before one record is read', async () => {
  const { userId } = await aMember(house);
  const dataset = await aDataset(house, userId);
  const identity = await house.keyring.identityOf(userId, objectOf(dataset));
  async function* forged() {
    yield Buffer.from(`${canonicalJson({ id: 'forged' })}\n`);
  }
  const pieces = await all(new AgeFiles().seal(identity, forged()).file);
  await writeFile(blobPathOf(house, objectOf(dataset)), Buffer.concat(pieces));
  await expect(ownRecords(house, dataset)).rejects.toMatchObject({
    code: 'OBJECT_TAMPERED',
    details: { fault: 'header' },
  });
});

test('a blob with one altered bit, cut short or gone, and a key row of another object, are refused', async () => {
  const { userId } = await aMember(house);
  const dataset = await aDataset(house, userId);
  const path = blobPathOf(house, objectOf(dataset));
  const whole = await readFile(path);
  const altered = Buffer.from(whole);
  altered[whole.length - 20]! ^= 4;
  await writeFile(path, altered);
  await expect(ownRecords(house, dataset)).rejects.toMatchObject({ code: 'OBJECT_TAMPERED' });
  await writeFile(path, whole.subarray(0, -1));
  await expect(ownRecords(house, dataset)).rejects.toMatchObject({ code: 'OBJECT_TAMPERED' });
  await house.blobs.remove(objectOf(dataset));
  await expect(ownRecords(house, dataset)).rejects.toMatchObject({ code: 'OBJECT_UNREADABLE' });
  await writeFile(path, whole);
  expect(await ownRecords(house, dataset)).toHaveLength(450);

  const [key] = await keysOf(house, objectOf(await aDataset(house, userId, 1)));
  await house.database.dataSource.query('UPDATE vault_object_key SET wrapped_identity = $1 WHERE object_id = $2', [
    key,
    objectOf(dataset),
  ]);
  await expect(ownRecords(house, dataset)).rejects.toMatchObject({ code: 'KEY_UNREADABLE' });
});

test('a dataset that is not ready is not read', async () => {
  const { userId } = await aMember(house);
  const dataset = await house.transactions.run((tx) => house.beginDataset.execute(tx, { userId }));
  await expect(ownRecords(house, dataset)).rejects.toMatchObject({ code: 'DATASET_NOT_READY' });
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

test('a member’s dataset does not open as an artefact, without a permit', async () => {
  const { userId } = await aMember(house);
  const dataset = await aDataset(house, userId, 5);
  await expect(all(house.openObject.execute(userId, objectOf(dataset)))).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('twenty first objects of one owner at once share one user key and all open', async () => {
  const { userId } = await aMember(house);
  const datasets = await Promise.all(Array.from({ length: 20 }, () => aDataset(house, userId, 3)));
  for (const dataset of datasets) expect(await ownRecords(house, dataset)).toHaveLength(3);
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
