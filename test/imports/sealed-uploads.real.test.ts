import { appendFile, readFile, readdir, truncate } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Upload } from '../../domain/imports/index.ts';
import { SealedUploadFiles } from '../../infra/uploads/index.ts';
import { aMember, inBlocks, openWorld, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function begin(sizeBytes: number): Promise<Upload> {
  return world.beginUpload.execute({
    viewer: aMember(),
    sizeBytes: BigInt(sizeBytes),
    metadata: { filename: 'canary-name' },
  });
}

async function readAll(upload: Upload, start: number, end: number): Promise<Buffer> {
  const reader = await world.files.open(upload);
  const parts: Buffer[] = [];
  try {
    for await (const part of reader.read(start, end)) parts.push(part);
  } finally {
    await reader.close();
  }
  return Buffer.concat(parts);
}

function withKey({ id, userId, sizeBytes, state, createdAt }: Upload, wrappedKey: Uint8Array | null): Upload {
  return new Upload(id, userId, sizeBytes, state, wrappedKey, null, createdAt, false);
}

const path = (upload: Upload, part: string) => join(world.uploadsFolder, `${upload.id}.${part}`);

test('parts of 1, 10, 65535, 65536 and 300001 bytes come out as they went in, from any place', async () => {
  const parts = [1, 10, 65_535, 65_536, 300_001].map((size) => randomBytes(size));
  const whole = Buffer.concat(parts);
  const upload = await begin(whole.length);
  let offset = 0;
  for (const part of parts) {
    offset += part.length;
    expect(await world.files.append(upload, inBlocks(part, 7919))).toBe(BigInt(offset));
    // Another process, such as one after a restart, sees the same byte.
    expect(await new SealedUploadFiles(world.uploadsFolder, world.rootKey).receivedBytes(upload)).toBe(BigInt(offset));
  }
  await world.files.seal(upload);
  expect(await readAll(upload, 0, whole.length)).toEqual(whole);
  for (const [start, end] of [
    [0, 1],
    [65_535, 65_537],
    [65_536, 131_072],
    [whole.length - 1, whole.length],
  ] as const) {
    expect(await readAll(upload, start, end)).toEqual(whole.subarray(start, end));
  }
});

test('an upload of whole chunks only ends with a marked empty one', async () => {
  const whole = randomBytes(2 * 65_536);
  const upload = await begin(whole.length);
  await world.files.append(upload, inBlocks(whole));
  await world.files.seal(upload);
  expect(await readAll(upload, 0, whole.length)).toEqual(whole);
});

test('bytes that came before the connection broke are kept', async () => {
  const whole = randomBytes(200_000);
  const upload = await begin(whole.length);
  async function* cut(): AsyncIterable<Buffer> {
    yield* inBlocks(whole.subarray(0, 100_001), 10_000);
    throw new Error('connection reset');
  }
  await expect(world.files.append(upload, cut())).rejects.toThrow('connection reset');
  expect(await world.files.receivedBytes(upload)).toBe(100_001n);
  await world.files.append(upload, inBlocks(whole.subarray(100_001)));
  await world.files.seal(upload);
  expect(await readAll(upload, 0, whole.length)).toEqual(whole);
});

test('a torn chunk of a killed process is written again, and a tail from before it is not believed', async () => {
  const whole = randomBytes(150_000);
  const upload = await begin(whole.length);
  await world.files.append(upload, inBlocks(whole.subarray(0, 100_000)));
  await appendFile(path(upload, 'chunks'), randomBytes(30_000));
  expect(await world.files.receivedBytes(upload)).toBe(100_000n);
  await world.files.append(upload, inBlocks(whole.subarray(100_000)));
  const oldTail = await readFile(path(upload, 'tail'));
  expect(oldTail.readUInt32BE(0)).toBe(2);
  // As after a crash between the last whole chunk and the next tail: the tail is of a chunk that is not next.
  await truncate(path(upload, 'chunks'), 65_564);
  expect(await world.files.receivedBytes(upload)).toBe(65_536n);
});

test('a sealed upload that was cut, or whose end was moved, does not open', async () => {
  const whole = randomBytes(200_000);
  const upload = await begin(whole.length);
  await world.files.append(upload, inBlocks(whole));
  await world.files.seal(upload);
  await truncate(path(upload, 'chunks'), 2 * 65_564);
  await expect(world.files.open(upload)).rejects.toThrow();
});

test('a chunk of one upload does not open in another, nor at another place', async () => {
  const whole = randomBytes(3 * 65_536);
  const upload = await begin(whole.length);
  await world.files.append(upload, inBlocks(whole));
  await world.files.seal(upload);
  const bytes = await readFile(path(upload, 'chunks'));
  const swapped = Buffer.concat([
    bytes.subarray(65_564, 2 * 65_564),
    bytes.subarray(0, 65_564),
    bytes.subarray(2 * 65_564),
  ]);
  await truncate(path(upload, 'chunks'), 0);
  await appendFile(path(upload, 'chunks'), swapped);
  await expect(readAll(upload, 0, 10)).rejects.toMatchObject({ code: 'ARCHIVE_CORRUPT' });
});

test('neither the bytes nor the file name are on disk or in the database in clear', async () => {
  const canary = Buffer.from('canary-'.repeat(20_000));
  const upload = await begin(canary.length);
  await world.files.append(upload, inBlocks(canary));
  for (const name of await readdir(world.uploadsFolder)) {
    expect((await readFile(join(world.uploadsFolder, name))).includes('canary')).toBe(false);
  }
  const row = await world.uploads.byId(upload.id);
  expect(Buffer.from(row?.sealedMetadata ?? []).includes('canary')).toBe(false);
});

test('without its key an upload is noise, and a key moved to another upload does not open it', async () => {
  const upload = await begin(10);
  await world.files.append(upload, inBlocks(Buffer.from('0123456789')));
  await expect(world.files.receivedBytes(withKey(upload, null))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const other = await begin(10);
  await expect(world.files.receivedBytes(withKey(upload, other.wrappedKey))).rejects.toMatchObject({
    code: 'KEY_UNREADABLE',
  });
});

test('uploads that nobody finished are given up after two days, key first, and their bytes go', async () => {
  const upload = await begin(10);
  await world.files.append(upload, inBlocks(Buffer.from('01234')));
  await world.sweepUploads.execute();
  expect(await world.uploads.byId(upload.id)).toMatchObject({ state: 'receiving' });
  await world.database.clock.advance(49 * 3_600_000);
  await world.sweepUploads.execute();
  expect(await world.uploads.byId(upload.id)).toMatchObject({ state: 'spent', wrappedKey: null, bytesRemoved: true });
  expect((await world.uploadedFiles()).filter((name) => name.startsWith(upload.id))).toEqual([]);
});
