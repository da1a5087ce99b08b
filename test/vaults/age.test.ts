import { createHash, randomBytes, randomInt } from 'node:crypto';
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  AgeError,
  decodeIdentity,
  decodeRecipient,
  encodeIdentity,
  encodeRecipient,
  newIdentity,
  openAge,
  recipientOf,
  sealAge,
} from '../../infra/crypto/age/index.ts';

const HEADER_BYTES = 168;
const NONCE_BYTES = 16;
const SEALED_CHUNK_BYTES = 65_552;
const EDGES = [0, 1, 15, 65_535, 65_536, 65_537, 131_072, 131_073, 200_000];

const identity = newIdentity();
const recipient = recipientOf(identity);

async function* pieces(bytes: Uint8Array, size = 10_007): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size));
}

async function all(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

const seal = (plain: Uint8Array, to = recipient) => all(sealAge([to], pieces(plain)).bytes);
const open = (file: Uint8Array, by = identity) => all(openAge([by], pieces(file)));

/** What a reader releases before it refuses, and the fault; fails the test when it does not refuse. */
async function refusal(file: Uint8Array, by = identity): Promise<{ fault: string; released: Buffer }> {
  const released: Buffer[] = [];
  try {
    for await (const chunk of openAge([by], pieces(file))) released.push(chunk);
  } catch (error) {
    if (error instanceof AgeError) return { fault: error.fault, released: Buffer.concat(released) };
    throw error;
  }
  throw new Error('An altered file was read to its end.');
}

test.each(EDGES)('%d bytes sealed here are opened by age-encryption, and the other way round', async (size) => {
  const plain = randomBytes(size);
  const theirs = await generateIdentity();
  const reader = new Decrypter();
  reader.addIdentity(theirs);
  const sealed = await seal(plain, decodeRecipient(await identityToRecipient(theirs)));
  expect(sealed).toHaveLength(HEADER_BYTES + NONCE_BYTES + size + 16 * Math.max(1, Math.ceil(size / 65_536)));
  expect(Buffer.from(await reader.decrypt(sealed)).equals(plain)).toBe(true);

  const writer = new Encrypter();
  writer.addRecipient(encodeRecipient(recipient));
  expect((await open(await writer.encrypt(plain))).equals(plain)).toBe(true);
});

test('keys are written as the age tools write them', async () => {
  const theirs = await generateIdentity();
  const ours = decodeIdentity(theirs);
  expect(encodeIdentity(ours)).toBe(theirs);
  expect(encodeRecipient(recipientOf(ours))).toBe(await identityToRecipient(theirs));
  for (const wrong of [
    theirs.toLowerCase(),
    theirs.slice(0, -1),
    `${theirs.slice(0, -1)}${theirs.endsWith('Q') ? 'P' : 'Q'}`,
    encodeRecipient(recipient),
  ]) {
    expect(() => decodeIdentity(wrong)).toThrow('Not an age X25519 key');
  }
});

test('any bytes in any pieces come back as they were', async () => {
  const bytes = fc.uint8Array({ maxLength: 400, size: 'max' });
  await fc.assert(
    fc.asyncProperty(fc.array(bytes, { maxLength: 6 }), fc.integer({ min: 1, max: 900 }), async (parts, size) => {
      async function* source() {
        yield* parts;
      }
      const file = await all(sealAge([recipient], source()).bytes);
      expect((await all(openAge([identity], pieces(file, size)))).equals(Buffer.concat(parts))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('two files of the same bytes share no byte of header or payload key', async () => {
  const plain = randomBytes(100);
  const [one, two] = [await seal(plain), await seal(plain)];
  expect(one.subarray(HEADER_BYTES).equals(two.subarray(HEADER_BYTES))).toBe(false);
  expect(one.subarray(22, HEADER_BYTES).equals(two.subarray(22, HEADER_BYTES))).toBe(false);
});

test('2,000 random bit flips are all refused, and nothing past the last verified chunk is released', async () => {
  const plain = randomBytes(1_500);
  const file = await seal(plain);
  for (let i = 0; i < 2_000; i += 1) {
    const altered = Buffer.from(file);
    const bit = randomInt(file.length * 8);
    altered[bit >> 3] = (altered[bit >> 3] as number) ^ (1 << (bit & 7));
    const { released } = await refusal(altered);
    expect(released).toHaveLength(0);
  }
}, 20_000);

test('a flip in a later chunk releases the chunks before it and no byte more', async () => {
  const plain = randomBytes(3 * 65_536 + 5);
  const file = await seal(plain);
  for (const chunk of [0, 1, 2, 3]) {
    const altered = Buffer.from(file);
    const at = HEADER_BYTES + NONCE_BYTES + chunk * SEALED_CHUNK_BYTES + 3;
    altered[at] = (altered[at] as number) ^ 1;
    const { fault, released } = await refusal(altered);
    expect(fault).toBe('payload');
    expect(released.equals(plain.subarray(0, chunk * 65_536))).toBe(true);
  }
});

test('a file cut at any chunk boundary, or one byte beside it, is refused', async () => {
  const plain = randomBytes(3 * 65_536);
  const file = await seal(plain);
  for (let chunk = 0; chunk <= 3; chunk += 1) {
    for (const beside of [-1, 0, 1]) {
      const length = HEADER_BYTES + NONCE_BYTES + chunk * SEALED_CHUNK_BYTES + beside;
      if (length >= file.length) continue;
      const { released } = await refusal(file.subarray(0, length));
      expect(plain.subarray(0, released.length).equals(released)).toBe(true);
      expect(released.length).toBeLessThan(plain.length);
    }
  }
  for (const length of [0, 1, 22, 100, HEADER_BYTES - 1, HEADER_BYTES]) {
    expect((await refusal(file.subarray(0, length))).fault).toBe('header');
  }
});

test('swapped chunks, spliced files and appended bytes are refused', async () => {
  const plain = randomBytes(3 * 65_536);
  const [file, other] = [await seal(plain), await seal(plain)];
  const start = HEADER_BYTES + NONCE_BYTES;
  const chunk = (from: Buffer, i: number) =>
    from.subarray(start + i * SEALED_CHUNK_BYTES, start + (i + 1) * SEALED_CHUNK_BYTES);
  const head = file.subarray(0, start);
  const swapped = Buffer.concat([head, chunk(file, 1), chunk(file, 0), chunk(file, 2)]);
  const spliced = Buffer.concat([head, chunk(file, 0), chunk(other, 1), chunk(file, 2)]);
  const joined = Buffer.concat([file, other]);
  const appended = Buffer.concat([file, Buffer.of(0)]);
  const otherHead = Buffer.concat([other.subarray(0, HEADER_BYTES), file.subarray(HEADER_BYTES)]);
  expect((await refusal(swapped)).released).toHaveLength(0);
  expect((await refusal(spliced)).released).toHaveLength(65_536);
  expect((await refusal(joined)).fault).toBe('payload');
  expect((await refusal(appended)).fault).toBe('payload');
  expect((await refusal(otherHead)).released).toHaveLength(0);
});

test('another key opens nothing', async () => {
  const { fault, released } = await refusal(await seal(randomBytes(70_000)), newIdentity());
  expect({ fault, bytes: released.length }).toEqual({ fault: 'no match', bytes: 0 });
});

test('a header that never ends is refused before it fills the memory', async () => {
  let pulled = 0;
  async function* endless() {
    yield Buffer.from('age-encryption.org/v1\n');
    for (;;) {
      pulled += 1_000;
      yield Buffer.from(`-> grease\n${'A'.repeat(63)}\n`.repeat(10).padEnd(1_000, 'A'));
    }
  }
  await expect(all(openAge([identity], endless()))).rejects.toThrow('Not an age header');
  expect(pulled).toBeLessThan(100_000);
});

test('64 MiB pass through both ways with memory that stays bounded', async () => {
  const piece = randomBytes(1 << 20);
  const pieceCount = 64;
  async function* source() {
    for (let i = 0; i < pieceCount; i += 1) yield piece;
  }
  const expected = createHash('sha256');
  for (let i = 0; i < pieceCount; i += 1) expected.update(piece);
  const before = process.memoryUsage().arrayBuffers;
  const actual = createHash('sha256');
  let peak = 0;
  for await (const chunk of openAge([identity], sealAge([recipient], source()).bytes)) {
    actual.update(chunk);
    peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
  }
  expect(actual.digest('hex')).toBe(expected.digest('hex'));
  expect(peak).toBeLessThan(48 << 20);
});
