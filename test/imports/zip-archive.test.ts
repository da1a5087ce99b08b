import { expect, test } from '@jest/globals';
import { DomainError } from '../../domain/shared/index.ts';
import { ARCHIVE_LIMITS, ZipArchive } from '../../infra/archives/index.ts';
import { Random } from '../../examples/archives/random.ts';
import { bytesOf, publishedSample, readArchive, zipOf } from './support/archives.ts';

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'none';
}

/** Both places where a ZIP names a file: before its bytes and in the table of contents. */
function renamed(zip: Buffer, from: string, to: string): Buffer {
  return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');
}

test('what is not a ZIP, or nothing at all, is said to be so', async () => {
  expect(await codeOf(readArchive(Buffer.from('id,permalink\n')))).toBe('ARCHIVE_NOT_A_ZIP');
  expect(await codeOf(readArchive(Buffer.alloc(0)))).toBe('ARCHIVE_NOT_A_ZIP');
  expect(await codeOf(readArchive(Buffer.from('Rar!\x1a\x07\x00')))).toBe('ARCHIVE_NOT_A_ZIP');
});

test('an archive cut anywhere is truncated, and its bytes are let go', async () => {
  const zip = await zipOf(publishedSample('modern'));
  for (const share of [0.1, 0.5, 0.9]) {
    const bytes = bytesOf(zip.subarray(0, Math.floor(zip.length * share)));
    expect(await codeOf(ZipArchive.open(bytes))).toBe('ARCHIVE_TRUNCATED');
    expect(bytes.isClosed).toBe(true);
  }
});

test('a flipped bit in a file is found by its checksum', async () => {
  const text = 'id,permalink,date,subreddit,gildings,body\nc1,/r/s/,2020-01-01 00:00:00,s,0,somewhere in here\n';
  const zip = await zipOf({ 'comments.csv': text }, { compress: false });
  const at = zip.indexOf('somewhere');
  zip[at] = (zip[at] as number) ^ 1;
  expect(await codeOf(readArchive(zip))).toBe('ARCHIVE_CORRUPT');
});

test('an archive with a password is refused before anything is read', async () => {
  const zip = await zipOf({ 'comments.csv': 'x' });
  const contents = zip.indexOf(Buffer.from('504b0102', 'hex'));
  zip[contents + 8] = (zip[contents + 8] as number) | 1;
  expect(await codeOf(readArchive(zip))).toBe('ARCHIVE_ENCRYPTED');
});

test('names that lead out of the archive are refused', async () => {
  const zip = await zipOf({ 'aa/comments.csv': 'x' });
  expect(await codeOf(readArchive(renamed(zip, 'aa/comments.csv', '../comments.csv')))).toBe('PATH_TRAVERSAL');
  expect(await codeOf(readArchive(renamed(zip, 'aa/comments.csv', '/a/comments.csv')))).toBe('PATH_TRAVERSAL');
});

test('a bomb is refused by its ratio, and a large archive by its size', async () => {
  const bomb = await zipOf({ 'comments.csv': Buffer.alloc(12 * 1024 * 1024) });
  expect(bomb.length).toBeLessThan(20_000);
  expect(await codeOf(readArchive(bomb))).toBe('ENTRY_RATIO');
  const small = { ...ARCHIVE_LIMITS, entryBytes: 100, totalBytes: 150, entries: 2 };
  expect(await codeOf(readArchive(await zipOf({ a: 'x'.repeat(101) }), small))).toBe('ARCHIVE_TOO_LARGE');
  expect(await codeOf(readArchive(await zipOf({ a: 'x'.repeat(90), b: 'y'.repeat(90) }), small))).toBe(
    'ARCHIVE_TOO_LARGE',
  );
  expect(await codeOf(readArchive(await zipOf({ a: 'x', b: 'y', c: 'z' }), small))).toBe('ARCHIVE_TOO_LARGE');
});

test('an entry that inflates to more than it declares is stopped there', async () => {
  const zip = await zipOf({ 'comments.csv': 'x'.repeat(5000) });
  const contents = zip.indexOf(Buffer.from('504b0102', 'hex'));
  zip.writeUInt32LE(100, contents + 24);
  expect(await codeOf(readArchive(zip))).toBe('ARCHIVE_CORRUPT');
});

test('700 mutated archives end in a coded error or in a reading, never in a crash or a hang', async () => {
  const random = new Random('mutations');
  const zip = await zipOf(publishedSample('modern'));
  const codes = new Map<string, number>();
  for (let i = 0; i < 700; i += 1) {
    const mutated = Buffer.from(zip);
    for (let n = random.between(1, 4); n > 0; n -= 1) mutated[random.below(mutated.length)] = random.below(256);
    const cut = random.chance(20) ? mutated.subarray(0, random.below(mutated.length)) : mutated;
    const code = await codeOf(readArchive(cut));
    codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  expect([...codes.keys()]).toContain('ARCHIVE_CORRUPT');
  expect(codes.get('none')).toBeGreaterThan(0);
}, 120_000);
