import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { newId } from '../../domain/shared/index.ts';
import { unwrapKey, wrapKey } from '../../domain/vaults/index.ts';
import { FileBlobs } from '../../infra/blobs/file-blobs.ts';
import { LocalRootKey } from '../../infra/crypto/root-key.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonpool-keys-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function all(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

test('a wrapped key opens under its own key and context only, and not with one bit altered', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.string(), fc.nat(), (plain, context, bit) => {
      const key = randomBytes(32);
      const wrapped = wrapKey(key, plain, context);
      expect(unwrapKey(key, wrapped, context).equals(plain)).toBe(true);
      expect(() => unwrapKey(randomBytes(32), wrapped, context)).toThrow('does not open');
      expect(() => unwrapKey(key, wrapped, `${context}x`)).toThrow('does not open');
      const altered = Buffer.from(wrapped);
      const at = bit % (altered.length * 8);
      altered[at >> 3] = (altered[at >> 3] as number) ^ (1 << (at & 7));
      expect(() => unwrapKey(key, altered, context)).toThrow('does not open');
      expect(() => unwrapKey(key, wrapped.subarray(0, 20), context)).toThrow('does not open');
    }),
  );
});

test('ten processes that start at once make one root key, which only its owner can read', async () => {
  const path = join(folder, 'keys', 'root.key');
  const keys = await Promise.all(Array.from({ length: 10 }, () => LocalRootKey.fromFile(path)));
  const wrapped = await keys[0]!.wrap(Buffer.from('secret'), 'test');
  for (const key of keys) expect((await key.unwrap(wrapped, 'test')).toString()).toBe('secret');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(folder, 'keys'))).toEqual(['root.key']);
  const fromEnvironment = LocalRootKey.fromBase64((await readFile(path, 'utf8')).trim());
  expect((await fromEnvironment.unwrap(wrapped, 'test')).toString()).toBe('secret');
});

test('a root key that others can read, that is damaged or too short is refused with what to do', async () => {
  const path = join(folder, 'root.key');
  await LocalRootKey.fromFile(path);
  await chmod(path, 0o640);
  await expect(LocalRootKey.fromFile(path)).rejects.toThrow('chmod 600');
  await chmod(path, 0o600);
  await writeFile(path, 'not a key');
  await expect(LocalRootKey.fromFile(path)).rejects.toThrow('damaged');
  expect(() => LocalRootKey.fromBase64(randomBytes(16).toString('base64'))).toThrow('32 bytes in base64');
});

test('a blob is read whole or by range, and is gone after its removal', async () => {
  const blobs = await FileBlobs.open(folder);
  const [id, bytes] = [newId(), randomBytes(200_000)];
  await blobs.write(id, once(bytes));
  expect((await all(blobs.read(id))).equals(bytes)).toBe(true);
  expect((await all(blobs.read(id, { start: 65_000, end: 140_000 }))).equals(bytes.subarray(65_000, 140_000))).toBe(
    true,
  );
  expect(await all(blobs.read(id, { start: 5, end: 5 }))).toHaveLength(0);
  await blobs.remove(id);
  await blobs.remove(id);
  await expect(all(blobs.read(id))).rejects.toMatchObject({ code: 'OBJECT_UNREADABLE' });
});

test('a write that fails leaves no file, and a reader never sees a half-written blob', async () => {
  const blobs = await FileBlobs.open(folder);
  const id = newId();
  async function* failing() {
    yield randomBytes(100_000);
    await expect(all(blobs.read(id))).rejects.toMatchObject({ code: 'OBJECT_UNREADABLE' });
    throw new Error('the upload was cut');
  }
  await expect(blobs.write(id, failing())).rejects.toThrow('the upload was cut');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  expect(entries.filter((entry) => entry.isFile())).toEqual([]);
});

test('nothing but a uuid names a blob', async () => {
  const blobs = await FileBlobs.open(join(folder, 'blobs'));
  for (const id of ['../secret', '', 'a'.repeat(36), `${newId()}/..`, `../../${newId()}`]) {
    await expect(blobs.write(id, once(Buffer.of(1)))).rejects.toThrow('named by a uuid');
    await expect(all(blobs.read(id))).rejects.toThrow('named by a uuid');
    await expect(blobs.remove(id)).rejects.toThrow('named by a uuid');
  }
});

test('drafts that a killed process left are cleared at a later start; young ones may still be in use', async () => {
  await FileBlobs.open(folder);
  const [old, young] = [join(folder, 'drafts', 'old'), join(folder, 'drafts', 'young')];
  await writeFile(old, 'x');
  await writeFile(young, 'x');
  const longAgo = new Date(Date.now() - 2 * 86_400_000);
  await utimes(old, longAgo, longAgo);
  await FileBlobs.open(folder);
  expect(await readdir(join(folder, 'drafts'))).toEqual(['young']);
});
