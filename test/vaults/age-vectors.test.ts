import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import * as published from 'cctv-age';
import { AgeError, decodeIdentity, openAge } from '../../infra/crypto/age/index.ts';

interface Vector {
  readonly name: string;
  readonly expected: string;
  readonly identities: readonly string[];
  readonly payloadDigest: string | undefined;
  readonly armored: boolean;
  readonly passphrase: boolean;
  readonly file: Buffer;
}

const vectors = Object.entries(published as unknown as Record<string, Uint8Array>).map(([name, bytes]) =>
  parse(name, Buffer.from(bytes)),
);
const isX25519 = (identity: string) => identity.startsWith('AGE-SECRET-KEY-1');
const armored = vectors.filter((vector) => vector.armored);
const postQuantum = vectors.filter((v) => !v.armored && v.identities.length > 0 && !v.identities.some(isX25519));
const passphrase = vectors.filter((v) => !v.armored && v.passphrase && v.identities.length === 0);
const outside = new Set([...armored, ...postQuantum, ...passphrase]);
const ours = vectors.filter((vector) => !outside.has(vector));

test('every published vector is either run here or left out for a stated reason', () => {
  expect(vectors).toHaveLength(143);
  expect(armored).toHaveLength(33);
  expect(postQuantum).toHaveLength(17);
  expect(passphrase).toHaveLength(24);
  expect(ours).toHaveLength(69);
});

test.each(ours.map((vector) => [vector.name, vector.expected, vector] as const))(
  'the published vector %s gives %s',
  async (_, expected, vector) => {
    const released = createHash('sha256');
    const outcome = await read(vector, (chunk) => released.update(chunk));
    expect(outcome).toBe(expected);
    if (vector.payloadDigest) expect(released.digest('hex')).toBe(vector.payloadDigest);
  },
);

async function read(vector: Vector, release: (chunk: Buffer) => void): Promise<string> {
  const identities = vector.identities.filter(isX25519).map(decodeIdentity);
  try {
    for await (const chunk of openAge(identities, pieces(vector.file))) release(chunk);
    return 'success';
  } catch (error) {
    if (!(error instanceof AgeError)) throw error;
    return error.fault === 'no match' ? 'no match' : `${error.fault} failure`;
  }
}

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 10_007) yield bytes.subarray(at, at + 10_007);
}

function parse(name: string, bytes: Buffer): Vector {
  const end = bytes.indexOf('\n\n');
  const lines = bytes.subarray(0, end).toString().split('\n');
  const all = (key: string) => lines.filter((line) => line.startsWith(`${key}: `)).map((l) => l.slice(key.length + 2));
  const body = bytes.subarray(end + 2);
  return {
    name,
    expected: all('expect')[0] ?? '',
    identities: all('identity'),
    payloadDigest: all('payload')[0],
    armored: all('armored')[0] === 'yes',
    passphrase: all('passphrase').length > 0,
    file: all('compressed')[0] === 'zlib' ? inflateSync(body) : body,
  };
}
