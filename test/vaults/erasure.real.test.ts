import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../domain/shared/index.ts';
import { VaultObject, type VaultRecord } from '../../domain/vaults/index.ts';
import {
  aDataset,
  aMember,
  blobPathOf,
  comment,
  keysOf,
  objectOf,
  openHouse,
  outboxSubjects,
  ownRecords,
  recordsFrom,
  storedFiles,
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

test('an erased dataset cannot be read, and its key bytes are gone from the table', async () => {
  const member = await aMember(house);
  const dataset = await aDataset(house, member.userId);
  const other = await aDataset(house, member.userId);
  const [key] = await keysOf(house, objectOf(dataset));
  expect(key).toHaveLength(61);
  const copy = join(house.folder, 'backup-of-the-blob');
  await copyFile(blobPathOf(house, objectOf(dataset)), copy);

  const erased = await house.eraseDataset.execute({ viewer: member.viewer, datasetId: dataset.id });
  expect(erased).toMatchObject({ state: 'erased', streams: [], records: 0 });
  await expect(ownRecords(house, dataset)).rejects.toMatchObject({ code: 'DATASET_ERASED' });
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
  expect(await ownRecords(house, other)).toHaveLength(450);
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
  expect(await storedFiles(house)).toContain(blobPathOf(house, objectOf(dataset)));
  expect(await house.sweepErasedBlobs.execute()).toBeGreaterThan(0);
  expect(await storedFiles(house)).not.toContain(blobPathOf(house, objectOf(dataset)));
  expect(await house.sweepErasedBlobs.execute()).toBe(0);
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

test('an import that fails in the middle leaves neither key nor bytes', async () => {
  const { userId } = await aMember(house);
  const { id: datasetId } = await house.transactions.run((tx) => house.beginDataset.execute(tx, { userId }));
  async function* broken(): AsyncGenerator<VaultRecord> {
    yield* recordsFrom(5_000, comment);
    throw new Error('row 5000 is not CSV');
  }
  const before = await storedFiles(house);
  const place = { userId, datasetId, stream: 'reddit.comments' };
  await expect(house.sealStream.execute(place, broken())).rejects.toThrow('row 5000');
  expect(await storedFiles(house)).toEqual(before);
  expect((await house.datasets.byId(datasetId))?.streams).toEqual([]);
  expect(await house.transactions.run((tx) => house.objects.ofDataset(tx, datasetId))).toEqual([]);
});

test('a failed dataset keeps no key of what was sealed before, and takes no more streams', async () => {
  const { userId } = await aMember(house);
  const { id: datasetId } = await house.transactions.run((tx) => house.beginDataset.execute(tx, { userId }));
  await house.transactions.run((tx) => house.startDatasetImport.execute(tx, { datasetId }));
  const place = { userId, datasetId, stream: 'reddit.comments' };
  const { objectId } = await house.sealStream.execute(place, recordsFrom(5, comment));
  const failed = await house.transactions.run((tx) => house.failDataset.execute(tx, { datasetId }));
  expect(failed).toMatchObject({ state: 'failed', streams: [], records: 0 });
  expect(await keysOf(house, objectId)).toEqual([]);
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
  expect(await keysOf(house, first.objectId)).toEqual([]);
  const ready = { datasetId, source: 'reddit' };
  const dataset = await house.transactions.run((tx) => house.completeDataset.execute(tx, ready));
  expect(dataset).toMatchObject({ records: 7, streams: [second] });
  expect(await ownRecords(house, dataset)).toHaveLength(7);
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
  const before = await storedFiles(house);
  const place = { userId, datasetId, stream: 'reddit.comments' };
  await expect(house.sealStream.execute(place, erasedMidway())).rejects.toMatchObject({ code: 'DATASET_ERASED' });
  expect((await house.datasets.byId(datasetId))?.state).toBe('erased');
  expect(await storedFiles(house)).toEqual(before);
  const [count] = await house.database.dataSource.query<{ keys: string }[]>(
    'SELECT count(*) AS keys FROM vault_object_key WHERE owner_id = $1',
    [userId],
  );
  expect(count).toEqual({ keys: '0' });
});

test('an artefact that a killed process left unsealed is swept a day later, and its id is not used again', async () => {
  const [ownerId, objectId] = [newId(), newId()];
  const now = await house.database.clock.now();
  await house.transactions.run((tx) => {
    const createdAt = new Date(now.getTime() - 86_500_000);
    const unsealed = new VaultObject({ id: objectId, ownerId, datasetId: null, stream: null, seal: null, createdAt });
    return house.objects.insert(tx, unsealed);
  });
  await house.sweepErasedBlobs.execute();
  expect(await house.objects.byId(objectId)).toBeNull();
  const again = house.sealObject.execute({ ownerId, objectId }, recordsFrom(0, comment) as never);
  await expect(again).rejects.toMatchObject({ code: 'OBJECT_EXISTS' });
});

test('deleting a user’s key row makes everything below it unreadable', async () => {
  const { userId } = await aMember(house);
  const dataset = await aDataset(house, userId, 5);
  await house.database.dataSource.query('DELETE FROM vault_user_key WHERE owner_id = $1', [userId]);
  expect(await keysOf(house, objectOf(dataset))).toEqual([]);
  await expect(ownRecords(house, dataset)).rejects.toMatchObject({ code: 'OBJECT_UNREADABLE' });
});

test('the erasure preview names what becomes unreadable and promises no unlearning', async () => {
  const { userId } = await aMember(house);
  const dataset = await aDataset(house, userId, 12);
  const preview = await house.previewErasure.execute({ viewer: viewerOf(userId), datasetId: dataset.id });
  expect(preview).toMatchObject({ records: 12, liveConsents: 0 });
  expect(preview.effects.join(' ')).toContain('12 records of reddit.comments become unreadable for good');
  expect(preview.effects.join(' ')).toContain('does not make a model unlearn');
});
